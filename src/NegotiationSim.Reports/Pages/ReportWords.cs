using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages;

/// <summary>What the things of a scenario are called on the page. The program that has a page made hands the words in, so that its pages and its terminal say the same. Texts, not markup.</summary>
public abstract class ReportWords
{
    /// <summary>The scenario.</summary>
    public abstract string Title { get; }

    /// <summary>An actor, as it stands within a sentence.</summary>
    public abstract string Actor(int actor);

    /// <summary>An actor at the beginning of a line.</summary>
    public string Opening(int actor) => Actor(actor) is { Length: > 0 } name ? char.ToUpperInvariant(name[0]) + name[1..] : "";

    /// <summary>An issue.</summary>
    public abstract string Issue(int issue);

    /// <summary>A value of an issue that is no set.</summary>
    public abstract string Value(int issue, int value);

    /// <summary>A member of a set.</summary>
    public abstract string Member(int issue, int member);

    /// <summary>What a text sets on an issue.</summary>
    public abstract string Term(int issue, Outcome text);

    /// <summary>What the owner of a red line insists on.</summary>
    public abstract string Demand(int actor, int line);

    /// <summary>Why negotiations end, as a sentence without a full stop.</summary>
    public abstract string Cause(BlockCause cause);

    /// <summary>An ending, as in a table.</summary>
    public abstract string Ending(Ending ending);

    /// <summary>The endings that the scenario can have.</summary>
    public abstract IReadOnlyList<Ending> Endings { get; }

    /// <summary>An event.</summary>
    public abstract string Event(int @event);

    /// <summary>A gate.</summary>
    public abstract string Gate(int gate);

    /// <summary>An uncertain input or event, as a noun.</summary>
    public abstract string Input(InputColumn input);

    /// <summary>What an input does to the ending, in a sentence or two.</summary>
    public abstract string Effect(InputEffect effect);
}
