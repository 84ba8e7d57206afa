using System.Collections.Immutable;
using NegotiationSim.Analysis.Cases;
using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>Pairs of actors whose consent is always needed and that accept no feasible outcome in common.</summary>
internal static class ExcludingPairs
{
    public static (ImmutableArray<ActorPair> Excluding, ImmutableArray<ActorPair> Undecided) Find(CaseFile file, WorkBudget budget)
    {
        var (excluding, undecided) = (ImmutableArray.CreateBuilder<ActorPair>(), ImmutableArray.CreateBuilder<ActorPair>());
        var always = file.Consent.Always;
        for (var i = 0; i < always.Length; i++)
        {
            for (var j = i + 1; j < always.Length; j++)
            {
                switch (budget.IsSpent ? Existence.Undecided
                    : FirstOutcome.Any(SliceBuilder.Build(Questions.AcceptableTo(file, [always[i], always[j]]), budget: budget), budget).Exists)
                {
                    case Existence.No:
                        excluding.Add(new ActorPair(always[i], always[j]));
                        break;
                    case Existence.Undecided:
                        undecided.Add(new ActorPair(always[i], always[j]));
                        break;
                }
            }
        }

        return (excluding.ToImmutable(), undecided.ToImmutable());
    }
}
