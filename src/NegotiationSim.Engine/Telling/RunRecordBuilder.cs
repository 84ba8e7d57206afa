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
    public RunRecord Build(int slot)
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
            Transcript = Transcript(slot),
        };
    }

    private Cause Name(BlockCause cause) => new(
        cause.Kind,
        cause.Actor,
        cause.ByActor >= 0 ? _scenario.Actors[cause.ByActor].Id : cause.BySpoiler >= 0 ? _scenario.Implementation!.Spoilers[cause.BySpoiler].Id : null,
        cause.RedLine >= 0 ? LineName(cause.Actor, cause.RedLine) : null,
        cause.Event >= 0 ? _scenario.Events[cause.Event].Id : null);

    private string LineName(int actor, int line) => $"{_scenario.Actors[actor].Id}.{_scenario.Actors[actor].RedLines[line].Id}";

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
        var diaries = _reports.Select(report => new Queue<DiaryEntry>(report.Diary.Where(entry => entry.Slot == slot))).ToArray();
        var transcript = ImmutableArray.CreateBuilder<TranscriptEntry>();
        foreach (var entry in _result.Log.Where(entry => entry.Slot == slot))
        {
            var thoughts = entry.Actor >= 0 && (entry.Said != Said.Nothing || entry.Answer != Answer.None) ? diaries[entry.Actor].Dequeue() : default;
            Add(transcript, entry, thoughts);
        }

        return transcript.ToImmutable();
    }

    private void Add(ImmutableArray<TranscriptEntry>.Builder transcript, LogEntry entry, DiaryEntry thoughts)
    {
        var line = new TranscriptEntry
        {
            Round = entry is { Round: > 0, Period: 0 } ? entry.Round : null,
            Period = entry.Period > 0 ? entry.Period : null,
            Date = entry.Period > 0 ? DateOfPeriod(entry) : entry.Round > 0 ? _scenario.Calendar.StartOf(entry.Round) : null,
            Phase = entry.Phase,
            Actor = entry.Actor,
            Move = entry.Move ?? Move.Event,
            Event = entry.Event >= 0 ? _scenario.Events[entry.Event].Id : null,
            Branch = entry.Branch >= 0 ? _scenario.Events[entry.Event].Branches[entry.Branch].Id : null,
            Implementation = entry.Detail,
        };
        if (entry.Answer != Answer.None)
        {
            transcript.Add(Told(line, thoughts) with { Move = MoveOf(entry), Outcome = Texts(entry.Text), Utility = thoughts.StandingUtility });
            return;
        }

        if (entry.Said == Said.Nothing)
        {
            transcript.Add(line with { Outcome = Texts(entry.Text) });
            return;
        }

        if (entry.Said.IsWalkOut())
        {
            transcript.Add(Told(line, thoughts) with { Move = Move.WalkOut });
            return;
        }

        var answered = Told(line, thoughts) with { Outcome = Texts(entry.Standing), Utility = Number(thoughts.StandingUtility) };
        if (entry.Said.IsAcceptance())
        {
            transcript.Add(answered with { Move = Move.Accept });
            return;
        }

        if (entry.Standing is not null || entry.Said == Said.Reject)
        {
            transcript.Add(answered with { Move = Move.Reject });
        }

        if (entry.Said == Said.Offer)
        {
            transcript.Add(line with { Move = Move.Offer, Outcome = Texts(entry.Text), Utility = Number(thoughts.OwnUtility), Target = Number(thoughts.Target) });
        }
    }

    private TranscriptEntry Told(TranscriptEntry line, DiaryEntry thoughts) => line with
    {
        Target = Number(thoughts.Target),
        Reason = thoughts.Reason,
        RedLine = thoughts.RedLine >= 0 ? LineName(line.Actor, thoughts.RedLine) : null,
        Counterpart = thoughts.Counterpart,
    };

    private DateTime? DateOfPeriod(LogEntry entry)
    {
        if (_scenario.Implementation is not { } implementation || _scenario.Calendar.StartOf(entry.Round) is not { } signed)
        {
            return null;
        }

        return signed + implementation.StartsAfter + implementation.Period * (entry.Period - 1);
    }

    private static Move MoveOf(LogEntry entry)
    {
        var consents = entry.Answer is Answer.Willing or Answer.Pressed;
        return entry.Phase == Phase.Ratification ? (consents ? Move.Ratify : Move.Refuse) : (consents ? Move.Accept : Move.Reject);
    }

    private static Outcome? Texts(ushort[]? text) => text is null ? null : new Outcome([.. text]);

    private static double? Number(double value) => double.IsNaN(value) ? null : value;
}
