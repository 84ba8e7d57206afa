using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>The work of counting pairs, cut into pieces that can be done in any order: by groups of either side, and by boxes within.</summary>
internal sealed class PairPieces(Slice slice, Side x, Side y, int[] parties, Coupling[] crossing, int fewest)
{
    /// <summary>At least so many pieces where there is so much to do.</summary>
    public List<Piece> Split(int atLeast)
    {
        foreach (var group in x.Groups.Concat(y.Groups))
        {
            group.Sort();
        }

        var pieces = new List<Piece>();
        foreach (var first in x.Groups)
        {
            foreach (var second in y.Groups)
            {
                if (Needs(first, second) is { } need)
                {
                    pieces.Add(new Piece(this, first, second, need, 0, 0));
                }
            }
        }

        while (pieces.Count < atLeast && pieces.Exists(piece => piece.CanSplit))
        {
            pieces = [.. pieces.SelectMany(piece => piece.Split())];
        }

        return pieces;
    }

    /// <summary>What points of two groups must add up to, the couplings across taken into account; null where those rule all pairs out.</summary>
    private double[]? Needs(SidePoints first, SidePoints second)
    {
        var outcome = first.Example.ToArray();
        foreach (var c in y.Components)
        {
            outcome[c] = second.Example[c];
        }

        // Where everything is worth it, what crosses the party's lines is not.
        double[] need = [.. parties.Select(k => Math.Max(slice.Need[k], Side.Never / 2))];
        foreach (var coupling in crossing.Where(coupling => coupling.Condition.Holds(outcome)))
        {
            if (coupling.IsVeto)
            {
                return null;
            }

            for (var at = 0; at < parties.Length; at++)
            {
                var isCrossed = slice.PartyAt(parties[at]).Say == Say.Counted && coupling.Marks.Has(parties[at]);
                need[at] = isCrossed ? double.PositiveInfinity : coupling.Party == parties[at] ? need[at] - coupling.Amount : need[at];
            }
        }

        return need;
    }

    private bool Admits(long first, long second)
    {
        var outcome = new ushort[slice.ComponentCount];
        for (var c = 0; c < outcome.Length; c++)
        {
            outcome[c] = slice.Values[c][0];
        }

        x.Decode(first, outcome);
        y.Decode(second, outcome);
        return slice.Admits(outcome);
    }

    /// <summary>The pairs of one box of either side.</summary>
    internal sealed class Piece(PairPieces whole, SidePoints first, SidePoints second, double[] need, int firstBox, int secondBox)
    {
        public bool CanSplit => !first.Boxes[firstBox].IsLeaf || !second.Boxes[secondBox].IsLeaf;

        public OutcomeCount Count(WorkBudget budget)
        {
            var parties = whole.Parties;
            var count = new PairCount(
                first, second, need, [.. parties.Select(k => whole.Slice.Slack[k])], [.. parties.Select(k => whole.Slice.PartyAt(k).Say == Say.Counted)],
                whole.Fewest, whole.Admits, budget);
            count.Add(firstBox, secondBox, parties.Length == 64 ? ulong.MaxValue : (1UL << parties.Length) - 1);
            count.Carry();
            return new OutcomeCount(count.AtLeast, count.AtLeast + count.Open);
        }

        public IEnumerable<Piece> Split()
        {
            var (a, b) = (first.Boxes[firstBox], second.Boxes[secondBox]);
            if (!a.IsLeaf && (b.IsLeaf || a.Count >= b.Count))
            {
                return [new Piece(whole, first, second, need, a.First, secondBox), new Piece(whole, first, second, need, a.Second, secondBox)];
            }

            return b.IsLeaf ? [this] : [new Piece(whole, first, second, need, firstBox, b.First), new Piece(whole, first, second, need, firstBox, b.Second)];
        }
    }

    private Slice Slice => slice;

    private int[] Parties => parties;

    private int Fewest => fewest;
}
