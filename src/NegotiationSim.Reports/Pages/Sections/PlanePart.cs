using System.Collections.Immutable;
using NegotiationSim.Analysis.Planes;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>A negotiation in the plane of two utilities, with the frontier and what both would sign.</summary>
internal static class PlanePart
{
    /// <summary>Points of a frontier that are drawn at most; more could not be told apart.</summary>
    private const int MostPoints = 150;

    public static Markup Of(ReportSource source, TypicalCourse course)
    {
        if (source.Plane is not { } plane)
        {
            return Parts.Note($"There are no two sides to draw in the plane of their utilities.");
        }

        var (first, second) = (source.Words.Actor(plane.First), source.Words.Actor(plane.Second));
        var principals = source.Scenario.Actors.Count(actor => actor.Role == Role.Principal);
        return Markup.Of($"""
            <h3>In the plane of two utilities</h3>
            {Parts.Paragraph($"The same offers by what each is worth to {Markup.Foreign(first)} and to {Markup.Foreign(second)}{(principals > 2 ? $", the two with the largest capability of {principals} at the table" : "")}. Up and to the right is better for both; in the shaded corner both are better off than without a deal. {Frontier(plane)}")}
            {Parts.Figure("c-plane", Chart(plane, course, first, second))}
            {Parts.Note($"As this negotiation was drawn, before any event: what events change on the way moves utilities and no-deal values, and is not in this picture.{Zone(source, plane)}")}
            """);
    }

    private static string Frontier(UtilityPlane plane) => plane.Frontier is null
        ? "The space of texts is too large to find the frontier within the budget of work, so it is not drawn."
        : "No text lies beyond the frontier.";

    private static string Zone(ReportSource source, UtilityPlane plane)
    {
        var others = source.Scenario.Actors.Any(actor => actor.Role == Role.Ratifier);
        return plane.Zone switch
        {
            null => " Which texts both would sign could not be worked out within the budget of work.",
            { IsEmpty: true } => " There was no text that both would have signed of their own accord.",
            _ => " The texts that both would sign cross no red line that either holds and are worth no less than no deal to either" + (others ? "; ratifiers are not asked here." : "."),
        };
    }

    private static ScatterChart Chart(UtilityPlane plane, TypicalCourse course, string first, string second)
    {
        var groups = ImmutableArray.CreateBuilder<ScatterGroup>();
        if (plane.Frontier is { IsEmpty: false } frontier)
        {
            groups.Add(new ScatterGroup("Frontier of all texts", Thin(frontier)) { Colour = ChartColour.Reference, IsLine = true });
        }

        if (plane.Zone is { IsEmpty: false } zone)
        {
            groups.Add(new ScatterGroup("Best texts that both would sign", Thin(zone)) { Colour = ChartColour.Series3, Symbol = ScatterSymbol.Triangle, IsLine = true });
        }

        var makers = course.Offers.Select(offer => offer.Actor).Distinct().Order().ToList();
        foreach (var (maker, k) in makers.Select((maker, k) => (maker, k)).Where(each => each.maker < 0 || each.maker == plane.First || each.maker == plane.Second))
        {
            var points = course.Offers.Select((offer, i) => (offer, i)).Where(each => each.offer.Actor == maker)
                .Select(each => new ScatterPoint(plane.Texts[each.i].First, plane.Texts[each.i].Second, null, $"Round {each.offer.Round}"));
            groups.Add(new ScatterGroup(maker < 0 ? "Drafts" : $"Offers of {(maker == plane.First ? first : second)}", [.. points]) { Colour = ChartColours.Series(k), Symbol = k == 0 ? ScatterSymbol.Circle : ScatterSymbol.Square, IsLine = true });
        }

        groups.Add(new ScatterGroup("No deal", [new ScatterPoint(plane.NoDeal.First, plane.NoDeal.Second, "no deal")]) { Colour = ChartColour.NoDeal, Symbol = ScatterSymbol.Square });
        if (course.Agreement is not null)
        {
            var signed = plane.Texts[course.Offers.Length];
            groups.Add(new ScatterGroup("Signed text", [new ScatterPoint(signed.First, signed.Second, "signed")]) { Colour = ChartColours.Of(course.Ending), Symbol = ScatterSymbol.Diamond });
        }

        return new ScatterChart
        {
            Title = "Offers, frontier and zone",
            X = new ChartAxis($"Worth to {first}", ValueFormat.Number),
            Y = new ChartAxis($"Worth to {second}", ValueFormat.Number),
            Groups = groups.ToImmutable(),
            Regions = [new ScatterRegion("Better than no deal for both", ChartColour.Held) { Left = plane.NoDeal.First, Bottom = plane.NoDeal.Second }],
        };
    }

    private static ImmutableArray<ScatterPoint> Thin(ImmutableArray<PlaneText> texts)
    {
        var step = (texts.Length + MostPoints - 1) / MostPoints;
        return [.. texts.Where((_, i) => i % step == 0 || i == texts.Length - 1).Select(text => new ScatterPoint(text.Place.First, text.Place.Second))];
    }
}
