using static NegotiationSim.Scenarios.Reading.Language.Basic;

namespace NegotiationSim.Scenarios.Reading.Language;

/// <summary>
/// Every key of the language: one table per mapping, shared by the reader, the overrides and the JSON Schema. Required keys are
/// marked; defaults stand in the summaries.
/// </summary>
internal static class FileKeys
{
    /// <summary>The version that a file names under <c>schema</c>.</summary>
    public const string Version = "negotiation-sim/1";

    public static MappingShape Calendar { get; } = new("calendar", "When rounds take place and how many there are.",
    [
        new("start", Date, "The date of round 1. Without it there are no dates."),
        new("round", Duration, "Calendar time that one round takes, in hours, days or weeks (default 7d)."),
        new("rounds", new WholeShape(1, Limits.Rounds), "The table closes after this many rounds.", Required: true),
    ]);

    public static MappingShape Option { get; } = new("option", "One option of an issue.",
    [
        new("at", new NumberShape(Legal.Percent, Fixed: true), "Its position on the scale from 0 to 100 (default: the options stand evenly)."),
        new("title", Text, "What a person reads."),
    ]);

    public static MappingShape Range { get; } = new("range", "Evenly spaced numbers.",
    [
        new("from", FixedAny, "The smallest number.", Required: true),
        new("to", FixedAny, "The largest number.", Required: true),
        new("step", new NumberShape(Legal.Positive, Fixed: true), "The distance between neighbours (default 1)."),
    ]);

    public static MappingShape Issue { get; } = new("issue", "One matter under negotiation; one of `options`, `range` and `set_of`.",
    [
        new("title", Text, "What a person reads."),
        new("options", Either(new ListShape(Id, 1), new MapShape(Option)), "The options, in order unless `ordered: false`."),
        new("range", Range, "Numbers instead of options."),
        new("set_of", new ListShape(Id, 1), "Members of which any subset can be agreed."),
        new("ordered", Flag, "Whether the order of the options means something (default true)."),
        new("status_quo", Either(Id, FixedAny, Ids), "What holds without an agreement (default: the first option, `from`, the empty set)."),
        new("may_stay_open", Flag, "The text may leave this issue out (default false; not for a set)."),
    ]);

    public static MappingShape File { get; } = new("file", "A negotiation: who is at the table, over what, and what may happen.",
    [
        new("schema", new ChoiceShape([Version]), "The version of the language.", Required: true),
        new("name", Id, "The scenario's id.", Required: true),
        new("title", Text, "What a person reads."),
        new("summary", Text, "What it is about, in a sentence or two."),
        new("sources", new ListShape(Text), "Where facts and judgments come from."),
        new("calendar", Calendar, "When rounds take place and how many there are.", Required: true),
        new("drivers", new MapShape(Any), "Named uncertain quantities, drawn once per replica, usable in any expression."),
        new("issues", new MapShape(Issue), "What is negotiated.", Required: true),
        new("infeasible", new ListShape(Statement), "Packages that make no sense for anybody; never on the table."),
        new("actors", new MapShape(ActorKeys.Actor), "Who has a say; two or more are principals.", Required: true),
        new("ties", new ListShape(ActorKeys.Tie), "Patrons and their clients."),
        new("protocol", ActorKeys.Protocol, "The rules at the table (default alternating, unanimity)."),
        new("events", new ListShape(EventKeys.Event), "What may happen meanwhile."),
        new("implementation", EventKeys.Implementation, "What follows the signature; without it a ratified agreement is held at once."),
        new("observed", EventKeys.Observed, "What has already happened."),
    ]);
}
