using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>What would have to give way for an agreement to be possible: red lines to give up, no-deal values to settle below.</summary>
internal static class WayOut
{
    /// <summary>A whole way out: who gives up what, actor by actor.</summary>
    public static Sentence Of(Overview view, Relaxation relaxation, bool opening = false) =>
        Of(view, relaxation.Lines, [.. relaxation.NoDeal.Select(shortfall => (shortfall.Actor, Figures.Shortfall(shortfall.Amount)))], view.Demands, opening);

    /// <summary>The same of a way that is the shortest in some draws.</summary>
    /// <param name="view">What is told.</param>
    /// <param name="lines">The red lines.</param>
    /// <param name="noDeal">The actors that settle for less, and for how much less in words.</param>
    /// <param name="demands">Red lines in words.</param>
    /// <param name="opening">Whether it opens a sentence.</param>
    public static Sentence Of(Overview view, IReadOnlyList<LineOfActor> lines, IReadOnlyList<(int Actor, string Amount)> noDeal, DemandWords demands, bool opening = false)
    {
        var sentence = view.Sentence();
        var actors = lines.Select(line => line.Actor).Concat(noDeal.Select(shortfall => shortfall.Actor)).Distinct().Order().ToList();
        for (var i = 0; i < actors.Count; i++)
        {
            var actor = actors[i];
            var who = view.Names.Grammar(actor);
            sentence.Say(i == 0 ? "" : i == actors.Count - 1 ? ", and " : ", ");
            sentence = i == 0 && opening ? sentence.Opening(actor) : sentence.Actor(actor);
            var own = lines.Where(line => line.Actor == actor).ToList();
            if (own.Count > 0)
            {
                sentence.Say($" no longer {who.Verb("insists")} on ");
                sentence.Say(Figures.List([.. own.Select(line => "(" + demands.Of(Never(view, line)) + ")")]));
            }

            foreach (var (_, amount) in noDeal.Where(shortfall => shortfall.Actor == actor))
            {
                sentence.Say($" {(own.Count > 0 ? "and " : "")}{who.Verb("settles")} for ").Strong(amount).Say($" less than no deal is worth to {who.ToIt}");
            }
        }

        return sentence;
    }

    /// <summary>A red line as the heading of a row.</summary>
    public static string Heading(Overview view, LineOfActor line) => view.Demands.Of(Never(view, line));

    private static Condition Never(Overview view, LineOfActor line) => view.Scenario.Actors[line.Actor].RedLines[line.Line].Never;
}
