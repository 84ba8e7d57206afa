using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Counting;

/// <summary>The work of counting pairs, cut into pieces that can be done in any order: a block of a group of one side with a group of the other.</summary>
internal sealed class PairPieces(Slice slice, Side x, Side y)
{
    /// <summary>The pieces; those that the couplings across rule out are left out.</summary>
    public List<Func<WorkBudget, OutcomeCount>> List()
    {
        foreach (var group in x.Groups)
        {
            group.Sort(PointBlock.MostPoints);
        }

        foreach (var group in y.Groups)
        {
            group.Sort(PairCount.LeafSize);
        }

        var pieces = new List<Func<WorkBudget, OutcomeCount>>();
        foreach (var first in x.Groups)
        {
            foreach (var second in y.Groups)
            {
                if (NeedsOf(first, second) is { } needs)
                {
                    pieces.AddRange(first.Boxes.Where(box => box.IsLeaf).Select(box => (Func<WorkBudget, OutcomeCount>)(budget => Count(first, box, second, needs, budget))));
                }
            }
        }

        return pieces;
    }

    /// <summary>What points of two groups must add up to, the couplings across taken into account; null where those rule all pairs out.</summary>
    private Needs? NeedsOf(SidePoints first, SidePoints second)
    {
        var outcome = first.Example.ToArray();
        foreach (var c in y.Components)
        {
            outcome[c] = second.Example[c];
        }

        // Where everything is worth it to a party, what crosses its lines is not.
        double[] bar = [.. slice.Need.Select(need => Math.Max(need, Side.Never / 2))];
        foreach (var coupling in x.Crossing.Where(coupling => coupling.Condition.Holds(outcome)))
        {
            if (coupling.IsVeto)
            {
                return null;
            }

            for (var k = 0; k < bar.Length; k++)
            {
                bar[k] = slice.Parties[k].IsCrossedBy(coupling.Violations) ? double.PositiveInfinity : coupling.Party == k ? bar[k] - coupling.Amount : bar[k];
            }
        }

        return new Needs(bar, slice.Slack, [.. slice.Parties.Select(party => party.Consent == Consent.Counted)], slice.Fewest);
    }

    private bool Admits(long first, long second)
    {
        var outcome = slice.FirstValues();
        x.Decode(first, outcome);
        y.Decode(second, outcome);
        return slice.Admits(outcome);
    }

    /// <summary>The pairs of one block.</summary>
    private OutcomeCount Count(SidePoints first, Box box, SidePoints second, Needs needs, WorkBudget budget)
    {
        var count = new PairCount(first, box, second, needs, Admits, budget);
        count.Run();
        return new OutcomeCount(count.AtLeast, count.AtLeast + count.Open);
    }
}
