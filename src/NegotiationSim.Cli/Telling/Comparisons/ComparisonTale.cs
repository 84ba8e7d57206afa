using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>The comparison that is told, and what its tellers look up.</summary>
internal sealed class ComparisonTale(ComparisonOrder order, ComparisonSummary summary, Detail detail)
{
    public ComparisonOrder Order { get; } = order;

    public Scenario Scenario => Order.AsItStands;

    public ComparisonSummary Summary { get; } = summary;

    public Detail Detail { get; } = detail;

    public Names Names { get; } = new(order.AsItStands);

    /// <summary>Whether it was interrupted, so that fewer replicas were played than were asked for.</summary>
    public bool IsPartial => Summary.Runs < Order.Runs;

    public Sentence Sentence() => new(Names);

    /// <summary>A what-if as a clause that a sentence can begin with, not capitalised.</summary>
    public string Clause(int whatIf) => new WhatIfWords(Scenario).Of(Order.WhatIfs[whatIf].Settings);
}
