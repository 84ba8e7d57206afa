using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Json;

/// <summary>Causes as the files name them, back to indexes of the scenario.</summary>
internal static class CauseIds
{
    private static readonly Dictionary<string, CauseKind> s_kinds = Enum.GetValues<CauseKind>().ToDictionary(kind => JsonNames.Of(kind), StringComparer.Ordinal);

    /// <summary>The cause that was written with these names; null: none.</summary>
    /// <exception cref="FormatException">The scenario has no such thing.</exception>
    public static BlockCause Of(Scenario scenario, string? kind, string? actor, string? redLine, string? struck)
    {
        if (kind is null || !s_kinds.TryGetValue(kind, out var known))
        {
            throw new FormatException($"there is no cause '{kind}'");
        }

        var a = actor is null ? -1 : Find(scenario.Actors.Length, i => scenario.Actors[i].Id == actor, actor);
        var line = redLine is null || a < 0 ? -1 : Find(scenario.Actors[a].RedLines.Length, i => redLine == $"{actor}.{scenario.Actors[a].RedLines[i].Id}", redLine);
        var e = struck is null ? -1 : Find(scenario.Events.Length, i => scenario.Events[i].Id == struck, struck);
        return new BlockCause(known, (short)a, (short)line, (short)e);
    }

    private static int Find(int count, Func<int, bool> isIt, string name) =>
        Enumerable.Range(0, count).Cast<int?>().FirstOrDefault(i => isIt(i!.Value)) ?? throw new FormatException($"the scenario has no '{name}'");
}
