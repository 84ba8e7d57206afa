using System.Text.Json;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Reports.Json;

namespace NegotiationSim.Cli.Json;

/// <summary>
/// The document of <c>compare --json</c> and <c>comparison.json</c>, schema <c>negsim.compare/1</c>. Fields are those of <c>negsim.montecarlo/1</c> where they say the same. It holds no time, machine or version: the
/// same scenario, what-ifs, seed and runs give the same bytes.
/// </summary>
internal static class ComparisonJson
{
    public static string Write(ComparisonOrder order, ComparisonSummary summary) => JsonDocumentWriter.Write(json =>
    {
        var tale = new ComparisonTale(order, summary, Detail.Story);
        json.WriteStartObject();
        json.WriteString("schema", "negsim.compare/1");
        json.WriteString("scenario", order.AsItStands.Name);
        json.WriteNumber("seed", order.Seed);
        json.WriteNumber("runs", summary.Runs);
        json.WriteBoolean("complete", !tale.IsPartial);
        json.WriteStartObject("as_it_stands");
        WriteMeasures(json, summary.AsItStands, m => m.Measure, m => json.WriteEstimate(m.Estimate));
        json.WriteEndObject();
        json.Objects("what_ifs", Enumerable.Range(0, order.WhatIfs.Length), i => WriteWhatIf(json, tale, i));
        json.WriteEndObject();
    });

    private static void WriteWhatIf(Utf8JsonWriter json, ComparisonTale tale, int index)
    {
        var (whatIf, summary) = (tale.Order.WhatIfs[index], tale.Summary.WhatIfs[index]);
        json.WriteString("what_if", whatIf.Text);
        json.Strings("settings", whatIf.Settings.Select(setting => setting.Text));
        json.Objects("changes", whatIf.Changes, change =>
        {
            json.WriteString("path", change.Path);
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
        });
        json.WriteString("statement", Statement.Of(tale, index).ToString());
        WriteMeasures(json, summary.Measures, estimate => estimate.Measure, estimate => WritePaired(json, estimate));
        json.WriteStartObject("other_ending");
        json.WriteEstimate(summary.OtherEnding);
        json.WriteEndObject();
        json.Objects("transitions", summary.Transitions, one =>
        {
            var (from, to, count) = one;
            json.WriteString("from", JsonNames.Of(from));
            json.WriteString("to", JsonNames.Of(to));
            json.WriteNumber("count", count);
        });
    }

    /// <summary>Measures by their kinds.</summary>
    internal static void WriteMeasures<T>(Utf8JsonWriter json, IReadOnlyList<T> all, Func<T, Measure> measure, Action<T> fields)
    {
        json.WriteStartObject("endings");
        Each(MeasureKind.Ending, one => json.WriteStartObject(JsonNames.Of(measure(one).Ending)));
        json.WriteEndObject();
        Each(MeasureKind.Signed, _ => json.WriteStartObject("signed"));
        Each(MeasureKind.InForce, _ => json.WriteStartObject("in_force"));
        json.WriteStartArray("in_force_past");
        Each(MeasureKind.InForcePast, one =>
        {
            json.WriteStartObject();
            json.WriteNumber("days", measure(one).Days);
        });
        json.WriteEndArray();
        json.WriteStartObject("gates");
        foreach (var one in all.Where(one => measure(one).Kind == MeasureKind.GateOpened))
        {
            json.WriteStartObject(measure(one).Gate!);
            json.WriteStartObject("opened");
            fields(one);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();

        void Each(MeasureKind kind, Action<T> start)
        {
            foreach (var one in all.Where(one => measure(one).Kind == kind))
            {
                start(one);
                fields(one);
                json.WriteEndObject();
            }
        }
    }

    private static void WritePaired(Utf8JsonWriter json, PairedEstimate estimate)
    {
        json.WriteEstimate(estimate.Variant);
        json.WriteStartObject("difference");
        json.WriteNumber("share", estimate.Difference);
        json.WriteInterval(estimate.Low, estimate.High);
        json.WriteNumber("only_what_if", estimate.OnlyVariant);
        json.WriteNumber("only_as_it_stands", estimate.OnlyBase);
        json.WriteEndObject();
    }
}
