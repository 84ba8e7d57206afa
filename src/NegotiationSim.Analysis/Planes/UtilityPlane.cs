using System.Collections.Immutable;
using NegotiationSim.Analysis.Cases;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Pareto;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Planes;

/// <summary>
/// A negotiation in the plane of two actors' utilities: what both could have, what both would sign of their own accord, and where texts lie. As it was drawn, in round 1 and before any event; what events change later is not in it.
/// </summary>
public sealed record UtilityPlane
{
    /// <summary>The work that each of the two frontiers may take where nothing else is said, in elementary operations: the answer is the same on every machine.</summary>
    public const long DefaultBudget = 200_000_000;

    /// <summary>The actor on the horizontal axis, by index.</summary>
    public required int First { get; init; }

    /// <summary>The actor on the vertical axis.</summary>
    public required int Second { get; init; }

    /// <summary>What no deal is worth to each in round 1.</summary>
    public required PlanePoint NoDeal { get; init; }

    /// <summary>The feasible texts that none is better than for both, by ascending utility of the first; null where the space is too large to find them within the budget.</summary>
    public required ImmutableArray<PlaneText>? Frontier { get; init; }

    /// <summary>The same among the texts that both would sign: across no red line that either holds, and worth no less than no deal to either. Empty where there is none; null where it could not be found.</summary>
    public required ImmutableArray<PlaneText>? Zone { get; init; }

    /// <summary>Where the texts lie that were asked for, in their order.</summary>
    public required ImmutableArray<PlanePoint> Texts { get; init; }

    /// <summary>Works the plane out for one replica.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="analysisCase">The replica, or the central case.</param>
    /// <param name="first">An actor with preferences.</param>
    /// <param name="second">Another.</param>
    /// <param name="texts">Texts to place.</param>
    /// <param name="budget">What each frontier may take.</param>
    /// <param name="cancel">Gives it up with an <see cref="OperationCanceledException"/>.</param>
    public static UtilityPlane Of(Scenario scenario, AnalysisCase analysisCase, int first, int second, IReadOnlyList<Outcome> texts, long budget = DefaultBudget, CancellationToken cancel = default)
    {
        var file = CaseFile.Open(scenario, analysisCase);
        PlanePoint Place(ReadOnlySpan<ushort> text) => new(file.Of(first).Utility.Evaluate(text), file.Of(second).Utility.Evaluate(text));

        ImmutableArray<PlaneText>? Best(OutcomeQuery query)
        {
            var found = new List<PlaneText>();
            var work = new WorkBudget(budget, cancel);
            foreach (var slice in SliceBuilder.Build(query) is { } slices ? slices : [])
            {
                if (new ParetoSearch(slice).Find(work) is not { } outcomes)
                {
                    return null;
                }

                found.AddRange(outcomes.Select(outcome => new PlaneText(new Outcome([.. outcome]), Place(outcome))));
            }

            return Undominated(found);
        }

        return new UtilityPlane
        {
            First = first,
            Second = second,
            NoDeal = new PlanePoint(file.Of(first).NoDeal, file.Of(second).NoDeal),
            Frontier = Best(Questions.Unconstrained(file, [first, second])),
            Zone = Best(Questions.AcceptableTo(file, first, second)),
            Texts = [.. texts.Select(text => Place(text.Span))],
        };
    }

    /// <summary>The two that a plane is about: the principals where there are two, else the two principals with the largest capability, the first of equals in the file; null where there are fewer.</summary>
    public static (int First, int Second)? Sides(Scenario scenario, AnalysisCase analysisCase)
    {
        var sampler = CaseFile.Open(scenario, analysisCase, ofEverybody: false).Sampler;
        var principals = Enumerable.Range(0, scenario.Actors.Length).Where(a => scenario.Actors[a].Role == Role.Principal)
            .OrderByDescending(a => sampler.Value(scenario.Actors[a].Capability)).ThenBy(a => a).Take(2).Order().ToList();
        return principals.Count < 2 ? null : (principals[0], principals[1]);
    }

    /// <summary>Of texts that are equally good for both the first in the enumeration stays.</summary>
    private static ImmutableArray<PlaneText> Undominated(List<PlaneText> texts)
    {
        texts.Sort(static (x, y) => (y.Place.First, y.Place.Second).CompareTo((x.Place.First, x.Place.Second)) is var order && order != 0 ? order : x.Text.Span.SequenceCompareTo(y.Text.Span));
        var kept = new List<PlaneText>();
        foreach (var text in texts)
        {
            if (kept.Count == 0 || text.Place.Second > kept[^1].Place.Second + Optima.Tolerance)
            {
                kept.Add(text);
            }
        }

        kept.Reverse();
        return [.. kept];
    }
}

/// <summary>A point of the plane.</summary>
/// <param name="First">What it is worth to the first.</param>
/// <param name="Second">What it is worth to the second.</param>
public readonly record struct PlanePoint(double First, double Second);

/// <summary>A text and where it lies.</summary>
public readonly record struct PlaneText(Outcome Text, PlanePoint Place);
