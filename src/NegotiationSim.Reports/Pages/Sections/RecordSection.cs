namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>How forecasts that were made in this way have done.</summary>
internal static class RecordSection
{
    public static Section Of(ReportSource source) => new("record", "How such forecasts have done", Markup.Of($"""
        {Parts.Paragraph($"<strong>Not tested.</strong> No comparison of earlier forecasts of this kind with what then happened stands beside this batch. Read the numbers as what follows from the assumptions of the scenario, not as odds that have proved right before.")}
        {Parts.Note($"The intervals on this page say how closely {PageNumbers.Count(source.Summary.Runs, "replica")} tell what the model says: they are the error of sampling. They do not say how well the model, or its assumptions, fit the world; that error is larger, and no number here measures it.")}
        """));
}
