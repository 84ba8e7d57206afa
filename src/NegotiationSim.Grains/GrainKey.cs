using System.Globalization;

namespace NegotiationSim.Grains;

/// <summary>
/// How grains are named: an experiment has lanes, a lane has one table and one grain per actor. Grains are reused from block to block, so nothing is
/// activated per replica or per block.
/// </summary>
public static class GrainKey
{
    /// <summary>The table of a lane, and the name of the lane.</summary>
    public static string Table(string experiment, int lane) => string.Create(CultureInfo.InvariantCulture, $"{experiment}/{lane}");

    /// <summary>An actor at the table with the given key.</summary>
    public static string Actor(string table, int actor) => string.Create(CultureInfo.InvariantCulture, $"{table}/{actor}");

    /// <summary>The experiment and the number of the lane to which a table or an actor belongs; lane 0 where the key is no key of this project.</summary>
    public static (string Experiment, int Lane) Split(string key) =>
        key.Split('/') is [var experiment, var lane, ..] && int.TryParse(lane, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (experiment, number) : (key, 0);

    /// <summary>The key of the table of the lane to which a table or an actor belongs.</summary>
    public static string LaneOf(string key)
    {
        var (experiment, lane) = Split(key);
        return Table(experiment, lane);
    }
}
