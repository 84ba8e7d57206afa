using NegotiationSim.Analysis.Cases;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Counting;
using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>How each actor sees the outcomes by itself.</summary>
/// <param name="file">The case.</param>
/// <param name="options">How much may be done for all actors together.</param>
/// <param name="actors">How many actors there are.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class Outlooks(CaseFile file, AnalysisOptions options, int actors, CancellationToken cancel)
{
    public ActorOutlook Of(int actor)
    {
        var standpoint = file.Of(actor);
        var ideal = OutcomeSearch.First(Questions.Permitted(file, actor), new WeightedSum([1]), Budget(16), out var isIdealProven);
        var (worst, isWorstProven) = Worst(actor);
        var isIdealAcceptable = ideal is not null && file.PartyOf(actor, Consent.Needed).Accepts(ideal.Outcome);
        return new ActorOutlook
        {
            Actor = actor,
            Acceptable = new OutcomeCounter(Budget(2), options.ForAll).Count(Questions.AcceptableTo(file, [actor])),
            Ideal = ideal is null ? null : new Outcome([.. ideal.Outcome]),
            IdealUtility = ideal is null ? double.NaN : standpoint.Utility.Evaluate(ideal.Outcome),
            NoDeal = standpoint.NoDeal,
            WorstFeasible = worst,
            HeldLines = standpoint.HeldLines,
            Options = OptionGrid.StancesOf(file, actor, isIdealAcceptable ? [ideal!.Outcome] : [], Budget(4)),
            AreExtremesExact = isIdealProven && isWorstProven,
        };
    }

    /// <summary>The utility of the worst feasible outcome; NaN when nothing is feasible.</summary>
    public (double Utility, bool IsProven) Worst(int actor)
    {
        var slices = SliceBuilder.Build(Questions.Unconstrained(file, [actor]))?.ConvertAll(slice => slice.Reversed());
        var worst = OutcomeSearch.Find(slices, new WeightedSum([1]), 1, Budget(16));
        return (worst.Points.Count > 0 ? -worst.Best : double.NaN, worst.IsProven);
    }

    /// <summary>This actor's share of a part.</summary>
    private WorkBudget Budget(int part) => new(options.Budget / part / actors, cancel);
}
