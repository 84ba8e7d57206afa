using static NegotiationSim.Scenarios.Reading.Language.Basic;

namespace NegotiationSim.Scenarios.Reading.Language;

/// <summary>The keys of issues and what belongs to them.</summary>
internal static class IssueKeys
{
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
}
