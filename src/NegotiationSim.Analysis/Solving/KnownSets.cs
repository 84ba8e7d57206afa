using System.Runtime.InteropServices;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>
/// The sets that a search has found, seen from every depth of its present path: what of each is not yet violated there. A prefix that lacks nothing of a set is ruled
/// out; a set of which something can no longer be violated on the way down is forgotten below that depth.
/// </summary>
/// <param name="within">Per depth what components from there on can violate.</param>
internal sealed class KnownSets(ViolationSet[] within)
{
    private readonly List<ViolationSet>[] _missing = [.. within.Select(_ => new List<ViolationSet>())];
    private readonly bool[] _isRuledOut = new bool[within.Length];

    public List<ViolationSet> Sets { get; private set; } = [];

    /// <summary>How many sets matter at a depth.</summary>
    public int CountAt(int depth) => _missing[depth].Count;

    /// <summary>Whether a prefix of the path has one of the sets.</summary>
    public bool IsRuledOut(int depth) => _isRuledOut[depth];

    /// <summary>A search begins.</summary>
    /// <param name="sets">The sets known so far; what is found is added.</param>
    /// <param name="violations">What every outcome violates.</param>
    public void Begin(List<ViolationSet> sets, in ViolationSet violations)
    {
        Sets = sets;
        Fill(0, CollectionsMarshal.AsSpan(sets), violations);
    }

    /// <summary>The path goes down to a depth, where more is violated.</summary>
    public void Descend(int depth, in ViolationSet violations) => Fill(depth, CollectionsMarshal.AsSpan(_missing[depth - 1]), violations);

    /// <summary>Whether violating these too gives a prefix one of the sets.</summary>
    public bool RulesOut(int depth, in ViolationSet more)
    {
        foreach (ref readonly var missing in CollectionsMarshal.AsSpan(_missing[depth]))
        {
            if (more.Covers(missing))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A set was found at the end of the path: larger ones that it is a part of are no longer known.</summary>
    /// <param name="set">The set.</param>
    /// <param name="path">What is violated at every depth.</param>
    public void Add(ViolationSet set, ViolationSet[] path)
    {
        Sets.RemoveAll(other => other.Covers(set));
        Sets.Add(set);
        for (var depth = 0; depth < path.Length; depth++)
        {
            var missing = set.Without(path[depth]);
            _isRuledOut[depth] |= missing.IsEmpty;
            _missing[depth].Add(missing);
        }
    }

    private void Fill(int depth, ReadOnlySpan<ViolationSet> sets, in ViolationSet violations)
    {
        var list = _missing[depth];
        list.Clear();
        _isRuledOut[depth] = false;
        foreach (ref readonly var set in sets)
        {
            var missing = set.Without(violations);
            if (missing.IsEmpty)
            {
                _isRuledOut[depth] = true;
                return;
            }

            if (within[depth].Covers(missing))
            {
                list.Add(missing);
            }
        }
    }
}
