using System.Collections.Immutable;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>Writes transcripts down move by move.</summary>
internal sealed class Transcript(Scenario scenario)
{
    private readonly ImmutableArray<TranscriptEntry>.Builder entries = ImmutableArray.CreateBuilder<TranscriptEntry>();
    private int round;
    private DateTime? signed;

    public ImmutableArray<TranscriptEntry> Entries => entries.ToImmutable();

    public Transcript Round(int number)
    {
        round = number;
        return this;
    }

    public Transcript Offer(int actor, Outcome text, double utility) =>
        Add(new TranscriptEntry { Phase = Phase.Talks, Actor = actor, Move = Move.Offer, Outcome = text, Utility = utility, Target = utility - 0.005 });

    public Transcript Reject(int actor, Outcome text, double utility, double target, ReasonKind reason = ReasonKind.BelowTarget, string? redLine = null, int counterpart = -1) =>
        Add(new TranscriptEntry
        {
            Phase = Phase.Talks, Actor = actor, Move = Move.Reject, Outcome = text, Utility = utility, Target = target,
            Reason = reason, RedLine = redLine, Counterpart = counterpart,
        });

    /// <summary>A rejection that names red lines, the first of them the one that decides.</summary>
    public Transcript Object(int actor, Outcome text, double utility, double target, params NamedLine[] lines) =>
        Add(new TranscriptEntry
        {
            Phase = Phase.Talks, Actor = actor, Move = Move.Reject, Outcome = text, Utility = utility, Target = target,
            Reason = lines[0].Actor == actor ? ReasonKind.CrossesRedLine : ReasonKind.RatifierWouldRefuse,
            RedLine = scenario.Actors[lines[0].Actor].Id + "." + scenario.Actors[lines[0].Actor].RedLines[lines[0].Line].Id,
            Counterpart = lines[0].Actor == actor ? -1 : lines[0].Actor, Objects = [.. lines],
        });

    /// <summary>The last move gives up lines.</summary>
    public Transcript Withdraws(params NamedLine[] lines)
    {
        entries[^1] = entries[^1] with { Withdraws = [.. lines] };
        return this;
    }

    public Transcript GiveUpAsking(int actor, int ratifier, Outcome? standing = null) =>
        Add(new TranscriptEntry
        {
            Phase = Phase.Talks, Actor = actor, Move = Move.Reject, Outcome = standing, Reason = ReasonKind.GaveUpAsking, Counterpart = ratifier,
        });

    public Transcript Accept(int actor, Outcome text, double utility, double target, int patron = -1) =>
        Add(new TranscriptEntry
        {
            Phase = Phase.Talks, Actor = actor, Move = Move.Accept, Outcome = text, Utility = utility, Target = target,
            Reason = patron < 0 ? ReasonKind.None : ReasonKind.Pressed, Counterpart = patron,
        });

    public Transcript WalkOut(int actor, ReasonKind reason) =>
        Add(new TranscriptEntry { Phase = Phase.Talks, Actor = actor, Move = Move.WalkOut, Reason = reason });

    public Transcript Event(string id, string? branch = null) =>
        Add(new TranscriptEntry { Phase = Phase.Talks, Move = Move.Event, Event = id, Branch = branch });

    public Transcript Draft(Outcome text) => Add(new TranscriptEntry { Phase = Phase.Talks, Move = Move.Draft, Outcome = text });

    public Transcript Consent(int actor, Outcome text, bool ratifies, double utility, double noDeal, ReasonKind reason = ReasonKind.None, string? redLine = null, int counterpart = -1) =>
        Add(new TranscriptEntry
        {
            Phase = Phase.Ratification, Actor = actor, Move = ratifies ? Move.Ratify : Move.Refuse, Outcome = text, Utility = utility, Target = noDeal,
            Reason = reason, RedLine = redLine, Counterpart = counterpart,
        });

    public Transcript Strike(int period, string doer, int[] hurts, string? blamedOn, double severity, params double[] tension) =>
        Add(new TranscriptEntry
        {
            Phase = Phase.Implementation, Period = period,
            Actor = scenario.Actors.Select(actor => actor.Id).ToList().IndexOf(doer),
            Move = scenario.Actors.Any(actor => actor.Id == doer) ? Move.Breach : Move.Incident,
            Implementation = new ImplementationDetail
            {
                Doer = doer, Hurts = [.. hurts], BlamedOn = blamedOn, Severity = severity,
                Tension = [.. tension.Select((value, actor) => KeyValuePair.Create(actor, value))],
            },
        });

    public Transcript Gate(int period, string gate, bool opened) =>
        Add(new TranscriptEntry
        {
            Phase = Phase.Implementation, Period = period, Move = Move.Gate, Implementation = new ImplementationDetail { Gate = gate, GateOpened = opened },
        });

    public Transcript Leave(int period, int actor) =>
        Add(new TranscriptEntry { Phase = Phase.Implementation, Period = period, Actor = actor, Move = Move.Leave });

    private Transcript Add(TranscriptEntry entry)
    {
        if (entry.Phase == Phase.Implementation)
        {
            signed ??= scenario.Calendar.StartOf(round);
            entries.Add(entry with { Date = signed + scenario.Implementation!.Period * (entry.Period!.Value - 1) });
        }
        else
        {
            entries.Add(entry with { Round = round, Date = scenario.Calendar.StartOf(round) });
        }

        return this;
    }
}
