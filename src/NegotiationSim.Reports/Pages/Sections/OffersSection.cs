using System.Collections.Immutable;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>The offers of a typical negotiation, issue by issue and in the plane of two utilities.</summary>
internal static class OffersSection
{
    /// <summary>Small pictures at most: one for each issue, or member of a set, on which offers differ.</summary>
    private const int MostPanels = 24;

    /// <summary>Changes that are listed at most.</summary>
    private const int MostChanges = 120;

    /// <summary>How far below the scale of an issue an offer lies that leaves it open, as a part of the scale.</summary>
    private const double OpenBelow = 0.15;

    public static Section Of(ReportSource source) => new("offers", "The offers of a typical negotiation", source.Course is { } course
        ? Markup.Of($"""
            {Parts.Paragraph($"{Rule(source, course)} It ends so: {source.Words.Ending(course.Ending)}{(course.Signed is { } round ? $", signed in round {round}{When(source, round)}" : "")}. One negotiation is an example, not a forecast.")}
            {Parts.Command(Commands.Tell(source.Experiment, course.Replica))}
            {Told(source, course)}
            {PlanePart.Of(source, course)}
            """)
        : Parts.Paragraph($"No negotiation of this batch was played again for this page."));

    private static Markup Rule(ReportSource source, TypicalCourse course) => TypicalCourse.Typical(source.Summary).Ending is { } ending
        ? Markup.Of($"Replica {PageNumbers.Whole(course.Replica)}: the first one that ends in the commonest way of those that were signed (“{source.Words.Ending(ending)}”).")
        : Markup.Of($"Replica {PageNumbers.Whole(course.Replica)}: the first of the batch, since no text was signed in any.");

    private static Markup Told(ReportSource source, TypicalCourse course)
    {
        if (course.Offers.IsEmpty)
        {
            return Parts.Paragraph($"Nobody made an offer in it.");
        }

        var space = source.Scenario.Space;
        var disputed = Enumerable.Range(0, space.Components.Length).Where(c => course.Offers.Select(offer => offer.Text.Values[c]).Distinct().Count() > 1).ToList();
        var agreed = Enumerable.Range(0, space.Issues.Length).Where(i => !disputed.Any(c => space.Components[c].Issue == i)).ToList();
        var panels = disputed.Take(MostPanels).Select(c => Panel(source, course, c)).ToImmutableArray();
        var chart = new SmallMultiples
        {
            Title = "Offers by round, issue by issue",
            Panels = panels,
            Note = "Each picture spans the scale of its issue, from its first option to its last; of a set, whether the offer names the member. What an offer leaves open lies below the scale.",
        };
        return Markup.Of($"""
            {(panels.IsEmpty ? Markup.None : Parts.Figure("c-offers", chart))}
            {(disputed.Count > MostPanels ? Parts.Note($"{PageNumbers.Count(disputed.Count - MostPanels, "more issue")} or members of sets not drawn.") : Markup.None)}
            {(agreed.Count == 0 ? Markup.None : Parts.Note($"All offers were alike on: {Markup.Join(agreed.Select(i => Markup.Of($"{Markup.Foreign(source.Words.Issue(i))} ({Markup.Foreign(source.Words.Term(i, course.Offers[0].Text))})")), ", ")}."))}
            {Events(source, course)}
            {Changes(source, course)}
            {(course.IsCut ? Parts.Note($"Only the first {PageNumbers.Whole(TypicalCourse.Most)} changes of offers are shown.") : Markup.None)}
            """);
    }

    private static CurveChart Panel(ReportSource source, TypicalCourse course, int component)
    {
        var (at, space) = (source.Scenario.Space.Components[component], source.Scenario.Space);
        var issue = space.Issues[at.Issue];
        var (low, high) = Scale(issue);
        var open = low - OpenBelow * (high - low);
        double Height(Outcome text) => text.Values[component] is var value && value == issue.OpenValue ? open : issue switch
        {
            OptionsIssue options => options.Options[value].Position,
            RangeIssue range => range.Numbers[value],
            _ => value,
        };
        var isOpen = issue.MayStayOpen && course.Offers.Any(offer => offer.Text.Values[component] == issue.OpenValue);
        return new CurveChart
        {
            Title = at.Member < 0 ? source.Words.Issue(at.Issue) : $"{source.Words.Issue(at.Issue)}: {source.Words.Member(at.Issue, at.Member)}",
            X = new ChartAxis("Round", ValueFormat.Whole, 1, Math.Max(2, course.LastRound)),
            Y = new ChartAxis(at.Member >= 0 ? "Named (1) or not (0)" : issue is RangeIssue ? "Value" : "Position, 0 to 100", ValueFormat.Number, isOpen ? open : low, high),
            Curves = [.. Makers(course).Select((maker, k) => new Curve(Maker(source, maker), [.. Steps(course, maker, component, Height)]) { IsStep = true, Colour = ChartColours.Series(k) })],
            HorizontalLines = isOpen ? [new ReferenceLine(open, "left open")] : [],
        };
    }

    /// <summary>Where a maker's offers stood, a point per change on the component, and one in the last round.</summary>
    private static IEnumerable<CurvePoint> Steps(TypicalCourse course, int maker, int component, Func<Outcome, double> height)
    {
        int? before = null;
        CurvePoint? last = null;
        foreach (var offer in course.Offers.Where(offer => offer.Actor == maker))
        {
            if (before != offer.Text.Values[component])
            {
                before = offer.Text.Values[component];
                yield return (last = new CurvePoint(offer.Round, height(offer.Text))).Value;
            }
        }

        if (last is { } point && point.X < course.LastRound)
        {
            yield return point with { X = course.LastRound };
        }
    }

    private static (double Low, double High) Scale(Issue issue) => issue switch
    {
        OptionsIssue => (0, 100),
        RangeIssue range => (range.From, range.To),
        _ => (0, 1),
    };

    private static IEnumerable<int> Makers(TypicalCourse course) => course.Offers.Select(offer => offer.Actor).Distinct().Order();

    private static string Maker(ReportSource source, int actor) => actor < 0 ? "Draft" : source.Words.Opening(actor);

    private static Markup Events(ReportSource source, TypicalCourse course) => course.Events.IsEmpty ? Markup.None : Parts.Note(
        $"During these talks: {Markup.Join(course.Events.Select(struck => Markup.Of($"{Markup.Foreign(source.Words.Event(struck.Event))} (round {struck.Round}{(source.Scenario.Calendar.StartOf(struck.Round) is { } date ? ", " + PageNumbers.Date(date) : "")})")), "; ")}.");

    /// <summary>Who moved on what, round by round.</summary>
    private static Markup Changes(ReportSource source, TypicalCourse course)
    {
        var rows = new List<IReadOnlyList<Markup>>();
        var last = new Dictionary<int, Outcome>();
        foreach (var offer in course.Offers)
        {
            if (last.TryGetValue(offer.Actor, out var before))
            {
                for (var i = 0; i < source.Scenario.Space.Issues.Length; i++)
                {
                    if (source.Words.Term(i, before) is var was && source.Words.Term(i, offer.Text) is var now && was != now)
                    {
                        rows.Add([Markup.Of($"{offer.Round}"), Markup.Foreign(Maker(source, offer.Actor)), Markup.Foreign(source.Words.Issue(i)), Markup.Foreign(was), Markup.Foreign(now)]);
                    }
                }
            }

            last[offer.Actor] = offer.Text;
        }

        return rows.Count == 0 ? Markup.None : Parts.Details(
            Markup.Of($"Who moved on what, round by round"),
            Markup.Of($"{Parts.Table("Changes of offers", ["Round", "Who", "Issue", "From", "To"], rows.Take(MostChanges))}{(rows.Count > MostChanges ? Parts.Note($"{PageNumbers.Count(rows.Count - MostChanges, "more change")}; the command above tells them all.") : Markup.None)}"));
    }

    private static string When(ReportSource source, int round) => source.Scenario.Calendar.StartOf(round) is { } date ? $" ({PageNumbers.Date(date)})" : "";
}
