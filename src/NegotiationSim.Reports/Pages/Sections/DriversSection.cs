namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>Which uncertain inputs the ending hangs on.</summary>
internal static class DriversSection
{
    public static Section Of(ReportSource source) => new("drivers", "What drives the ending", Markup.Of($"""
        {Parts.Paragraph($"Not worked out for this page.")}
        """));
}
