using System.Numerics;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>
/// The outcomes of a question in numbers, for a fixed level of enforcement: per component the values that are left, what each adds to every party's utility, and
/// the couplings between components. Sums here are taken in any order and may differ from the engine's in the last bits; <see cref="Slack"/> bounds by
/// how much, and whoever compares asks the engine's own sum when it is that near.
/// </summary>
internal sealed record Slice
{
    /// <summary>The question that the slice is a part of.</summary>
    public required Question Question { get; init; }

    /// <summary>Per component the values left, ascending; of values that nothing here tells apart only the first.</summary>
    public required ushort[][] Values { get; init; }

    /// <summary>Per component and value left, the values that it stands for, itself the first.</summary>
    public required ushort[][][] Twins { get; init; }

    /// <summary>Per component: what value number v adds to party k's utility, at v * parties + k.</summary>
    public required double[][] Terms { get; init; }

    /// <summary>Per component and value left, what it marks.</summary>
    public required Marks[][] Marks { get; init; }

    /// <summary>What every outcome is marked with.</summary>
    public required Marks BaseMarks { get; init; }

    public required Coupling[] Couplings { get; init; }

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

    public int ComponentCount => Values.Length;

    /// <summary>How many numbers say what the values are worth to the parties: what looking once at everything costs.</summary>
    public long Cells => Values.Sum(list => (long)list.Length) * (1 + PartyCount) + 8 * Couplings.Length;

    public int PartyCount => Base.Length;

    public Party PartyAt(int k) => Question.Parties[k];

    public UtilityTable UtilityOf(int k) => Question.Parties[k].Standpoint.Utility;

    /// <summary>The same outcomes for a question that differs in whose no-deal values are given up, and in nothing else.</summary>
    public Slice WithWaivers(Question question) => this with
    {
        Question = question,
        Need = [.. Need.Select((need, k) => question.Parties[k].IsWaived ? double.NegativeInfinity : need)],
    };

    /// <summary>Whether a party's sum counts as 1 where it is above.</summary>
    public bool IsCapped(int k) => Sign > 0 && UtilityOf(k).Capped;

    /// <summary>The same outcomes, the worst the best. Nobody's consent may be asked.</summary>
    public Slice Reversed() => this with
    {
        Sign = -1,
        Terms = [.. Terms.Select(terms => terms.Select(term => -term).ToArray())],
        Base = [.. Base.Select(x => -x)],
        Couplings = [.. Couplings.Select(coupling => coupling with { Amount = -coupling.Amount })],
    };

    /// <summary>How many outcomes there are, couplings and no-deal values left out of account.</summary>
    public BigInteger Size
    {
        get
        {
            var size = BigInteger.One;
            foreach (var twins in Twins)
            {
                size *= twins.Sum(list => list.Length);
            }

            return size;
        }
    }

    /// <summary>Between what a party's sums lie, couplings at their worst and best.</summary>
    public (double Low, double High) RangeOf(int k)
    {
        var (low, high) = (Base[k], Base[k]);
        for (var c = 0; c < ComponentCount; c++)
        {
            var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var at = k; at < Terms[c].Length; at += PartyCount)
            {
                (least, most) = (Math.Min(least, Terms[c][at]), Math.Max(most, Terms[c][at]));
            }

            (low, high) = (low + least, high + most);
        }

        foreach (var coupling in Couplings)
        {
            low += coupling.Party == k ? Math.Min(0, coupling.Amount) : 0;
            high += coupling.Party == k ? Math.Max(0, coupling.Amount) : 0;
        }

        return (low, high);
    }

    /// <summary>The outcome whose values stand at some places of the lists.</summary>
    public ushort[] Outcome(ReadOnlySpan<int> places)
    {
        var outcome = new ushort[places.Length];
        for (var c = 0; c < places.Length; c++)
        {
            outcome[c] = Values[c][places[c]];
        }

        return outcome;
    }

    /// <summary>Whether an outcome of the slice is one of the question's: exactly, by the engine's sums.</summary>
    public bool Admits(ReadOnlySpan<ushort> outcome) => Admits(outcome, Enumerable.Range(0, PartyCount), Question.Fewest);

    /// <summary>The same as far as some parties are concerned, and a number of the counted ones among them.</summary>
    public bool Admits(ReadOnlySpan<ushort> outcome, IEnumerable<int> parties, int fewest)
    {
        var marks = MarksOf(outcome, out var vetoed);
        if (vetoed)
        {
            return false;
        }

        var accepting = 0;
        foreach (var k in parties)
        {
            switch (PartyAt(k).Say)
            {
                case Say.Needed when !PartyAt(k).FindsWorthIt(outcome):
                    return false;
                case Say.Counted when !marks.Has(k) && PartyAt(k).FindsWorthIt(outcome):
                    accepting++;
                    break;
            }
        }

        return accepting >= fewest;
    }

    /// <summary>What an outcome of the slice is marked with, and whether a coupling rules it out.</summary>
    public Marks MarksOf(ReadOnlySpan<ushort> outcome, out bool vetoed)
    {
        vetoed = false;
        var marks = BaseMarks;
        for (var c = 0; c < ComponentCount; c++)
        {
            marks |= Marks[c][Array.BinarySearch(Values[c], outcome[c])];
        }

        foreach (var coupling in Couplings)
        {
            if ((coupling.IsVeto || !coupling.Marks.IsEmpty) && coupling.Condition.Holds(outcome))
            {
                vetoed |= coupling.IsVeto;
                marks |= coupling.Marks;
            }
        }

        return marks;
    }
}
