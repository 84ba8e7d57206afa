using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Exports.Genius;

/// <summary>
/// A linkage that always holds adds the same to every outcome. Genius has no constants, but evaluations of texts may lie below 0 or be raised: the
/// constant is spread over the discrete issues in proportion to what the best of their values is worth.
/// </summary>
internal static class GeniusConstant
{
    /// <summary>The linkages that hold for every outcome. Genius caps utility at 1; where the scenario does not, only those that lower it.</summary>
    public static ImmutableArray<Linkage> Of(Actor actor, CentralCase central) =>
        [.. actor.Preferences!.Linkages.Where(linkage => Always(linkage.When, central) && (!actor.Preferences.NormaliseWeights || central.Value(linkage.Adds) <= 0))];

    /// <summary>The issues with the constant worked into one party's evaluations; null where its discrete issues are worth too little.</summary>
    public static ImmutableArray<GeniusMatter>? Fold(ImmutableArray<GeniusMatter> matters, int party, double constant)
    {
        var best = matters.Where(matter => Carries(matter, party)).Sum(matter => matter.Parties[party].Weight);
        if (best + constant <= 1e-6 * best)
        {
            return null;
        }

        var rise = constant / best;
        return [.. matters.Select(matter => Carries(matter, party) ? matter with { Parties = matter.Parties.SetItem(party, Raise(matter.Parties[party], rise)) } : matter)];
    }

    /// <summary>The largest evaluation is 1, or all are 0.</summary>
    private static bool Carries(GeniusMatter matter, int party) =>
        matter.Kind == MatterKind.Discrete && matter.Parties[party] is { Weight: > 0 } worth && worth.Evaluations.Max() > 0;

    private static GeniusWorth Raise(GeniusWorth worth, double rise) =>
        worth with { Weight = worth.Weight * (1 + rise), Evaluations = [.. worth.Evaluations.Select(evaluation => (evaluation + rise) / (1 + rise))] };

    private static bool Always(Condition condition, CentralCase central) => condition switch
    {
        ValueTest test => test.Allowed.All(allowed => allowed),
        ThresholdTest { Limit.IsConstant: true } test => Enumerable.Range(0, test.Scale.Length).All(value => test.Passes(value, central.Value(test.Limit))),
        AllOf all => all.Parts.All(part => Always(part, central)),
        AnyOf any => any.Parts.Any(part => Always(part, central)) || CoverAll(any.Parts),
        _ => false,
    };

    /// <summary>Whether tests of one component let every value pass between them, as <c>x</c> and <c>{not: x}</c> do.</summary>
    private static bool CoverAll(ImmutableArray<Condition> parts)
    {
        var tests = parts.OfType<ValueTest>().ToList();
        return tests.Count == parts.Length && tests.Select(test => test.Component).Distinct().Count() == 1
            && Enumerable.Range(0, tests[0].Allowed.Length).All(value => tests.Exists(test => test.Allowed[value]));
    }
}
