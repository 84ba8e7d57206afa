using System.Collections.Immutable;

namespace NegotiationSim.Grains.Placement;

/// <summary>
/// Where a driver wants the grains of a lane to be, as their names say it. Beside each other it is a wish: where the silo is gone they are activated elsewhere. Where actors are spread over silos it is not: what an actor knows never gets to
/// another's silo.
/// </summary>
/// <param name="Table">The silo of the table.</param>
/// <param name="Actors">The silos of the actors, in turn; empty: all are beside the table.</param>
internal sealed record LanePlace(SiloAddress Table, ImmutableArray<SiloAddress> Actors)
{
    private const char ActorsMark = '+';
    private const char Separator = ',';

    /// <summary>The silo that an actor is meant for.</summary>
    public SiloAddress Of(int actor) => Actors.IsEmpty ? Table : Actors[actor % Actors.Length];

    /// <summary>The key of a table with its place.</summary>
    /// <param name="table">The key without one.</param>
    public string Mark(string table)
    {
        var actors = Actors.IsEmpty ? "" : ActorsMark + string.Join(Separator, Actors.Select(silo => silo.ToParsableString()));
        return $"{table}{GrainKey.PlaceMark}{Table.ToParsableString()}{actors}";
    }

    /// <summary>Reads the place from the key of a table or an actor; null: none is named.</summary>
    public static LanePlace? Read(string key)
    {
        var lane = GrainKey.LaneOf(key);
        var mark = lane.IndexOf(GrainKey.PlaceMark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return null;
        }

        try
        {
            return lane[(mark + 1)..].Split(ActorsMark) is [var table, .. var rest]
                ? new LanePlace(SiloAddress.FromParsableString(table), [.. rest.SelectMany(actors => actors.Split(Separator)).Select(SiloAddress.FromParsableString)])
                : null;
        }
        catch (FormatException)
        {
            // A key of somebody else's.
            return null;
        }
    }
}
