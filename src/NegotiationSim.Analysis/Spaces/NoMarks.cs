using System.Collections.Concurrent;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>Lists of empty marks, made once per length: most components of a large space mark nothing.</summary>
internal static class NoMarks
{
    private static readonly ConcurrentDictionary<int, Marks[]> s_lists = new();

    /// <summary>So many empty marks; nobody may write to them.</summary>
    public static Marks[] Of(int length) => s_lists.GetOrAdd(length, static count => new Marks[count]);
}
