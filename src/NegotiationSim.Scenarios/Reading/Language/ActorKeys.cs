using static NegotiationSim.Scenarios.Reading.Language.Basic;

namespace NegotiationSim.Scenarios.Reading.Language;

/// <summary>The keys of actors and what belongs to them.</summary>
internal static class ActorKeys
{
    public static MappingShape EndValues { get; } = new("values", "What the ends of a range are worth; linear between.",
    [
        new("from", Share, "What the smallest number is worth.", Required: true),
        new("to", Share, "What the largest number is worth.", Required: true),
    ]);

    public static readonly Shape ValuesShape = new EitherShape(
    [
        new MapShape(Any),
        new ListShape(new ListShape(Any, 2), 1),
    ]);

    public static MappingShape AcceptsBound { get; } = new("accepts", "One end, or both, of what the actor accepts.",
    [
        new("at_least", Position, "The lowest position that it accepts; an option's id stands for its position."),
        new("at_most", Position, "The highest position that it accepts; an option's id stands for its position."),
    ]);

    public static readonly Shape Accepts = Either(new ListShape(Position, 2), AcceptsBound);

    public static MappingShape Preference { get; } = new("preference", "How much an issue matters and what its values are worth; one of `values` and `ideal`.",
    [
        new("weight", NotNegative, "How much the issue matters beside the others.", Required: true),
        new("values", ValuesShape, "What each value is worth, in [0, 1]; signed per member for a set."),
        new("ideal", Position, "The position that the actor likes best (an option's id stands for its position); worth falls linearly from 1 to 0 at the further end of the scale."),
        new("accepts", Accepts, "What it can live with; short for the red lines ISSUE-low and ISSUE-high."),
        new("held_with", Share, "Probability that these lines are real (default 1)."),
        new("yields", Flag, "A patron's pressure can make the actor cross them (default true)."),
        new("open_value", Share, "What leaving the issue open is worth (default: as much as its status quo)."),
    ]);

    public static MappingShape Linkage { get; } = new("linkage", "A bonus or malus for packages.",
    [
        new("when", Statement, "The packages.", Required: true),
        new("adds", Any, "What they add to utility.", Required: true),
    ]);

    public static MappingShape RedLine { get; } = new("red line", "Outcomes that the actor will not sign.",
    [
        new("id", Id, "Its id within the actor.", Required: true),
        new("never", Statement, "Outcomes that cross it.", Required: true),
        new("held_with", Share, "Probability that it is real and no bluff, drawn once per replica (default 1)."),
        new("yields", Flag, "A patron's pressure can make the actor cross it (default false)."),
        new("costs", NotNegative, "No veto: crossing lowers utility by this much."),
    ]);

    public static MappingShape NoDeal { get; } = new("no_deal", "What the actor has without an agreement: `now`, `like` or `by_date`.",
    [
        new("now", Any, "The value in round 1."),
        new("per_round", Any, "What each round adds to it (default 0)."),
        new("like", Terms, "As good as these terms, by the actor's own preferences."),
        new("plus", Any, "What is added to that (default 0)."),
        new("by_date", new MapShape(Any), "Dated values; linear between, flat outside."),
    ]);

    public static MappingShape Accept { get; } = new("accept", "An acceptance rule with a number.",
    [
        new("constant", Any, "Accepts what is worth at least this."),
        new("time", Share, "From this relative time on accepts anything that consent allows."),
    ]);

    public static MappingShape Tactic { get; } = new("tactic", "How a principal bargains.",
    [
        new("kind", new ChoiceShape(Words.Of<TacticKind>()), "Its target over time.", Required: true),
        new("e", Positive, "The exponent in max - (max - min) t^e (boulware 4, conceder 0.25)."),
        new("max", Any, "Utility at which it starts (default: the best permitted outcome's)."),
        new("min", Either(Any, new ChoiceShape(["no_deal"])), "Utility at which it ends (default: `no_deal`)."),
        new("tolerance", NotNegative, "How far below its target an outcome still counts as on target, in utility (default 0)."),
        new("opponent_model", new ChoiceShape(Words.Of<OpponentModel>()), "What it guesses of the others (default spatial)."),
        new("accept", Either(new ChoiceShape([.. Words.Of<AcceptanceKind>().Except(Accept.Keys.Select(key => key.Name))]), Accept), "When it accepts the standing offer (default deadline)."),
        new("of", new ChoiceShape(Words.Of<Reciprocity>()), "Which tit for tat (default averaged)."),
        new("window", new WholeShape(1, Limits.Rounds), "How many offers back the averaged tit for tat looks (default 2)."),
        new("names_lines", Flag, "Whether it names the red lines that a rejected offer crosses, and keeps up bluffs (default true)."),
        new("bluffs_until", Share, "Relative time until which it keeps up a line that it does not hold, drawn anew for each line (default uniform(0.5, 0.95))."),
    ]);

    public static MappingShape Actor { get; } = new("actor", "A state or group with views on the outcome.",
    [
        new("title", Text, "What a person reads."),
        new("role", new ChoiceShape(Words.Of<Role>()), "Principals sign, ratifiers must consent afterwards, outsiders are never asked, a mediator drafts.", Required: true),
        new("of", Either(Id, Ids), "A ratifier's principal or principals; left out: it consents to the agreement as such."),
        new("preferences", new MapShape(Preference), "What it wants, per issue; required but for a mediator."),
        new("normalise_weights", Flag, "false: weights as they stand, and utility capped at 1 (default true)."),
        new("linkages", new ListShape(Linkage), "Bonuses and maluses for packages."),
        new("no_deal", Either(Any, NoDeal), "What it has without an agreement, on the scale of its utility (default 0)."),
        new("red_lines", new ListShape(RedLine), "What it will not sign."),
        new("capability", new NumberShape(Legal.Percent), "0 to 100; only the baselines of an analysis use it (default 50)."),
        new("discount", new NumberShape(Legal.PositiveShare), "What is signed in round r is worth discount^(r-1) of its utility (default 1)."),
        new("tactic", Tactic, "How a principal bargains (default linear)."),
        new("deadline", Date, "The last date on which it sits at the table."),
        new("consults", Flag, "Before it offers or accepts it asks its own ratifiers (default false)."),
        new("trust", Share, "The probability with which it expects the others to keep their word."),
        new("betrayed", Any, "What an agreement is worth to it when they do not."),
        new("if_refused", new ChoiceShape(Words.Of<IfRefused>()), "What follows when this ratifier refuses (default blocks)."),
        new("spread", NotNegative, "Above 0: a referendum with this spread, in utility (default 0)."),
        new("can_end", Flag, "Whether this ratifier's leaving ends the agreement (default false)."),
    ]);

    public static MappingShape Tie { get; } = new("tie", "A patron's hold over a client.",
    [
        new("patron", Id, "An actor.", Required: true),
        new("client", Id, "An actor or a spoiler.", Required: true),
        new("words", Share, "Probability that pressure makes the client go along in words (default 0)."),
        new("deeds", Share, "Share of the client's breaches that the patron prevents (default 0)."),
    ]);

    public static MappingShape Agreement { get; } = new("agreement", "Whose support a text needs: `majority` or `all_of`.",
    [
        new("majority", new NumberShape(Legal.PositiveShare, Fixed: true), "At least this share of the principals."),
        new("veto", Ids, "Principals without whom there is no majority."),
        new("all_of", new ListShape(Id, 1), "All of these principals, whatever the others say."),
    ]);

    public static MappingShape Protocol { get; } = new("protocol", "The rules at the table.",
    [
        new("kind", new ChoiceShape(Words.Of<ProtocolKind>()), "Stacked alternating offers, a mediator's single text, or one text put to everybody once (default alternating)."),
        new("agreement", Either(new ChoiceShape(["unanimity"]), Agreement), "Whose support a text needs (default unanimity)."),
        new("renegotiate", new WholeShape(0, Limits.Rounds), "How often a refused text returns to the table (default 0)."),
        new("text", Terms, "The text of `tabled`."),
    ]);
}
