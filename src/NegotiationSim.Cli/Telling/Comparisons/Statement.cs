using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>
/// What a what-if changes, in a few sentences: the signature first, then what else can be told from no difference, then, plainly, what cannot.
/// </summary>
internal static class Statement
{
    private static readonly Measure s_held = new(MeasureKind.Ending, Ending.Held);

    public static Sentence Of(ComparisonTale tale, int whatIf)
    {
        var summary = tale.Summary.WhatIfs[whatIf];
        var measures = summary.Measures.Where(estimate => IsTold(tale, estimate.Measure)).ToList();
        var sentence = tale.Sentence().Say(Figures.Capitalised(tale.Clause(whatIf)) + ", ");
        if (measures.All(estimate => estimate.IsIdentical))
        {
            return WithEndings(sentence.Strong("nothing changes").Say($": in each of the {Figures.Whole(summary.Runs)} replicas the talks and the agreement end as they do without it."), tale, summary);
        }

        // The signature is the headline whatever became of it.
        Signature(sentence, measures[0]);
        var others = measures.Skip(1).Where(estimate => estimate.IsDistinguishable).ToList();
        for (var i = 0; i < others.Count; i++)
        {
            sentence.Say(i == others.Count - 1 ? " and " : i == 0 && !measures[0].IsDistinguishable ? "; " : ", ").Say(MeasureWords.Verb(tale.Scenario, others[i].Measure) + " in ");
            Difference(sentence, others[i], replicas: false);
        }

        sentence.Say(".");
        var unclear = measures.Skip(1).Where(estimate => estimate is { IsDistinguishable: false, IsIdentical: false }).ToList();
        if (unclear.Count > 0)
        {
            sentence.Say(" Not distinguishable from 0: " + string.Join("; ", unclear.Select(estimate => $"{MeasureWords.Verb(tale.Scenario, estimate.Measure)} ({Points.WithInterval(estimate)})")) + ".");
        }

        var same = measures.Skip(1).Where(estimate => estimate.IsIdentical).Select(estimate => MeasureWords.Verb(tale.Scenario, estimate.Measure)).ToList();
        if (same.Count > 0)
        {
            sentence.Say(" In the very same replicas as before " + Figures.List(same) + ".");
        }

        return WithEndings(sentence, tale, summary);
    }

    /// <summary>Endings other than a success are left to the table, for they say the same the other way round.</summary>
    public static bool IsTold(ComparisonTale tale, Measure measure) =>
        measure.Kind switch
        {
            MeasureKind.Ending => measure == s_held && tale.Scenario.Implementation is not null,
            _ => true,
        };

    private static void Signature(Sentence sentence, in PairedEstimate signed)
    {
        if (signed.IsIdentical)
        {
            sentence.Say("an agreement is signed in the very same replicas as before");
        }
        else if (signed.IsDistinguishable)
        {
            sentence.Say("an agreement is signed in ");
            Difference(sentence, signed, replicas: true);
        }
        else
        {
            sentence.Say("whether an agreement is signed changes by ").Strong(Points.WithInterval(signed)).Say(" points of all replicas, which cannot be told from 0");
        }
    }

    private static void Difference(Sentence sentence, in PairedEstimate estimate, bool replicas) =>
        sentence.Strong(Points.WithInterval(estimate)).Say($" points {(estimate.Difference > 0 ? "more" : "fewer")}" + (replicas ? " replicas" : ""));

    private static Sentence WithEndings(Sentence sentence, ComparisonTale tale, WhatIfSummary summary)
    {
        if (tale.Detail == Detail.Ending || summary.Transitions.IsEmpty)
        {
            return sentence;
        }

        var other = summary.OtherEnding;
        var most = summary.Transitions[0];
        return sentence.Say($" {Batches.Shares.Percent(other)} of all replicas end in another way than before, "
            + (most.Count == other.Count ? "all of them" : $"most of them ({Figures.Whole(most.Count)} of {Figures.Whole(other.Count)})")
            + $" from “{Batches.BatchTeller.Words(most.From)}” to “{Batches.BatchTeller.Words(most.To)}”.");
    }
}
