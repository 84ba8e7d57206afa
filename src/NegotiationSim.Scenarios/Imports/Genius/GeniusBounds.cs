namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>Finds the element that holds the bounds of a numeric issue: Genius writes them on integers' <c>issue</c> and into reals' <c>range</c>.</summary>
internal static class GeniusBounds
{
    /// <summary>The element with <c>lowerbound</c>; the issue itself where there is none.</summary>
    public static MarkupElement Of(MarkupElement issue) =>
        Has(issue) ? issue : issue.All("range").FirstOrDefault(Has) ?? issue;

    public static bool Has(MarkupElement element) => element.Find("lowerbound") is not null;
}
