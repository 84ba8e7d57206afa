using NegotiationSim.Engine;

namespace NegotiationSim.Reports.Json;

/// <summary>The names that the JSON documents use for what happened. They are a contract: never rename one.</summary>
public static class JsonNames
{
    public static string Of(Ending ending) => ending switch
    {
        Ending.Held => "held",
        Ending.Collapsed => "collapsed",
        Ending.NotRatified => "not_ratified",
        Ending.NoDeal => "no_deal",
        _ => throw new ArgumentOutOfRangeException(nameof(ending), ending, null),
    };

    public static string Of(CauseKind cause) => cause switch
    {
        CauseKind.Deadline => "deadline",
        CauseKind.WalkOut => "walk_out",
        CauseKind.Event => "event",
        CauseKind.Refused => "refused",
        CauseKind.Tension => "tension",
        CauseKind.BetterOffWithout => "better_off_without",
        CauseKind.Gate => "gate",
        CauseKind.Survived => "survived",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    public static string? Of(Consent consent) => consent switch
    {
        Consent.None => null,
        Consent.Willing => "willing",
        Consent.Pressed => "pressed",
        Consent.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(consent), consent, null),
    };

    public static string Of(Phase phase) => phase switch
    {
        Phase.Talks => "talks",
        Phase.Ratification => "ratification",
        Phase.Implementation => "implementation",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };

    public static string Of(Move move) => move switch
    {
        Move.Offer => "offer",
        Move.Accept => "accept",
        Move.Reject => "reject",
        Move.WalkOut => "walk_out",
        Move.Draft => "draft",
        Move.Ratify => "ratify",
        Move.Refuse => "refuse",
        Move.Incident => "incident",
        Move.Breach => "breach",
        Move.Gate => "gate",
        Move.Leave => "leave",
        Move.Event => "event",
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, null),
    };

    /// <summary>Why an actor answered as it did; null where there is no reason to give.</summary>
    public static string? Of(ReasonKind reason) => reason switch
    {
        ReasonKind.None => null,
        ReasonKind.BelowTarget => "below_target",
        ReasonKind.BelowNoDeal => "below_no_deal",
        ReasonKind.CrossesRedLine => "crosses_red_line",
        ReasonKind.RatifierWouldRefuse => "ratifier_would_refuse",
        ReasonKind.Distrust => "distrust",
        ReasonKind.Pressed => "pressed",
        ReasonKind.Deadline => "deadline",
        ReasonKind.NothingAcceptable => "nothing_acceptable",
        ReasonKind.Event => "event",
        ReasonKind.Waits => "waits",
        ReasonKind.KeepsUpBluff => "keeps_up_bluff",
        ReasonKind.Referendum => "referendum",
        ReasonKind.GaveUpAsking => "gave_up_asking",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
