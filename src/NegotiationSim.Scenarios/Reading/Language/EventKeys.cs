using static NegotiationSim.Scenarios.Reading.Language.Basic;

namespace NegotiationSim.Scenarios.Reading.Language;

/// <summary>The keys of events and what belongs to them.</summary>
internal static class EventKeys
{
    public static MappingShape Effect { get; } = new("effect", "What an event changes from then on, in an actor, a spoiler, a tie, a gate or the agreement.",
    [
        new("actor", Id, "The actor that changes, or `all`."),
        new("spoiler", Id, "The spoiler that changes."),
        new("patron", Id, "The patron of the tie that changes."),
        new("client", Id, "The client of the tie that changes."),
        new("gate", Id, "The gate that changes."),
        new("no_deal", Any, "Adds to the no-deal value."),
        new("issue", Id, "The issue that `ideal_by`, `accepts_by`, `weight_times`, `ideal`, `values` and `accepts` are about."),
        new("ideal_by", Any, "Moves the ideal position."),
        new("accepts_by", Any, "Moves both ends of what is accepted."),
        new("weight_times", NotNegative, "Multiplies the weight of the issue."),
        new("ideal", Position, "Sets the ideal position; an option's id stands for its position."),
        new("values", ActorKeys.ValuesShape, "Sets what the values are worth."),
        new("accepts", ActorKeys.Accepts, "Sets what is accepted."),
        new("words", Any, "Adds to the tie's words."),
        new("deeds", Any, "Adds to the tie's deeds."),
        new("enforcement", Any, "Adds to the agreement's enforcement."),
        new("monitoring", Any, "Adds to the agreement's monitoring."),
        new("tension", Any, "Adds to what the actor holds against another."),
        new("against", Id, "The actor that `tension` is held against."),
        new("patience", Any, "Adds to the actor's patience."),
        new("rate_times", NotNegative, "Multiplies the spoiler's rate."),
        new("breach_times", NotNegative, "Multiplies the actor's hazard of breaching."),
        new("red_line", Id, "The red line that `becomes` on or off."),
        new("becomes", new ChoiceShape(["on", "off", "shut", "open"]), "on or off for a red line, shut or open for a gate."),
        new("tactic", ActorKeys.Tactic, "Sets the tactic."),
        new("deadline", Date, "Sets the deadline."),
        new("capability", new NumberShape(Legal.Percent), "Sets the capability."),
        new("walks_out", new ChoiceShape(["true"]), "The actor leaves the table."),
        new("ends", new ChoiceShape(["talks", "agreement"]), "The talks, or the agreement, end."),
    ]);

    public static MappingShape Branch { get; } = new("branch", "One way in which an event turns out.",
    [
        new("id", Id, "Its id.", Required: true),
        new("title", Text, "What a person reads."),
        new("probability", NotNegative, "Divided by the sum over the branches (default 1)."),
        new("effects", new ListShape(Effect), "What it changes."),
    ]);

    public static MappingShape Event { get; } = new("event", "Something that may happen, at most once; one of `at`, `between` and `hazard`.",
    [
        new("id", Id, "Its id.", Required: true),
        new("title", Text, "What a person reads."),
        new("at", Date, "Its date."),
        new("between", new ListShape(Date, 2), "The first and the last date on which it can strike."),
        new("hazard", NotNegative, "Rate per round in talks and per 7 days in implementation."),
        new("probability", Share, "Probability that it strikes (default 1)."),
        new("while", new ChoiceShape(Words.Of<EventPhase>()), "In which phase it can strike (default always)."),
        new("given", Ids, "Events or branches that must have struck before."),
        new("unless", Ids, "Events or branches that must not have struck before."),
        new("when", Statement, "A condition on the agreed terms."),
        new("effects", new ListShape(Effect), "What it changes."),
        new("branches", new ListShape(Branch, 1), "Exactly one is taken."),
    ]);

    public static MappingShape Spoiler { get; } = new("spoiler", "Somebody outside the agreement who strikes at it.",
    [
        new("id", Id, "Its id.", Required: true),
        new("title", Text, "What a person reads."),
        new("rate", NotNegative, $"Incidents per 7 days, before enforcement: at most {Limits.IncidentsPerPeriod} in a period.", Required: true),
        new("severity", NotNegative, "Severity of an incident, drawn anew for each (default: see the model)."),
        new("hurts", Ids, "Principals that an incident hurts (default: all)."),
        new("blamed_on", Id, "The actor it is put on when it is not seen for what it is."),
        new("camp", Id, "The principal in whose camp it is."),
    ]);

    public static MappingShape GateNeed { get; } = new("need", "Something a gate needs besides calm: an event, or an actor's performance.",
    [
        new("event", Id, "An event or branch."),
        new("struck", Flag, "Whether it must have struck, or must not have (default true)."),
        new("performs", Id, "An actor that must do its part."),
        new("probability", Share, "Probability that it does, drawn once per replica (default 1)."),
    ]);

    public static MappingShape Gate { get; } = new("gate", "Issues that take effect only after a spell of calm.",
    [
        new("id", Id, "Its id.", Required: true),
        new("title", Text, "What a person reads."),
        new("needs_calm", new NumberShape(Legal.NotNegative, Fixed: true), "Days in a row without a counted incident or breach.", Required: true),
        new("within", new NumberShape(Legal.NotNegative, Fixed: true), "Days after which it lapses when it has not opened.", Required: true),
        new("unlocks", new ListShape(Id, 1), "Issues at their status quo until it opens.", Required: true),
        new("calm_below", NotNegative, "An incident or breach no more severe than this does not count (default 0)."),
        new("counts", Ids, "Actors and spoilers whose incidents and breaches count (default: all)."),
        new("needs", new ListShape(GateNeed), "What must hold besides."),
    ]);

    public static MappingShape Implementation { get; } = new("implementation", "What follows the signature: whether the agreement holds.",
    [
        new("period", Duration, "Length of a period (default 1d)."),
        new("horizon", new WholeShape(1, Limits.Horizon), "How many periods are followed.", Required: true),
        new("starts_after", Duration, "Time from the signing round's date to the start of period 1 (default 0d)."),
        new("enforcement", Share, "Share of incidents and breaches that is prevented, whatever the terms (default 0)."),
        new("enforcement_by", new ListShape(ActorKeys.Linkage), "What the agreed terms add to it."),
        new("monitoring", Share, "Probability that an incident or breach is seen for what it is (default 1)."),
        new("spoilers", new ListShape(Spoiler), "Who strikes at the agreement."),
        new("patience", new MapShape(NotNegative), "Per actor the tension it bears before it leaves (default: see the model)."),
        new("gates", new ListShape(Gate), "Issues that wait for calm."),
        new("breach", NotNegative, "Hazard per 7 days with which a party breaches when it is neither better nor worse off (default: see the model)."),
        new("breach_severity", NotNegative, "Severity of a breach, drawn anew for each (default: see the model)."),
        new("revenge", NotNegative, "How much tension adds to the wish to breach, in utility (default: see the model)."),
        new("contagion", NotNegative, "How much the largest tension raises the rate of incidents (default: see the model)."),
        new("half_life", Positive, "Days after which tension has faded by half (default: see the model)."),
        new("frailty", NotNegative, "Factor on the rates of all incidents and breaches, drawn once per replica, by which agreements differ: gamma(1, v) has mean 1 and variance v (default gamma(1, 6))."),
        new("deterrence", NotNegative, "How much monitoring deters breaches: full monitoring multiplies their hazard by exp(-deterrence) (default 0.55)."),
    ]);

    public static MappingShape Signed { get; } = new("signed", "A signature that has taken place.",
    [
        new("date", Date, "Its date.", Required: true),
        new("text", Terms, "The signed text.", Required: true),
    ]);

    public static MappingShape Observed { get; } = new("observed", "What has already happened and is therefore not drawn.",
    [
        new("until", Date, "The date up to which the record goes.", Required: true),
        new("struck", new MapShape(Date), "Events or branches that struck, with their dates."),
        new("not_struck", Ids, "Events that did not."),
        new("signed", Signed, "A signature that has taken place."),
    ]);
}
