using System.Collections.Immutable;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Parties;

/// <summary>
/// Which outcomes are meant: those that meet no veto, that the needed parties find worth their no-deal values, and that at least <see cref="Fewest"/> of the counted
/// parties accept.
/// </summary>
internal sealed record OutcomeQuery
{
    public required ComponentLayout Layout { get; init; }

    public required ImmutableArray<Party> Parties { get; init; }

    /// <summary>Vetoes, and conditions that make violations.</summary>
    public required ImmutableArray<ConditionEffect> Constraints { get; init; }

    /// <summary>How many of the counted parties must accept.</summary>
    public int Fewest { get; init; }

    /// <summary>Components that are fixed at a value.</summary>
    public ImmutableArray<(int Component, ushort Value)> Fixed { get; init; } = [];

    public OutcomeQuery With(int component, ushort value) => this with { Fixed = Fixed.Add((component, value)) };

    /// <summary>Everything that conditions do: the constraints, and what they change of the parties' utilities.</summary>
    public List<ConditionEffect> Effects()
    {
        List<ConditionEffect> effects = [.. Constraints];
        for (var k = 0; k < Parties.Length; k++)
        {
            var (utility, party) = (Parties[k].Utility, k);
            effects.AddRange(utility.Linkages.Select(linkage => new ConditionEffect(linkage.Condition) { Party = party, Amount = linkage.Amount }));
            effects.AddRange(utility.Costs.Select(cost => new ConditionEffect(cost.Condition) { Party = party, Amount = -cost.Amount }));
        }

        return effects;
    }
}

/// <summary>A condition and what follows where it holds.</summary>
/// <param name="Condition">The condition.</param>
internal sealed record ConditionEffect(ConcreteCondition Condition)
{
    /// <summary>Outcomes that meet it are out.</summary>
    public bool IsVeto { get; init; }

    /// <summary>The violations that an outcome has that meets it.</summary>
    public ViolationSet Violations { get; init; }

    /// <summary>Whose utility changes, or -1.</summary>
    public int Party { get; init; } = -1;

    /// <summary>By how much.</summary>
    public double Amount { get; init; }

    /// <summary>In a slice: the components that it depends on and that have a choice left, ascending; at least one.</summary>
    public int[] Components { get; init; } = [];

    /// <summary>The most that it can add.</summary>
    public double Most => Math.Max(0, Amount);

    /// <summary>The least that it can add.</summary>
    public double Least => Math.Min(0, Amount);
}
