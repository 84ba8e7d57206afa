using System.Collections.Immutable;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Sensitivities;

/// <summary>How the negotiation ends with one thing after another taken out, on the same random numbers.</summary>
/// <param name="Runs">Replicas of each.</param>
/// <param name="Bars">One for each: those that move the signature most come first.</param>
internal sealed record Tornado(long Runs, ImmutableArray<TornadoBar> Bars)
{
    /// <summary>What a comparison came to.</summary>
    /// <param name="levers">What was taken out, in the order of the comparison's what-ifs.</param>
    /// <param name="whatIfs">The what-ifs.</param>
    /// <param name="summary">The comparison.</param>
    public static Tornado Of(IReadOnlyList<Lever> levers, IReadOnlyList<WhatIf> whatIfs, ComparisonSummary summary) => new(
        summary.Runs,
        [
            .. levers.Select((lever, i) => new TornadoBar(
                    lever,
                    whatIfs[i],
                    summary.WhatIfs[i].Find(new Measure(MeasureKind.Signed))!.Value,
                    summary.WhatIfs[i].Find(new Measure(MeasureKind.Ending, Ending.Held))!.Value))
                .OrderByDescending(bar => Math.Abs(bar.Signed.Difference)).ThenByDescending(bar => Math.Abs(bar.Held.Difference)),
        ]);
}

/// <summary>One bar.</summary>
/// <param name="Lever">What was taken out.</param>
/// <param name="WhatIf">The scenario without it.</param>
/// <param name="Signed">How often a text is signed with it and without.</param>
/// <param name="Held">How often an agreement holds.</param>
internal sealed record TornadoBar(Lever Lever, WhatIf WhatIf, PairedEstimate Signed, PairedEstimate Held)
{
    /// <summary>Whether either can be told from no difference.</summary>
    public bool IsDistinguishable => Signed.IsDistinguishable || Held.IsDistinguishable;
}
