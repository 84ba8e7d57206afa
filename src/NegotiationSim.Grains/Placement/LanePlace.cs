namespace NegotiationSim.Grains.Placement;

/// <summary>Where a driver wants the grains of a lane to be, as their names say it. It is a wish: where that silo is gone they are activated elsewhere.</summary>
/// <param name="Silo">The silo of the table.</param>
/// <param name="Spread">Whether each actor is on a silo of its own, as far as there are enough; false: all are beside the table.</param>
internal readonly record struct LanePlace(SiloAddress Silo, bool Spread)
{
    private const char SpreadMark = '+';

    /// <summary>The key of a table with its place.</summary>
    /// <param name="table">The key without one.</param>
    public string Mark(string table) => $"{table}{GrainKey.PlaceMark}{Silo.ToParsableString()}{(Spread ? SpreadMark : "")}";

    /// <summary>Reads the place from the key of a table or an actor; null: none is named.</summary>
    public static LanePlace? Of(string key)
    {
        var lane = GrainKey.LaneOf(key);
        var mark = lane.IndexOf(GrainKey.PlaceMark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return null;
        }

        var text = lane[(mark + 1)..];
        var spread = text.EndsWith(SpreadMark);
        try
        {
            return new LanePlace(SiloAddress.FromParsableString(spread ? text[..^1] : text), spread);
        }
        catch (FormatException)
        {
            // A key of somebody else's.
            return null;
        }
    }
}
