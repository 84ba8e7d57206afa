using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine;

/// <summary>One negotiation from the first offer to its end, as <c>run</c> tells it.</summary>
public sealed record RunRecord
{
    public required ulong Seed { get; init; }

    /// <summary>Which of the seed's negotiations this is, from 0.</summary>
    public required long Replica { get; init; }

    public required Ending Ending { get; init; }

    public required Cause Cause { get; init; }

    /// <summary>The round of the signature, from 1; null where nothing was signed.</summary>
    public int? SignedRound { get; init; }

    /// <summary>The date of that round; null without a calendar start.</summary>
    public DateTime? SignedDate { get; init; }

    /// <summary>The period of the collapse, from 1; null where nothing collapsed.</summary>
    public int? EndedPeriod { get; init; }

    public DateTime? EndedDate { get; init; }

    /// <summary>The signed text, ratified or not; null where nothing was signed.</summary>
    public Outcome? Agreement { get; init; }

    /// <summary>One entry per actor of the scenario, in file order.</summary>
    public required ImmutableArray<ActorRecord> Actors { get; init; }

    /// <summary>The period in which each gate of the scenario opened, in file order; null: it did not.</summary>
    public ImmutableArray<int?> GatesOpened { get; init; } = [];

    /// <summary>Every move, answer and event, in order.</summary>
    public required ImmutableArray<TranscriptEntry> Transcript { get; init; }
}

[GenerateSerializer, Alias("negsim.ending")]
public enum Ending
{
    /// <summary>Signed, ratified and in force to the horizon.</summary>
    Held,

    /// <summary>Signed and ratified, and broken within the horizon.</summary>
    Collapsed,

    /// <summary>Signed, and refused in ratification.</summary>
    NotRatified,

    /// <summary>Never signed.</summary>
    NoDeal,
}

[GenerateSerializer, Alias("negsim.cause-kind")]
public enum CauseKind
{
    /// <summary>A deadline passed: an actor's own, or the table's (no actor).</summary>
    Deadline,

    /// <summary>No permitted outcome was worth the actor's no-deal value any more.</summary>
    WalkOut,

    /// <summary>An event ended it.</summary>
    Event,

    /// <summary>A ratifier refused.</summary>
    Refused,

    /// <summary>Tension passed the actor's patience.</summary>
    Tension,

    /// <summary>The actor was better off without the agreement.</summary>
    BetterOffWithout,

    /// <summary>A gate lapsed.</summary>
    Gate,

    /// <summary>The agreement lived to the horizon, or to its ratification where nothing follows.</summary>
    Survived,
}

/// <summary>Why a negotiation ended as it did.</summary>
/// <param name="Kind">What kind of cause.</param>
/// <param name="Actor">The actor that acted, by index; -1: none.</param>
/// <param name="By">Whose incidents or breaches added most: an actor's or spoiler's id; null where that does not apply.</param>
/// <param name="RedLine">The red line that decided it, as <c>actor.line</c>; null: none.</param>
/// <param name="Event">The event's id; null: none.</param>
public readonly record struct Cause(CauseKind Kind, int Actor = -1, string? By = null, string? RedLine = null, string? Event = null);

/// <summary>Whether an actor went along with the text.</summary>
[GenerateSerializer, Alias("negsim.consent")]
public enum Consent
{
    /// <summary>It was not asked, or there was nothing to consent to.</summary>
    None,

    Willing,

    /// <summary>Under the pressure of a patron.</summary>
    Pressed,

    Refused,
}

/// <summary>How one actor came out.</summary>
public sealed record ActorRecord
{
    /// <summary>What the ending is worth to it, discounted where there is a discount; null for a mediator.</summary>
    public double? Utility { get; init; }

    /// <summary>What no deal is worth to it at the end, discounted likewise; null for a mediator.</summary>
    public double? NoDeal { get; init; }

    public Consent Consent { get; init; }

    /// <summary>Ids of its own held red lines that the signed text crosses.</summary>
    public ImmutableArray<string> Crosses { get; init; } = [];

    /// <summary>What was drawn for it, by the path within the actor (<c>no_deal</c>, <c>red_lines.aid-ceiling.held</c>).</summary>
    public ImmutableArray<KeyValuePair<string, double>> Draws { get; init; } = [];
}

[GenerateSerializer, Alias("negsim.phase")]
public enum Phase
{
    Talks,
    Ratification,
    Implementation,
}

[GenerateSerializer, Alias("negsim.move")]
public enum Move
{
    Offer,
    Accept,
    Reject,
    WalkOut,
    Draft,
    Ratify,
    Refuse,
    Incident,
    Breach,
    Gate,
    Leave,
    Event,
}

/// <summary>Why an actor answered as it did.</summary>
[GenerateSerializer, Alias("negsim.reason-kind")]
public enum ReasonKind
{
    None,

    /// <summary>The text is worth less to it than its target.</summary>
    BelowTarget,

    /// <summary>The text is worth less to it than no deal.</summary>
    BelowNoDeal,

    /// <summary>The text crosses a red line of its own (<see cref="TranscriptEntry.RedLine"/>).</summary>
    CrossesRedLine,

    /// <summary>A ratifier that it consults would refuse (<see cref="TranscriptEntry.Counterpart"/>).</summary>
    RatifierWouldRefuse,

    /// <summary>It could be worth signing only to an actor that trusts the others more.</summary>
    Distrust,

    /// <summary>It went along under the pressure of a patron (<see cref="TranscriptEntry.Counterpart"/>).</summary>
    Pressed,

    /// <summary>Its own deadline has passed.</summary>
    Deadline,

    /// <summary>No permitted outcome is worth its no-deal value.</summary>
    NothingAcceptable,

    /// <summary>An event made it.</summary>
    Event,

    /// <summary>It waits for a better offer or a later moment, as its acceptance rule has it.</summary>
    Waits,

    /// <summary>Its referendum went against the text.</summary>
    Referendum,

    /// <summary>It asked its ratifiers about so many texts that it gave up for the turn; the last to refuse is <see cref="TranscriptEntry.Counterpart"/>.</summary>
    GaveUpAsking,

    /// <summary>The text crosses a red line that it does not hold but keeps up (<see cref="TranscriptEntry.RedLine"/>).</summary>
    KeepsUpBluff,
}

/// <summary>One line of the transcript. What does not apply is null (-1 for indexes).</summary>
public sealed record TranscriptEntry
{
    public int? Round { get; init; }

    public int? Period { get; init; }

    public DateTime? Date { get; init; }

    public required Phase Phase { get; init; }

    /// <summary>Who acts, by index; -1: nobody in particular (an event, a tabled text, a spoiler).</summary>
    public int Actor { get; init; } = -1;

    public required Move Move { get; init; }

    /// <summary>The text that is offered or answered.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>What that text is worth to the actor, undiscounted.</summary>
    public double? Utility { get; init; }

    /// <summary>What the actor asks for at this moment (principals), or its no-deal value (ratifiers).</summary>
    public double? Target { get; init; }

    public ReasonKind Reason { get; init; }

    /// <summary>The red line that decides, as <c>actor.line</c>.</summary>
    public string? RedLine { get; init; }

    /// <summary>The patron or ratifier concerned, by index; -1: none.</summary>
    public int Counterpart { get; init; } = -1;

    /// <summary>The event that strikes, by id.</summary>
    public string? Event { get; init; }

    /// <summary>The branch it takes, by id.</summary>
    public string? Branch { get; init; }

    /// <summary>The red lines that a rejection names, its own or those of a ratifier that it consults.</summary>
    public ImmutableArray<NamedLine> Objects { get; init; } = [];

    /// <summary>The red lines, once named, that an offer or an acceptance gives up.</summary>
    public ImmutableArray<NamedLine> Withdraws { get; init; } = [];

    /// <summary>What happens in implementation; null elsewhere.</summary>
    public ImplementationDetail? Implementation { get; init; }
}

/// <summary>A red line as the table knows it.</summary>
/// <param name="Actor">Whose line it is, by index.</param>
/// <param name="Line">Which of the actor's red lines, by its place in the file from 0.</param>
[GenerateSerializer, Immutable, Alias("negsim.named-line")]
public readonly record struct NamedLine([property: Id(0)] int Actor, [property: Id(1)] int Line);

/// <summary>What one incident, breach, gate or leaving of the implementation was about.</summary>
[GenerateSerializer, Immutable, Alias("negsim.implementation-detail")]
public sealed record ImplementationDetail
{
    /// <summary>The actor or spoiler that did it, by id.</summary>
    [Id(0)] public string? Doer { get; init; }

    /// <summary>The principals it hurt, by index.</summary>
    [Id(1)] public ImmutableArray<int> Hurts { get; init; } = [];

    /// <summary>On whom all that it hurt blame it, by id; null: nobody, or not all on the same.</summary>
    [Id(2)] public string? BlamedOn { get; init; }

    [Id(3)] public double? Severity { get; init; }

    /// <summary>Tension of each principal after it, by actor index.</summary>
    [Id(4)] public ImmutableArray<KeyValuePair<int, double>> Tension { get; init; } = [];

    /// <summary>The gate concerned, by id.</summary>
    [Id(5)] public string? Gate { get; init; }

    /// <summary>Whether the gate opened (true) or lapsed (false).</summary>
    [Id(6)] public bool? GateOpened { get; init; }

    /// <summary>Where those that it hurt blame it on different ones: per principal, by index, on whom, by id. Else empty.</summary>
    [Id(7)] public ImmutableArray<KeyValuePair<int, string>> BlamedBy { get; init; } = [];
}
