using NegotiationSim.Engine;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>The question and the answer in two sentences.</summary>
internal static class AnswerSection
{
    public static Section Of(ReportSource source)
    {
        var summary = source.Summary;
        var held = summary.Of(Ending.Held);
        var commonest = Enum.GetValues<Ending>().MaxBy(ending => summary.Of(ending).Count);
        var implementation = source.Scenario.Implementation;
        var isAll = implementation is null && !source.Words.Endings.Contains(Ending.NotRatified);
        var question = isAll ? "Do these talks end with a signature?" : implementation is null ? "Do these talks end with a signature, and is what is signed ratified?" : "Do these talks end with a signature, and does what is signed hold?";
        var fate = isAll ? Markup.None : Markup.Of(
            $" and {(implementation is null ? "is ratified as well" : $"is still in force after {PageNumbers.Number(implementation.Horizon * implementation.Period.TotalDays)} days")} in <strong>{Parts.Share("endings.held", held)}</strong> ({Parts.Interval("endings.held", held.Low, held.High)})");
        return new Section("answer", "The question and the answer", Markup.Of($"""
            <p class="answer"><span class="question">{question}</span>
            In {Parts.Field("runs", summary.Runs)} simulated negotiations a text is signed in <strong>{Parts.Share("signed", summary.Signed)}</strong> (95% interval {Parts.Interval("signed", summary.Signed.Low, summary.Signed.High)}){fate}; the commonest ending is
            “{source.Words.Ending(commonest)}”, in <strong>{Parts.Share($"endings.{Json.JsonNames.Of(commonest)}", summary.Of(commonest))}</strong>.</p>

            """));
    }
}
