using System.Collections.Immutable;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Comparisons;

/// <summary>Adds up how a variant differs from the base, some replicas at a time. It holds counts only, so that neither its memory nor what it comes to depends on how many replicas come at once.</summary>
public sealed class PairTally
{
    private static readonly ImmutableArray<Ending> s_endings = [.. Enum.GetValues<Ending>()];

    private readonly ImmutableArray<(Measure Measure, int Base, int Variant)> _measures;
    private readonly (long Base, long Variant, long Both)[] _counts;
    private readonly long[] _transitions = new long[s_endings.Length * s_endings.Length];
    private readonly int[] _baseEndings;
    private readonly int[] _variantEndings;
    private long _runs;

    /// <summary>An empty tally.</summary>
    /// <param name="baseMeasures">What is recorded of the base (<see cref="Measure.Of"/>).</param>
    /// <param name="variantMeasures">What is recorded of the variant.</param>
    public PairTally(ImmutableArray<Measure> baseMeasures, ImmutableArray<Measure> variantMeasures)
    {
        _measures = [.. baseMeasures.Where(variantMeasures.Contains).Select(measure => (measure, baseMeasures.IndexOf(measure), variantMeasures.IndexOf(measure)))];
        _counts = new (long, long, long)[_measures.Length];
        _baseEndings = [.. s_endings.Select(ending => baseMeasures.IndexOf(new Measure(MeasureKind.Ending, ending)))];
        _variantEndings = [.. s_endings.Select(ending => variantMeasures.IndexOf(new Measure(MeasureKind.Ending, ending)))];
    }

    /// <summary>Adds replicas, the same ones of both.</summary>
    public void Add(MeasureRecord asItStands, MeasureRecord variant)
    {
        if (asItStands.Count != variant.Count)
        {
            throw new ArgumentException("Base and variant must have played the same replicas.", nameof(variant));
        }

        for (var m = 0; m < _measures.Length; m++)
        {
            var (_, inBase, inVariant) = _measures[m];
            _counts[m].Base += asItStands.CountOf(inBase);
            _counts[m].Variant += variant.CountOf(inVariant);
            _counts[m].Both += asItStands.CountOfBoth(inBase, variant, inVariant);
        }

        for (var from = 0; from < s_endings.Length; from++)
        {
            for (var to = 0; to < s_endings.Length; to++)
            {
                _transitions[from * s_endings.Length + to] += asItStands.CountOfBoth(_baseEndings[from], variant, _variantEndings[to]);
            }
        }

        _runs += asItStands.Count;
    }

    /// <summary>What it has come to so far; at least one replica must have been added.</summary>
    public WhatIfSummary Summary() => new()
    {
        Runs = _runs,
        Measures = [.. _measures.Zip(_counts, (m, n) => PairedEstimate.Of(m.Measure, n.Base, n.Variant, n.Both, _runs))],
        Transitions =
        [
            .. _transitions.Select((count, i) => new Transition(s_endings[i / s_endings.Length], s_endings[i % s_endings.Length], count))
                .Where(transition => transition.Count > 0 && transition.From != transition.To)
                .OrderByDescending(transition => transition.Count).ThenBy(transition => transition.From).ThenBy(transition => transition.To),
        ],
    };

    /// <summary>Writes the counts.</summary>
    internal void Save(BinaryWriter writer)
    {
        writer.Write(_runs);
        foreach (var (inBase, inVariant, inBoth) in _counts)
        {
            writer.Write(inBase);
            writer.Write(inVariant);
            writer.Write(inBoth);
        }

        Array.ForEach(_transitions, writer.Write);
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty tally.</summary>
    internal void Restore(BinaryReader reader)
    {
        _runs = reader.ReadInt64();
        for (var m = 0; m < _counts.Length; m++)
        {
            _counts[m] = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        }

        for (var t = 0; t < _transitions.Length; t++)
        {
            _transitions[t] = reader.ReadInt64();
        }
    }
}
