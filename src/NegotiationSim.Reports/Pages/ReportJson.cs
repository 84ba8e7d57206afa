using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NegotiationSim.Analysis.Planes;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages;

/// <summary>The numbers of a page as a document, schema <c>negsim.report/1</c>: <c>summary.json</c> as it is, and what the page adds to it. Aggregates only.</summary>
public static class ReportJson
{
    /// <summary>Signs that HTML minds are escaped, so that no text can end the block it stands in.</summary>
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The document as it is printed.</summary>
    public static string Write(ReportSource source) => JsonDocumentWriter.Write(json => Write(json, source));

    /// <summary>The same on one line, fit to stand in a page.</summary>
    internal static string ForPage(ReportSource source)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_compact))
        {
            Write(json, source);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, ReportSource source)
    {
        var scenario = source.Scenario;
        json.WriteStartObject();
        json.WriteString("schema", "negsim.report/1");
        json.WritePropertyName("summary");
        using (var summary = JsonDocument.Parse(source.SummaryText))
        {
            summary.RootElement.WriteTo(json);
        }

        json.WriteStartObject("sha256");
        json.WriteString("scenario.yaml", source.Experiment.ScenarioHash);
        json.WriteString("summary.json", source.SummaryHash);
        json.WriteString("replicas.parquet", source.RowsHash);
        json.WriteEndObject();
        json.Objects("collapses", source.Rows.Risks, risk =>
        {
            WriteCause(json, scenario, risk.Cause);
            json.Objects("periods", risk.Periods.Select((count, p) => (Period: p + 1, count)).Where(each => each.count > 0), each =>
            {
                json.WriteNumber("period", each.Period);
                json.WriteNumber("count", each.count);
            });
        });
        json.Objects("signed_in_round", source.Rows.Rounds, round =>
        {
            json.WriteNumber("round", round.Key);
            WriteEndings(json, round.Value);
        });
        WriteTerms(json, source);
        WriteActors(json, source);
        WriteCourse(json, source);
        WritePlane(json, source);
        json.Objects("assumptions", ScenarioAssumption.Of(source.ScenarioText), assumption =>
        {
            json.WriteString("path", assumption.Path);
            json.WriteString("value", assumption.Value);
            json.WriteString("remark", assumption.Comment);
        });
        json.WriteEndObject();
    }

    private static void WriteCause(Utf8JsonWriter json, Scenario scenario, BlockCause cause)
    {
        json.WriteString("kind", JsonNames.Of(cause.Kind));
        json.WriteString("actor", cause.Actor < 0 ? null : scenario.Actors[cause.Actor].Id);
        json.WriteString("event", cause.Event < 0 ? null : scenario.Events[cause.Event].Id);
    }

    private static void WriteEndings(Utf8JsonWriter json, long[] counts)
    {
        foreach (var ending in Enum.GetValues<Ending>().Where(ending => ending != Ending.NoDeal))
        {
            json.WriteNumber(JsonNames.Of(ending), counts[(int)ending]);
        }
    }

    private static void WriteTerms(Utf8JsonWriter json, ReportSource source)
    {
        json.WriteStartObject("terms");
        for (var i = 0; i < source.Scenario.Space.Issues.Length; i++)
        {
            var issue = source.Scenario.Space.Issues[i];
            json.Objects(issue.Id, source.Rows.Terms(i).Select((counts, v) => (Value: v, Counts: counts)).Where(each => each.Counts.Sum() > 0), each =>
            {
                json.WriteString(issue is SetIssue ? "names" : "is", issue switch
                {
                    SetIssue set => set.Members[each.Value],
                    _ when each.Value == issue.OpenValue => "open",
                    OptionsIssue options => options.Options[each.Value].Id,
                    RangeIssue range => range.Numbers[each.Value].ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                    _ => throw new ArgumentOutOfRangeException(nameof(source), issue, null),
                });
                WriteEndings(json, each.Counts);
            });
        }

        json.WriteEndObject();
    }

    private static void WriteActors(Utf8JsonWriter json, ReportSource source)
    {
        json.WriteStartObject("actors");
        for (var a = 0; a < source.Scenario.Actors.Length; a++)
        {
            if (source.Rows.Actor(a) is { NoDeal: { } noDeal } actor)
            {
                json.WriteStartObject(source.Scenario.Actors[a].Id);
                json.WriteNumber("mean_no_deal", noDeal.Mean);
                json.WriteNumber("better_than_no_deal", actor.Better);
                json.WriteNumber("worse_than_no_deal", actor.Worse);
                foreach (var ending in Enum.GetValues<Ending>())
                {
                    json.Number("mean_utility_" + JsonNames.Of(ending), actor.Mean(ending));
                }

                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
    }

    private static void WriteCourse(Utf8JsonWriter json, ReportSource source)
    {
        if (source.Course is not { } course)
        {
            return;
        }

        json.WriteStartObject("course");
        json.WriteNumber("replica", course.Replica);
        json.WriteString("ending", JsonNames.Of(course.Ending));
        json.Number("signed_round", course.Signed);
        json.WriteNumber("last_round", course.LastRound);
        json.Objects("offers", course.Offers, offer =>
        {
            json.WriteNumber("round", offer.Round);
            json.WriteString("actor", offer.Actor < 0 ? null : source.Scenario.Actors[offer.Actor].Id);
            OutcomeJson.Write(json, "terms", offer.Text, source.Scenario.Space);
        });
        json.WriteEndObject();
    }

    private static void WritePlane(Utf8JsonWriter json, ReportSource source)
    {
        if (source.Plane is not { } plane)
        {
            return;
        }

        json.WriteStartObject("plane");
        json.Strings("actors", [source.Scenario.Actors[plane.First].Id, source.Scenario.Actors[plane.Second].Id]);
        WritePoints(json, "no_deal", [plane.NoDeal]);
        WritePoints(json, "offers", plane.Texts);
        WritePoints(json, "frontier", plane.Frontier?.Select(text => text.Place));
        WritePoints(json, "both_would_sign", plane.Zone?.Select(text => text.Place));
        json.WriteEndObject();
    }

    private static void WritePoints(Utf8JsonWriter json, string name, IEnumerable<PlanePoint>? points)
    {
        if (points is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var point in points)
        {
            json.WriteStartArray();
            json.WriteNumberValue(point.First);
            json.WriteNumberValue(point.Second);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
