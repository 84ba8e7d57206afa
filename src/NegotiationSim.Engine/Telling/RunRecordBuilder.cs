using System.Collections.Immutable;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Telling;

/// <summary>
/// Puts together what the table noted in public and what the actors wrote in their diaries. Done by the driver, after the block.
/// </summary>
public sealed class RunRecordBuilder
{
    private readonly Scenario _scenario;
    private readonly BlockSpec _block;
    private readonly BlockResult _result;
    private readonly IReadOnlyList<CloseReply> _reports;

    /// <summary>A builder for one told block.</summary>
    /// <param name="scenario">The whole scenario.</param>
    /// <param name="block">The block.</param>
    /// <param name="result">What the table says.</param>
    /// <param name="reports">What each actor says, by actor index.</param>
    public RunRecordBuilder(Scenario scenario, BlockSpec block, BlockResult result, IReadOnlyList<CloseReply> reports) =>
        (_scenario, _block, _result, _reports) = (scenario, block, result, reports);

    /// <summary>The record of one replica of the block.</summary>
    public RunRecord Build(int slot) => BuildWithoutTranscript(slot) with { Transcript = Transcript(slot) };

    /// <summary>The same without the transcript, for those who read it page by page.</summary>
    public RunRecord BuildWithoutTranscript(int slot)
    {
        var signed = _result.SignedRounds[slot];
        var period = _result.EndedPeriods[slot];
        return new RunRecord
        {
            Seed = _block.Seed,
            Replica = _block.FirstReplica + slot,
            Ending = _result.Endings[slot],
            Cause = Name(_result.Causes[slot]),
            SignedRound = signed > 0 ? signed : null,
            SignedDate = signed > 0 ? _scenario.Calendar.StartOf(signed) : null,
            EndedPeriod = period > 0 ? period : null,
            EndedDate = period > 0 ? DateOf(_result.EndRounds[slot]) : null,
            Agreement = signed > 0 ? Text(slot) : null,
            Actors = [.. Enumerable.Range(0, _scenario.Actors.Length).Select(actor => Report(actor, slot))],
            GatesOpened = Gates(slot),
            Transcript = [],
        };
    }

    private Cause Name(BlockCause cause) => new(
        cause.Kind,
        cause.Actor,
        cause.ByActor >= 0 ? _scenario.Actors[cause.ByActor].Id : cause.BySpoiler >= 0 ? _scenario.Implementation!.Spoilers[cause.BySpoiler].Id : null,
        cause.RedLine >= 0 ? TranscriptReader.LineName(_scenario, cause.Actor, cause.RedLine) : null,
        cause.Event >= 0 ? _scenario.Events[cause.Event].Id : null);

    private Outcome Text(int slot)
    {
        var components = _scenario.Space.Components.Length;
        return new Outcome([.. _result.Texts.AsSpan(slot * components, components)]);
    }

    private DateTime? DateOf(double round) =>
        _scenario.Calendar.Start is { } start ? start + _scenario.Calendar.RoundLength * (round - 1) : null;

    private ImmutableArray<int?> Gates(int slot)
    {
        var gates = _scenario.Implementation?.Gates.Length ?? 0;
        return [.. Enumerable.Range(slot * gates, gates).Select(g => _result.GatesOpened[g] is > 0 and var period ? period : (int?)null)];
    }

    private ActorRecord Report(int actor, int slot)
    {
        var report = _reports[actor];
        var names = report.DrawNames;
        return new ActorRecord
        {
            Utility = double.IsNaN(report.Utility[slot]) ? null : report.Utility[slot],
            NoDeal = double.IsNaN(report.NoDeal[slot]) ? null : report.NoDeal[slot],
            Consent = _result.Consents[slot * _scenario.Actors.Length + actor],
            Crosses = [.. report.CrossedBy(slot).ToArray().Select(line => _scenario.Actors[actor].RedLines[line].Id)],
            Draws = [.. names.Select((name, i) => KeyValuePair.Create(name, report.Draws[i * report.Utility.Length + slot]))],
        };
    }

    private ImmutableArray<TranscriptEntry> Transcript(int slot)
    {
        var transcript = ImmutableArray.CreateBuilder<TranscriptEntry>();
        new TranscriptReader(_scenario).Read(new StoryPage(_result.Log, [.. _reports.Select(report => report.Diary)]), slot, transcript.Add);
        return transcript.ToImmutable();
    }
}
