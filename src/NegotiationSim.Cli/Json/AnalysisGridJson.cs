using System.Globalization;
using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Json;

/// <summary>Who accepts which option, and how long measured agreements lasted: additions to the contract of <c>analyze --json</c>.</summary>
internal static class AnalysisGridJson
{
    public static void Write(Utf8JsonWriter json, ScenarioAnalysis analysis, Action pass)
    {
        WriteGrid(json, analysis, pass);
        json.Objects("survival", MeasuredSurvival.Points, one =>
        {
            var (days, ended) = one;
            json.WriteNumber("days", days);
            json.WriteNumber("ended", ended);
        });
    }

    /// <summary>Per issue a list of its values; a set has two per member, with and without it.</summary>
    private static void WriteGrid(Utf8JsonWriter json, ScenarioAnalysis analysis, Action pass)
    {
        json.WriteStartObject("grid");
        var space = analysis.Scenario.Space;
        foreach (var issue in space.Issues)
        {
            json.WriteStartArray(issue.Id);
            for (var component = issue.FirstComponent; component < issue.FirstComponent + issue.ComponentCount; component++)
            {
                for (var value = 0; value < issue.ValueCount; value++)
                {
                    WriteOption(json, analysis, issue, component, value);
                    pass();
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteOption(Utf8JsonWriter json, ScenarioAnalysis analysis, Issue issue, int component, int value)
    {
        json.WriteStartObject();
        switch (issue)
        {
            case SetIssue set:
                json.WriteString(value == 1 ? "includes" : "excludes", set.Members[component - set.FirstComponent]);
                break;
            case var _ when value == issue.OpenValue:
                json.WriteString("value", "open");
                break;
            case OptionsIssue options:
                json.WriteString("value", options.Options[value].Id);
                break;
            case RangeIssue range:
                json.WriteNumber("value", range.Numbers[value]);
                break;
            default:
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No rule writes a {issue.GetType().Name}."));
        }

        AnalysisJson.Existence(json, "zone", analysis.Zone.Options[component][value]);
        json.WriteStartObject("actors");
        foreach (var outlook in analysis.Actors)
        {
            json.WriteString(analysis.Scenario.Actors[outlook.Actor].Id, Of(outlook.Options[component][value]));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? Of(OptionStance stance) => stance switch
    {
        OptionStance.CrossesRedLine => "red_line",
        OptionStance.NeverAcceptable => "never",
        OptionStance.Acceptable => "acceptable",
        OptionStance.Undecided => null,
        _ => throw new ArgumentOutOfRangeException(nameof(stance), stance, null),
    };
}
