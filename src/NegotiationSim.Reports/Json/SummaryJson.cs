using System.Text.Json;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Json;

/// <summary>
/// The document of <c>montecarlo --json</c> and <c>summary.json</c>, schema <c>negsim.montecarlo/1</c>. It holds no time, machine or version: the same scenario, seed and runs give the
/// same bytes.
/// </summary>
public static class SummaryJson
{
    /// <summary>The document.</summary>
    public static string Write(Scenario scenario, ulong seed, BatchSummary summary) => JsonDocumentWriter.Write(json => Write(json, scenario, seed, summary));

    private static void Write(Utf8JsonWriter json, Scenario scenario, ulong seed, BatchSummary summary)
    {
        json.WriteStartObject();
        json.WriteString("schema", "negsim.montecarlo/1");
        json.WriteString("scenario", scenario.Name);
        json.WriteNumber("seed", seed);
        json.WriteNumber("runs", summary.Runs);
        json.WriteStartObject("endings");
        foreach (var ending in Enum.GetValues<Ending>())
        {
            json.WriteStartObject(JsonNames.Of(ending));
            json.WriteEstimate(summary.Of(ending));
            json.WriteStartArray("examples");
            foreach (var replica in summary.ExamplesOf(ending))
            {
                json.WriteNumberValue(replica);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteCauses(json, scenario, summary);
        WriteEstimate(json, "signed", summary.Signed);
        if (summary.Talks is { } talks)
        {
            WriteTalks(json, talks);
        }

        WriteSpread(json, "rounds", "mean", summary.Rounds);
        WriteSpread(json, "periods", "mean", summary.Periods);
        WriteAgreements(json, scenario, summary);
        json.WriteStartObject("actors");
        for (var a = 0; a < scenario.Actors.Length; a++)
        {
            WriteSpread(json, scenario.Actors[a].Id, "mean_utility", summary.Actors[a]);
        }

        json.WriteEndObject();
        json.WriteStartObject("gates");
        var gates = scenario.Implementation?.Gates ?? [];
        for (var g = 0; g < gates.Length; g++)
        {
            json.WriteStartObject(gates[g].Id);
            WriteEstimate(json, "opened", summary.Gates[g]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteSurvival(json, scenario, summary);
        json.WriteEndObject();
    }

    private static void WriteTalks(Utf8JsonWriter json, ZoneRecord talks)
    {
        json.WriteStartObject("talks");
        json.WriteNumber("replicas", talks.Replicas);
        json.WriteStartObject("zone");
        json.WriteEstimate(Estimate.Of(talks.WithZone, talks.Replicas));
        WriteShare(json, "signed", talks.SignedWithZone, talks.WithZone);
        WriteShare(json, "missed", talks.WithZone - talks.SignedWithZone, talks.WithZone);
        json.WriteEndObject();
        json.WriteStartObject("no_zone");
        json.WriteEstimate(Estimate.Of(talks.WithoutZone, talks.Replicas));
        WriteShare(json, "signed", talks.SignedWithoutZone, talks.WithoutZone);
        json.WriteEndObject();
        WriteEstimate(json, "undecided", Estimate.Of(talks.Undecided, talks.Replicas));
        json.WriteEndObject();
    }

    /// <summary>A share of replicas of which there may be none; share and interval are null then.</summary>
    private static void WriteShare(Utf8JsonWriter json, string name, long count, long of)
    {
        if (of > 0)
        {
            WriteEstimate(json, name, Estimate.Of(count, of));
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("count", count);
        json.WriteNull("share");
        json.WriteNull("ci95");
        json.WriteEndObject();
    }

    private static void WriteCauses(Utf8JsonWriter json, Scenario scenario, BatchSummary summary)
    {
        json.Objects("causes", summary.Causes, one =>
        {
            var (cause, count) = one;
            json.WriteString("kind", JsonNames.Of(cause.Kind));
            json.WriteString("actor", cause.Actor < 0 ? null : scenario.Actors[cause.Actor].Id);
            json.WriteString("red_line", RedLine(scenario, cause));
            json.WriteString("event", cause.Event < 0 ? null : scenario.Events[cause.Event].Id);
            json.WriteNumber("count", count);
            json.WriteNumber("share", (double)count / summary.Runs);
        });
    }

    private static string? RedLine(Scenario scenario, BlockCause cause) =>
        cause.RedLine < 0 ? null : $"{scenario.Actors[cause.Actor].Id}.{scenario.Actors[cause.Actor].RedLines[cause.RedLine].Id}";

    private static void WriteEstimate(Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WriteStartObject(name);
        json.WriteEstimate(estimate);
        json.WriteEndObject();
    }

    private static void WriteSpread(Utf8JsonWriter json, string name, string mean, Spread? spread)
    {
        json.WriteStartObject(name);
        json.Number(mean, spread?.Mean);
        json.Number("p05", spread?.P05);
        json.Number("p50", spread?.P50);
        json.Number("p95", spread?.P95);
        json.WriteEndObject();
    }

    private static void WriteAgreements(Utf8JsonWriter json, Scenario scenario, BatchSummary summary)
    {
        json.Objects("agreements", summary.Agreements, agreement =>
        {
            OutcomeJson.Write(json, "terms", agreement.Terms, scenario.Space);
            json.WriteNumber("count", agreement.Count);
            json.WriteNumber("held", agreement.Held);
        });
    }

    private static void WriteSurvival(Utf8JsonWriter json, Scenario scenario, BatchSummary summary)
    {
        json.Objects("survival", summary.Survival, point =>
        {
            json.WriteNumber("period", point.Period);
            json.WriteNumber("days", point.Period * scenario.Implementation!.Period.TotalDays);
            json.WriteNumber("at_risk", point.AtRisk);
            json.WriteNumber("collapsed", point.Collapsed);
            json.WriteNumber("share", point.Share);
            json.WriteInterval(point.Low, point.High);
        });
    }
}
