using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Batches;

/// <summary>
/// Adds up a batch, replica by replica. Its memory does not grow with the number of replicas, and what it comes to depends on nothing but the replicas: counts are exact, means
/// are summed in the order of replicas, quantiles are those of <see cref="CountHistogram"/> and <see cref="ValueHistogram"/>.
/// </summary>
public sealed class BatchTally : IReplicaConsumer
{
    private readonly Scenario _scenario;
    private readonly long[] _endings = new long[Enum.GetValues<Ending>().Length];
    private readonly long[] _gates;
    private readonly SignedReplicas _signed;
    private readonly EndingExamples _examples = new();
    private readonly CauseTally _causes = new();
    private readonly AgreementTally _agreements;
    private readonly CountHistogram _rounds = new();
    private readonly CountHistogram _periods = new();
    private readonly ValueHistogram?[] _utilities;

    /// <summary>An empty tally.</summary>
    /// <param name="scenario">What is negotiated.</param>
    /// <param name="zone">In how many of the first replicas it is noted whether a text was signed.</param>
    public BatchTally(Scenario scenario, long zone = 0)
    {
        _signed = new SignedReplicas(zone);
        _scenario = scenario;
        _gates = new long[scenario.Implementation?.Gates.Length ?? 0];
        _agreements = new AgreementTally(scenario.Space.Components.Length);
        _utilities = [.. scenario.Actors.Select(actor => actor.Preferences is null ? null : new ValueHistogram())];
    }

    /// <summary>Replicas added up so far.</summary>
    public long Runs { get; private set; }

    /// <summary>In which of the first replicas a text was signed.</summary>
    public SignedReplicas Signed => _signed;

    /// <summary>How many replicas ended so.</summary>
    public long CountOf(Ending ending) => _endings[(int)ending];

    /// <inheritdoc/>
    public ValueTask TakeAsync(BlockSlice slice)
    {
        Add(slice);
        return ValueTask.CompletedTask;
    }

    /// <summary>Adds replicas.</summary>
    public void Add(BlockSlice slice)
    {
        var result = slice.Block.Result;
        for (var slot = slice.From; slot < slice.End; slot++)
        {
            _endings[(int)result.Endings[slot]]++;
            _examples.Add(result.Endings[slot], slice.Block.Spec.FirstReplica + slot);
            _causes.Add(result.Causes[slot]);
        }

        AddTexts(slice, result);
        AddGates(slice, result);
        for (var actor = 0; actor < _utilities.Length; actor++)
        {
            if (_utilities[actor] is { } histogram)
            {
                foreach (var utility in slice.Block.Reports[actor].Utility.AsSpan(slice.From, slice.Count))
                {
                    histogram.Add(utility);
                }
            }
        }

        Runs += slice.Count;
    }

    /// <summary>Whether the 95% interval of every ending is narrower than +-<paramref name="width"/>.</summary>
    public bool IsPrecise(double width) => Margin < width;

    /// <summary>Half the width of the widest 95% interval of an ending, as a share of all replicas; infinite before the first replica.</summary>
    public double Margin => Runs == 0 ? double.PositiveInfinity : _endings.Max(count => Estimate.Of(count, Runs).Margin);

    /// <summary>What it has come to so far; at least one replica must have been added.</summary>
    public BatchSummary Summary()
    {
        var horizon = _scenario.Implementation?.Horizon ?? 0;
        var (collapsed, censored) = (new long[horizon], new long[horizon]);
        for (var period = 1; period <= horizon; period++)
        {
            collapsed[period - 1] = _periods[period];
        }

        if (horizon > 0)
        {
            censored[horizon - 1] = CountOf(Ending.Held);
        }

        return new BatchSummary
        {
            Runs = Runs,
            Endings = [.. _endings.Select(count => Estimate.Of(count, Runs))],
            Examples = [.. Enum.GetValues<Ending>().Select(_examples.Of)],
            Causes = [.. _causes.InOrder],
            Signed = Estimate.Of(_rounds.Total, Runs),
            Rounds = _rounds.Spread(),
            Periods = _periods.Spread(),
            Agreements = _agreements.Commonest(BatchSummary.MostAgreements),
            Actors = [.. _utilities.Select(histogram => histogram?.Spread())],
            Gates = [.. _gates.Select(count => Estimate.Of(count, Runs))],
            InForce = CountOf(Ending.Held) + CountOf(Ending.Collapsed),
            Survival = Survival.Curve(collapsed, censored),
        };
    }

    /// <summary>Writes everything, so that another tally of the same scenario can go on from here.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Runs);
        Array.ForEach(_endings, writer.Write);
        Array.ForEach(_gates, writer.Write);
        _signed.Save(writer);
        _examples.Save(writer);
        _causes.Save(writer);
        _agreements.Save(writer);
        _rounds.Save(writer);
        _periods.Save(writer);
        foreach (var histogram in _utilities)
        {
            histogram?.Save(writer);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty tally.</summary>
    public void Restore(BinaryReader reader)
    {
        Runs = reader.ReadInt64();
        for (var e = 0; e < _endings.Length; e++)
        {
            _endings[e] = reader.ReadInt64();
        }

        for (var g = 0; g < _gates.Length; g++)
        {
            _gates[g] = reader.ReadInt64();
        }

        _signed.Restore(reader);
        _examples.Restore(reader);
        _causes.Restore(reader);
        _agreements.Restore(reader);
        _rounds.Restore(reader);
        _periods.Restore(reader);
        foreach (var histogram in _utilities)
        {
            histogram?.Restore(reader);
        }
    }

    private void AddTexts(BlockSlice slice, BlockResult result)
    {
        var components = _scenario.Space.Components.Length;
        for (var slot = slice.From; slot < slice.End; slot++)
        {
            if (result.SignedRounds[slot] > 0)
            {
                _signed.Add(slice.Block.Spec.FirstReplica + slot);
                _rounds.Add(result.SignedRounds[slot]);
                _agreements.Add(result.Texts.AsSpan(slot * components, components), result.Endings[slot] == Ending.Held);
            }

            if (result.EndedPeriods[slot] > 0)
            {
                _periods.Add(result.EndedPeriods[slot]);
            }
        }
    }

    private void AddGates(BlockSlice slice, BlockResult result)
    {
        for (var g = 0; g < _gates.Length; g++)
        {
            for (var slot = slice.From; slot < slice.End; slot++)
            {
                _gates[g] += result.GatesOpened[slot * _gates.Length + g] > 0 ? 1 : 0;
            }
        }
    }
}
