using System.Globalization;

namespace NegotiationSim.Grains;

/// <summary>
/// How grains are named: an experiment has lanes, a lane has one table and one grain per actor. Grains are reused from block to block, so nothing is
/// activated per replica or per block.
/// </summary>
public static class GrainKey
{
    /// <summary>The table of a lane.</summary>
    public static string Table(string experiment, int lane) => string.Create(CultureInfo.InvariantCulture, $"{experiment}/{lane}");

    /// <summary>An actor at the table with the given key.</summary>
    public static string Actor(string table, int actor) => string.Create(CultureInfo.InvariantCulture, $"{table}/{actor}");

    /// <summary>The key of the table at which an actor sits.</summary>
    public static string TableOf(string actor) => actor[..actor.LastIndexOf('/')];
}
