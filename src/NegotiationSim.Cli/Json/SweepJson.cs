using System.Text.Json;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sweeps;
using NegotiationSim.Cli.Sweeps;
using NegotiationSim.Cli.Telling.Sweeps;
using NegotiationSim.Reports.Json;

namespace NegotiationSim.Cli.Json;

/// <summary>
/// The document of <c>sweep --json</c> and <c>sweep.json</c>, schema <c>negsim.sweep/1</c>. Fields are those of <c>negsim.montecarlo/1</c> and <c>negsim.compare/1</c> where they say the same. It holds no time, machine or version: the same
/// scenario, values, seed and runs give the same bytes.
/// </summary>
internal static class SweepJson
{
    public static string Write(SweepTale tale) => JsonDocumentWriter.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "negsim.sweep/1");
        json.WriteString("scenario", tale.Scenario.Name);
        json.WriteNumber("seed", tale.Order.Seed);
        json.WriteNumber("runs", tale.Summary.Runs);
        json.WriteBoolean("complete", !tale.IsPartial);
        json.Objects("parameters", tale.Axes, axis =>
        {
            json.WriteString("vary", axis.Text);
            json.WriteString("path", axis.Path);
            json.WriteStartArray("values");
            foreach (var value in axis.Values)
            {
                WriteValue(json, value);
            }

            json.WriteEndArray();
        });
        json.Strings("statement", SweepStatement.Of(tale).Select(sentence => sentence.ToString()));
        json.Objects("flips", tale.Flips, flip => WriteFlip(json, tale, flip));
        json.Objects("points", Enumerable.Range(0, tale.Order.Points.Length), i => WritePoint(json, tale, tale.Order.Points[i], tale.Summary.Points[i]));
        json.WriteEndObject();
    });

    private static void WriteFlip(Utf8JsonWriter json, SweepTale tale, FlipAlong found)
    {
        var (axis, flip) = (tale.Axes[found.Axis], found.Flip);
        json.WriteString("parameter", axis.Path);
        if (found.With >= 0)
        {
            json.WritePropertyName("with");
            WriteValue(json, tale.Axes[1 - found.Axis].Values[found.With]);
        }

        json.WriteString("of", found.Measure is { } measure ? MeasureOption.Of(measure) : "likeliest_ending");
        json.WriteString("below", Side(flip.Below, found));
        json.WriteString("above", Side(flip.Above, found));
        json.WriteStartArray("between");
        json.WriteRawValue(AxisValue.Write(flip.From));
        json.WriteRawValue(AxisValue.Write(flip.To));
        json.WriteEndArray();
        json.WriteNumber("at", flip.At);
        json.WriteInterval(flip.Low, flip.High);
    }

    private static string Side(Side side, FlipAlong found) => found.Measure is null ? MeasureOption.Of(side.Measure) : side.Comes ? "more_than_half" : "less_than_half";

    private static void WritePoint(Utf8JsonWriter json, SweepTale tale, SweptPoint swept, SweepPoint point)
    {
        json.WriteStartArray("at");
        for (var i = 0; i < swept.At.Length; i++)
        {
            WriteValue(json, tale.Axes[i].Values[swept.At[i]]);
        }

        json.WriteEndArray();
        json.WriteBoolean("as_it_stands", swept.IsAsItStands);
        ComparisonJson.WriteMeasures(json, point.Measures, estimate => estimate.Measure, estimate => WriteEstimate(json, estimate));
    }

    private static void WriteEstimate(Utf8JsonWriter json, PairedEstimate estimate)
    {
        json.WriteEstimate(estimate.Variant);
        json.WriteStartObject("difference");
        json.WriteNumber("share", estimate.Difference);
        json.WriteInterval(estimate.Low, estimate.High);
        json.WriteNumber("only_here", estimate.OnlyVariant);
        json.WriteNumber("only_at_first", estimate.OnlyBase);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, AxisValue value)
    {
        if (value.Number is null)
        {
            json.WriteStringValue(value.Text);
        }
        else
        {
            json.WriteRawValue(value.Text);
        }
    }
}
