using System.Collections.Immutable;
using NegotiationSim.Engine.Events;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>Which numbers of an actor go into what, for sharing what is certain and reporting what is drawn.</summary>
public static class UncertainInputs
{
    /// <summary>The names of what is drawn for an actor, in the order of <see cref="Blocks.CloseReply.DrawNames"/>; none for a mediator, which has no views.</summary>
    public static ImmutableArray<string> Names(Actor actor) =>
        actor.Preferences is null ? [] : [.. Named(actor).Select(input => input.Name), .. actor.RedLines.Where(IsUncertain).Select(line => $"red_lines.{line.Id}.held")];

    /// <summary>Those of the names behind which nothing is drawn that is not drawn for drivers: each with the drivers that it follows from, by index.</summary>
    public static ImmutableArray<(string Name, ImmutableArray<int> Drivers)> Derived(Actor actor) =>
        actor.Preferences is null ? [] : [.. Named(actor).Where(input => !DrawsItself(input.Value.Expression)).Select(input => (input.Name, DriversOf(input.Value.Expression)))];

    /// <summary>Whether an expression holds a distribution of its own.</summary>
    internal static bool DrawsItself(Expression expression) => expression is Distribution || Parts(expression).Any(DrawsItself);

    /// <summary>The drivers that an expression names, by index.</summary>
    internal static ImmutableArray<int> DriversOf(Expression expression) =>
        expression is DriverReference reference ? [reference.Driver] : [.. Parts(expression).SelectMany(part => DriversOf(part)).Distinct().Order()];

    private static IEnumerable<Expression> Parts(Expression expression) => expression switch
    {
        Negate negation => [negation.Operand],
        Binary binary => [binary.Left, binary.Right],
        Distribution distribution => distribution.Arguments,
        _ => [],
    };

    /// <summary>Whether it is drawn if a red line is held.</summary>
    internal static bool IsUncertain(RedLine line) => line.HeldWith is not { Expression: Constant { Value: >= 1 } };

    /// <summary>Every number that preferences, lines and feasibility depend on.</summary>
    internal static IEnumerable<Quantity> OfProfile(Scenario scenario, Actor actor)
    {
        var changes = scenario.Events.SelectMany(StruckEffects.Possible)
            .OfType<ActorEffect>().Select(effect => effect.Change).Where(Effects.ChangesProfile).SelectMany(OfChange);
        return scenario.Infeasible.SelectMany(OfCondition)
            .Concat(OfPreferences(actor))
            .Concat(OfLines(actor))
            .Concat(changes)
            .Concat(actor.Trust is { } trust ? OfCommitment(scenario, trust, actor.Betrayed!) : []);
    }

    /// <summary>Every number of an actor, constants included; the probabilities that its lines are held are not among them.</summary>
    internal static IEnumerable<Quantity> OfActor(Actor actor) =>
        OfPreferences(actor).Concat(OfNoDeal(actor.NoDeal)).Concat(OfLines(actor))
            .Concat([actor.Capability, actor.Discount, actor.Spread])
            .Concat(new[] { actor.Trust, actor.Betrayed }.OfType<Quantity>())
            .Concat(OfTactic(actor.Tactic));

    /// <summary>What is drawn for an actor, by the path within the actor; constants are left out.</summary>
    internal static IEnumerable<(string Name, Quantity Value)> Named(Actor actor)
    {
        var prefix = $"actors.{actor.Id}.";
        return OfActor(actor).Where(q => !q.IsConstant)
            .Select(q => (q.Path.StartsWith(prefix, StringComparison.Ordinal) ? q.Path[prefix.Length..] : q.Path, q))
            .DistinctBy(x => x.Item1, StringComparer.Ordinal);
    }

    private static IEnumerable<Quantity> OfPreferences(Actor actor) =>
        actor.Preferences is not { } preferences
            ? []
            : preferences.Issues.OfType<IssuePreference>()
                .SelectMany(p => OfValue(p.Value).Prepend(p.Weight).Concat(p.OpenValue is { } open ? [open] : []))
                .Concat(preferences.Linkages.SelectMany(l => OfCondition(l.When).Append(l.Adds)));

    private static IEnumerable<Quantity> OfLines(Actor actor) =>
        actor.RedLines.SelectMany(line => OfCondition(line.Never).Concat(line.Costs is { } costs ? [costs] : []));

    private static IEnumerable<Quantity> OfCommitment(Scenario scenario, Quantity trust, Quantity betrayed) =>
        scenario.Implementation is { } implementation
            ? implementation.EnforcementBy.SelectMany(l => OfCondition(l.When).Append(l.Adds)).Concat([trust, betrayed, implementation.Enforcement])
            : [trust, betrayed];

    /// <summary>The numbers of a no-deal value, in the order of the text.</summary>
    internal static IEnumerable<Quantity> OfNoDeal(NoDeal noDeal) => noDeal switch
    {
        FixedNoDeal value => [value.Value],
        DriftingNoDeal drifting => [drifting.Now, drifting.PerRound],
        NoDealLike like => [like.Plus],
        DatedNoDeal dated => dated.Points.Select(p => p.Value),
        _ => [],
    };

    internal static IEnumerable<Quantity> OfTactic(Tactic tactic) =>
        new[] { tactic.E, tactic.Max, tactic.Min, tactic.Tolerance, tactic.Accept.Parameter }.OfType<Quantity>();

    internal static IEnumerable<Quantity> OfValue(ValueFunction function) =>
        Enumerable.Range(0, ValueFunctions.NumberCount(function)).Select(k => ValueFunctions.Number(function, k));

    internal static IEnumerable<Quantity> OfCondition(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(OfCondition),
        AnyOf any => any.Parts.SelectMany(OfCondition),
        Negation negation => OfCondition(negation.Part),
        ThresholdTest test => [test.Limit],
        _ => [],
    };

    /// <summary>The numbers of a change that an event makes in an actor.</summary>
    internal static IEnumerable<Quantity> OfChange(ActorChange change) => change switch
    {
        NoDealChange noDeal => [noDeal.Add],
        IdealShift shift => [shift.By],
        AcceptsShift shift => [shift.By],
        ValueReplacement replacement => OfValue(replacement.Value),
        AcceptsReplacement replacement => new[] { replacement.Low, replacement.High }.OfType<Quantity>(),
        WeightScaling scaling => [scaling.Times],
        TacticReplacement replacement => OfTactic(replacement.Tactic),
        CapabilityReplacement replacement => [replacement.Capability],
        PatienceChange patience => [patience.Add],
        TensionChange tension => [tension.Add],
        BreachScaling scaling => [scaling.Times],
        RedLineSwitch or DeadlineReplacement or WalkOut => [],
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
    };
}
