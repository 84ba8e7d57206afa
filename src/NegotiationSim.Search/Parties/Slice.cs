using System.Collections.Immutable;
using System.Numerics;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Parties;

/// <summary>
/// The outcomes of a query in numbers, for a fixed level of enforcement: per component the values that are left and what each adds to every party's utility, and
/// the couplings between components. Sums here are taken in any order and may differ from the engine's in the last bits; <see cref="Slack"/> bounds by
/// how much, and whoever compares asks the engine's own sum when it is that near.
/// </summary>
internal sealed record Slice
{
    public required ComponentLayout Layout { get; init; }

    public required ImmutableArray<Party> Parties { get; init; }

    /// <summary>How many of the counted parties must accept.</summary>
    public required int Fewest { get; init; }

    public required SliceComponent[] Components { get; init; }

    /// <summary>The conditions that more than one component decides.</summary>
    public required ConditionEffect[] Couplings { get; init; }

    /// <summary>What every outcome violates.</summary>
    public required ViolationSet BaseViolations { get; init; }

    /// <summary>Per party what every outcome is worth before its values are added.</summary>
    public required double[] Base { get; init; }

    /// <summary>Per party the utility that an outcome must have to be worth it: negative infinity where all are, positive where none is.</summary>
    public required double[] Need { get; init; }

    /// <summary>Per party how far a sum here may be from the engine's.</summary>
    public required double[] Slack { get; init; }

    /// <summary>Per party the p' of V = p' U + (1 - p') betrayed; 1 without a commitment problem.</summary>
    public required double[] Kept { get; init; }

    /// <summary>-1 where utilities are turned around, so that the best is the worst; else 1.</summary>
    public double Sign { get; init; } = 1;

    public int ComponentCount => Components.Length;

    public int PartyCount => Base.Length;

    /// <summary>How many numbers say what the values are worth to the parties: what looking once at everything costs.</summary>
    public long Cells => Components.Sum(component => (long)component.Count) * (1 + PartyCount) + 8 * Couplings.Length;

    /// <summary>How many outcomes there are, couplings and no-deal values left out of account.</summary>
    public BigInteger Size => Components.Aggregate(BigInteger.One, (size, component) => size * component.Ways);

    /// <summary>The same outcomes where other parties' no-deal values are given up.</summary>
    public Slice WithWaivers(ImmutableArray<Party> parties) => this with
    {
        Parties = parties,
        Need = [.. Need.Select((need, k) => parties[k].IsWaived ? double.NegativeInfinity : need)],
    };

    /// <summary>The slice with a component held at one of its values.</summary>
    public Slice Held(int component, int place)
    {
        SliceComponent[] components = [.. Components];
        components[component] = components[component].At(place);
        return this with { Components = components };
    }

    /// <summary>The same outcomes, the worst the best. Nobody's consent may be asked.</summary>
    public Slice Reversed() => this with
    {
        Sign = -1,
        Components = [.. Components.Select(component => component.With(Array.ConvertAll(component.Terms, term => -term), component.Violations))],
        Base = [.. Base.Select(x => -x)],
        Couplings = [.. Couplings.Select(coupling => coupling with { Amount = -coupling.Amount })],
    };

    /// <summary>Whether a party's sum counts as 1 where it is above.</summary>
    public bool IsCapped(int k) => Sign > 0 && Parties[k].Utility.Capped;

    /// <summary>Between what a party's sums lie, couplings at their worst and best.</summary>
    public (double Low, double High) RangeOf(int k)
    {
        var (low, high) = (Base[k], Base[k]);
        foreach (var component in Components)
        {
            (low, high) = (low + component.Least(k), high + component.Most(k));
        }

        foreach (var coupling in Couplings)
        {
            low += coupling.Party == k ? coupling.Least : 0;
            high += coupling.Party == k ? coupling.Most : 0;
        }

        return (low, high);
    }

    /// <summary>The outcome whose values stand at some places of the lists.</summary>
    public ushort[] Outcome(ReadOnlySpan<int> places)
    {
        var outcome = new ushort[places.Length];
        for (var c = 0; c < places.Length; c++)
        {
            outcome[c] = Components[c].Values[places[c]];
        }

        return outcome;
    }

    /// <summary>The outcome of the first values: what stands for a component that has no choice, before its turn comes.</summary>
    public ushort[] FirstValues() => [.. Components.Select(component => component.Values[0])];

    /// <summary>Whether an outcome of the slice is one of the query's: exactly, by the engine's sums.</summary>
    public bool Admits(ReadOnlySpan<ushort> outcome)
    {
        if (!TryFindViolations(outcome, out var violations))
        {
            return false;
        }

        var accepting = 0;
        foreach (var party in Parties)
        {
            switch (party.Consent)
            {
                case Consent.Needed when !party.Accepts(outcome):
                    return false;
                case Consent.Counted when !party.IsCrossedBy(violations) && party.Accepts(outcome):
                    accepting++;
                    break;
            }
        }

        return accepting >= Fewest;
    }

    /// <summary>What an outcome of the slice violates; false where a veto rules it out.</summary>
    private bool TryFindViolations(ReadOnlySpan<ushort> outcome, out ViolationSet violations)
    {
        violations = BaseViolations;
        for (var c = 0; c < ComponentCount; c++)
        {
            violations |= Components[c].Violations[Array.BinarySearch(Components[c].Values, outcome[c])];
        }

        foreach (var coupling in Couplings)
        {
            if ((coupling.IsVeto || !coupling.Violations.IsEmpty) && coupling.Condition.Holds(outcome))
            {
                if (coupling.IsVeto)
                {
                    return false;
                }

                violations |= coupling.Violations;
            }
        }

        return true;
    }
}
