using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>
/// What a what-if changes, in a few sentences: the signature first, then what else can be told from no difference, then, plainly, what cannot.
/// </summary>
internal static class Statement
{
    private static readonly Measure s_signed = new(MeasureKind.Signed);
    private static readonly Measure s_held = new(MeasureKind.Ending, Ending.Held);

    public static Sentence Of(ComparisonTale tale, int whatIf)
    {
        var summary = tale.Summary.WhatIfs[whatIf];
        var signed = summary.Find(s_signed)!.Value;
        var others = summary.Measures.Where(estimate => estimate.Measure != s_signed && IsTold(tale, estimate.Measure)).OrderBy(estimate => estimate.Measure == s_held).ToList();
        var sentence = tale.Sentence().Say(Figures.Capitalised(tale.Clause(whatIf)) + ", ");
        if (summary.Measures.All(estimate => estimate.IsIdentical))
        {
            return sentence.Strong("nothing changes").Say((summary.Runs == 1 ? ": in the only replica" : $": in each of the {Figures.Whole(summary.Runs)} replicas") + " the talks and the agreement end as they do without it.");
        }

        // The signature is the headline whatever became of it.
        Signature(sentence, signed);
        var clear = others.Where(estimate => estimate.IsDistinguishable).ToList();
        for (var i = 0; i < clear.Count; i++)
        {
            sentence.Say(i == 0 && !signed.IsDistinguishable ? "; " : i == clear.Count - 1 ? " and " : ", ").Say(MeasureWords.Verb(tale.Scenario, clear[i].Measure) + " in ");
            Difference(sentence, clear[i], replicas: i == 0 && !signed.IsDistinguishable);
        }

        sentence.Say(".");
        var unclear = others.Where(estimate => estimate is { IsDistinguishable: false, IsIdentical: false }).ToList();
        if (unclear.Count > 0)
        {
            sentence.Say(" Not distinguishable from 0: " + string.Join("; ", unclear.Select(estimate => $"{MeasureWords.Verb(tale.Scenario, estimate.Measure)} ({Points.WithInterval(estimate)})")) + ".");
        }

        var same = others.Where(estimate => estimate.IsIdentical).Select(estimate => MeasureWords.Verb(tale.Scenario, estimate.Measure)).ToList();
        if (same.Count > 0)
        {
            sentence.Say(" In the very same replicas as before " + Figures.List(same) + ".");
        }

        return WithEndings(sentence, tale, summary);
    }

    /// <summary>Endings other than a success are left to the table, for they say the same the other way round.</summary>
    private static bool IsTold(ComparisonTale tale, Measure measure) =>
        measure.Kind switch
        {
            MeasureKind.Ending => measure == s_held && !EndingWords.SignedIsAll(tale.Scenario),
            MeasureKind.InForce => tale.Scenario.Implementation is not null,
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
            sentence.Say("no difference can be told in how often an agreement is signed (").Strong(Points.WithInterval(signed)).Say(" points)");
        }
    }

    private static void Difference(Sentence sentence, in PairedEstimate estimate, bool replicas) =>
        sentence.Strong(Points.Size(estimate)).Say($" points {(estimate.Difference > 0 ? "more" : "fewer")}" + (replicas ? " replicas" : ""));

    private static Sentence WithEndings(Sentence sentence, ComparisonTale tale, WhatIfSummary summary)
    {
        if (tale.Detail == Detail.Ending || summary.Transitions.IsEmpty)
        {
            return sentence;
        }

        var other = summary.OtherEnding;
        var most = summary.Transitions[0];
        return sentence.Say($" {Batches.Shares.Percent(other)} of all replicas end in another way than before: "
            + (most.Count == other.Count ? "all" : $"most often ({Figures.Whole(most.Count)} of {Figures.Whole(other.Count)})")
            + $" from “{EndingWords.Of(tale.Scenario, most.From)}” to “{EndingWords.Of(tale.Scenario, most.To)}”.");
    }
}
