using System.Globalization;

namespace NegotiationSim.Grains;

/// <summary>
/// How grains are named: an experiment has lanes, a lane has one table and one grain per actor. Grains are reused from block to block, so nothing is
/// activated per replica or per block. Where the driver has chosen a silo for a lane, the name says which: see <see cref="Placement.LanePlace"/>.
/// </summary>
public static class GrainKey
{
    private const char Separator = '/';

    /// <summary>What stands between the number of a lane and its place.</summary>
    internal const char PlaceMark = '@';

    /// <summary>The table of a lane, and the name of the lane.</summary>
    public static string Table(string experiment, int lane) => string.Create(CultureInfo.InvariantCulture, $"{experiment}{Separator}{lane}");

    /// <summary>An actor at the table with the given key.</summary>
    public static string Actor(string table, int actor) => string.Create(CultureInfo.InvariantCulture, $"{table}{Separator}{actor}");

    /// <summary>The experiment and the number of the lane to which a table or an actor belongs; lane 0 where the key is no key of this project.</summary>
    public static (string Experiment, int Lane) Split(string key) =>
        key.Split(Separator) is [var experiment, var lane, ..] && int.TryParse(lane.Split(PlaceMark)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (experiment, number)
            : (key, 0);

    /// <summary>The key of the table of the lane to which a table or an actor belongs.</summary>
    public static string LaneOf(string key) => key.Split(Separator) is [var experiment, var lane, ..] ? $"{experiment}{Separator}{lane}" : key;

    /// <summary>The number of an actor; null: the key is that of a table.</summary>
    public static int? ActorOf(string key) =>
        key.Split(Separator) is [_, _, var actor] && int.TryParse(actor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
