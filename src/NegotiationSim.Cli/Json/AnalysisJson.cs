using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Json;

/// <summary>
/// The document of <c>analyze --json</c>, schema <c>negsim.analysis/1</c>. Field names and their order are a contract; the same case gives the same bytes.
/// A count that is not known stands as null with <c>exact</c> false and bounds beside it: never a guess in its place.
/// </summary>
internal static class AnalysisJson
{
    public static string Write(ScenarioAnalysis analysis, ZoneFrequency? frequency) => JsonDocumentWriter.Write(json => Write(json, analysis, frequency, () => { }));

    /// <summary>Writes the document piece by piece: the grid of a large scenario is never held whole.</summary>
    public static Task WriteAsync(TextWriter output, ScenarioAnalysis analysis, ZoneFrequency? frequency) => JsonDocumentWriter.WriteAsync(output, (json, pass) =>
    {
        Write(json, analysis, frequency, pass);
        return Task.CompletedTask;
    });

    private static void Write(Utf8JsonWriter json, ScenarioAnalysis analysis, ZoneFrequency? frequency, Action pass)
    {
        var scenario = analysis.Scenario;
        json.WriteStartObject();
        json.WriteString("schema", "negsim.analysis/1");
        json.WriteString("scenario", scenario.Name);
        WriteCase(json, analysis.Case);
        json.WriteBoolean("exact", analysis.IsExact);
        json.WriteStartObject("outcomes");
        Whole(json, "total", analysis.Total);
        Count(json, "feasible", analysis.Feasible);
        json.WriteEndObject();
        WriteActors(json, analysis);
        WriteZone(json, analysis);
        WriteSignatories(json, analysis);
        BlockingJson.Write(json, analysis);
        WritePareto(json, analysis);
        WriteSolutions(json, analysis);
        WriteBaselines(json, analysis);
        AnalysisGridJson.Write(json, analysis, pass);
        if (frequency is not null)
        {
            ZoneFrequencyJson.Write(json, scenario, frequency);
        }

        json.WriteEndObject();
    }

    private static void WriteCase(Utf8JsonWriter json, AnalysisCase analysisCase)
    {
        if (analysisCase is AnalysisCase.OneReplica replica)
        {
            json.WriteStartObject("case");
            json.WriteNumber("seed", replica.Seed);
            json.WriteNumber("replica", replica.Replica);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("case", "central");
        }
    }

    private static void WriteActors(Utf8JsonWriter json, ScenarioAnalysis analysis)
    {
        json.WriteStartObject("actors");
        foreach (var outlook in analysis.Actors)
        {
            var actor = analysis.Scenario.Actors[outlook.Actor];
            json.WriteStartObject(actor.Id);
            json.WriteStartObject("acceptable");
            CountAndShare(json, outlook.Acceptable, analysis.Feasible);
            json.WriteEndObject();
            OutcomeJson.Write(json, "ideal", outlook.Ideal, analysis.Scenario.Space);
            Utility(json, "no_deal", outlook.NoDeal);
            Utility(json, "ideal_utility", outlook.IdealUtility);
            Utility(json, "worst_utility", outlook.WorstFeasible);
            json.WriteString("consent", Consent(analysis.Consent, outlook.Actor));
            json.Strings("held_lines", outlook.HeldLines.Select(line => actor.RedLines[line].Id));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Consent(ConsentNeeded consent, int actor) =>
        consent.Always.Contains(actor) ? "needed" : consent.Counted.Contains(actor) ? "counted" : "not_needed";

    private static void WriteZone(Utf8JsonWriter json, ScenarioAnalysis analysis)
    {
        json.WriteStartObject("zone");
        CountAndShare(json, analysis.Zone.Count, analysis.Feasible);
        OutcomeJson.Write(json, "example", analysis.Zone.Example, analysis.Scenario.Space);
        Existence(json, "exists", analysis.Zone.Exists);
        json.WriteEndObject();
    }

    private static void WriteSignatories(Utf8JsonWriter json, ScenarioAnalysis analysis)
    {
        var signatories = analysis.Signatories;
        json.WriteStartObject("signatories");
        json.Strings("actors", signatories.Actors.Select(actor => analysis.Scenario.Actors[actor].Id));
        CountAndShare(json, signatories.Count, analysis.Feasible);
        OutcomeJson.Write(json, "example", signatories.Example, analysis.Scenario.Space);
        Existence(json, "exists", signatories.Exists);
        json.WriteEndObject();
    }

    private static void WritePareto(Utf8JsonWriter json, ScenarioAnalysis analysis)
    {
        json.WriteStartObject("pareto");
        Count(json, "count", analysis.Pareto.Count);
        json.Objects("points", analysis.Pareto.Points, point =>
        {
            WritePoint(json, analysis, point.Terms, point.Utilities);
        });
        if (analysis.Pareto.Unconstrained)
        {
            json.WriteBoolean("unconstrained", true);
        }

        json.WriteEndObject();
    }

    private static void WriteSolutions(Utf8JsonWriter json, ScenarioAnalysis analysis)
    {
        var solutions = analysis.Solutions;
        (string Name, BargainingSolution Solution)[] all =
        [
            ("nash", solutions.Nash), ("kalai_smorodinsky", solutions.KalaiSmorodinsky), ("egalitarian", solutions.Egalitarian), ("utilitarian", solutions.Utilitarian),
        ];
        json.WriteStartObject("solutions");
        foreach (var (name, solution) in all)
        {
            json.Objects(name, solution.Points, point =>
            {
                WritePoint(json, analysis, point.Terms, point.Utilities);
                Utility(json, "value", point.Value);
            });
        }

        if (solutions.Unconstrained)
        {
            json.WriteBoolean("unconstrained", true);
        }

        Utilities(json, "disagreement", analysis, solutions.Disagreement);
        Utilities(json, "ideal_point", analysis, solutions.IdealPoint);
        if (!solutions.IsExact)
        {
            json.WriteBoolean("exact", false);
            json.WriteStartObject("bounds");
            foreach (var (name, solution) in all)
            {
                json.WriteStartObject(name);
                Utility(json, "value_at_most", solution.Bound);
                json.WriteBoolean("proven", solution.IsProven);
                json.WriteBoolean("complete", solution.IsComplete);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter json, ScenarioAnalysis analysis, Outcome terms, ImmutableArray<double> utilities)
    {
        OutcomeJson.Write(json, "terms", terms, analysis.Scenario.Space);
        Utilities(json, "utilities", analysis, utilities);
    }

    private static void Utilities(Utf8JsonWriter json, string name, ScenarioAnalysis analysis, ImmutableArray<double> utilities)
    {
        json.WriteStartObject(name);
        for (var i = 0; i < utilities.Length; i++)
        {
            Utility(json, analysis.Scenario.Actors[analysis.Consent.All[i]].Id, utilities[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteBaselines(Utf8JsonWriter json, ScenarioAnalysis analysis)
    {
        json.WriteStartObject("baselines");
        foreach (var baseline in analysis.Baselines)
        {
            json.WriteStartObject(analysis.Scenario.Space.Issues[baseline.Issue].Id);
            Utility(json, "compromise", baseline.Compromise);
            Utility(json, "median", baseline.Median);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    internal static void Existence(Utf8JsonWriter json, string name, Existence existence)
    {
        if (existence == NegotiationSim.Search.Existence.Undecided)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteBoolean(name, existence == NegotiationSim.Search.Existence.Yes);
        }
    }

    private static void CountAndShare(Utf8JsonWriter json, OutcomeCount count, OutcomeCount of)
    {
        Count(json, "count", count);
        if (count.IsExact && of.IsExact)
        {
            json.WriteNumber("share", count.ShareAtLeast(of.AtLeast));
            return;
        }

        json.WriteNull("share");
        json.WriteNumber("share_at_least", count.ShareAtLeast(of.AtMost));
        json.WriteNumber("share_at_most", Math.Min(1, of.AtLeast.IsZero ? 1 : count.ShareAtMost(of.AtLeast)));
    }

    private static void Count(Utf8JsonWriter json, string name, OutcomeCount count)
    {
        if (count.IsExact)
        {
            Whole(json, name, count.AtLeast);
            return;
        }

        json.WriteNull(name);
        Whole(json, name + "_at_least", count.AtLeast);
        Whole(json, name + "_at_most", count.AtMost);
    }

    // JSON's numbers have no limit; the writer's own do.
    private static void Whole(Utf8JsonWriter json, string name, BigInteger value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private static void Utility(Utf8JsonWriter json, string name, double value) => json.Number(name, double.IsFinite(value) ? value : null);
}
