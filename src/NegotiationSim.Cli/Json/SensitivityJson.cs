using System.Text.Json;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Cli.Telling.Sensitivities;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Json;

namespace NegotiationSim.Cli.Json;

/// <summary>
/// The document of <c>sensitivity --json</c>, schema <c>negsim.sensitivity/1</c>. It holds no time, machine or version, and it is the same for a batch that is played and for its folder.
/// </summary>
internal static class SensitivityJson
{
    public static string Write(SensitivityTale tale) => JsonDocumentWriter.Write(json =>
    {
        var analysis = tale.Analysis;
        json.WriteStartObject();
        json.WriteString("schema", "negsim.sensitivity/1");
        json.WriteString("scenario", tale.Scenario.Name);
        json.WriteNumber("seed", analysis.Seed);
        json.WriteNumber("runs", analysis.Runs);
        json.WriteBoolean("complete", tale.Missing == 0);
        json.WriteString("definition", "classical_first_order");
        json.WriteStartObject("endings");
        foreach (var ending in Enum.GetValues<Ending>())
        {
            json.WriteStartObject(JsonNames.Of(ending));
            json.WriteEstimate(analysis.Endings[(int)ending]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("signed");
        json.WriteEstimate(analysis.Signed);
        json.WriteEndObject();
        json.Objects("inputs", analysis.Inputs, input => WriteInput(json, tale, input));
        json.WriteStartObject("unused");
        WriteInput(json, tale, analysis.Unused);
        json.WriteEndObject();
        json.WriteNumber("constant", analysis.Constant);
        json.Objects("derived", DerivedColumn.Of(tale.Scenario), derived =>
        {
            json.WriteString("path", derived.Path);
            json.Strings("drivers", derived.Drivers);
        });
        json.WriteStartObject("together");
        WriteTotals(json, "signed", analysis.SignedTotals);
        WriteTotals(json, "held", analysis.HeldTotals);
        json.WriteEndObject();
        WriteTornado(json, tale);
        json.WriteEndObject();
    });

    private static void WriteInput(Utf8JsonWriter json, SensitivityTale tale, InputEffect input)
    {
        json.WriteString("path", input.Column.Path);
        json.WriteString("kind", Name(input.Column.Kind));
        json.WriteString("name", tale.Words.Noun(input.Column));
        json.WriteBoolean("driver", input.IsDriver);
        WriteIndex(json, input.Share);
        json.WriteNumber("p", input.PValue);
        json.WriteNumber("p_adjusted", input.AdjustedPValue);
        json.WriteBoolean("by_permutation", input.IsByPermutation);
        json.WriteString("statement", input.IsDriver ? EffectSentence.Of(tale, input).ToString() : null);
        WriteMeasure(json, "signed", input.Signed);
        WriteMeasure(json, "held", input.Held);
        json.Objects("flips", input.Flips, flip =>
        {
            json.WriteNumber("at", flip.At);
            json.WriteString("below", JsonNames.Of(flip.Below));
            json.WriteString("above", JsonNames.Of(flip.Above));
        });
        json.Objects("parts", input.IsDriver || input.Column.Kind == InputKind.Unused ? input.Parts : [], part => WritePart(json, input, part));
    }

    private static void WritePart(Utf8JsonWriter json, InputEffect input, InputPart part)
    {
        if (!input.Column.Labels.IsEmpty)
        {
            json.WriteString("label", input.Column.Labels[(int)part.Typical]);
        }

        json.Number("above", double.IsFinite(part.Low) ? part.Low : null);
        json.Number("to", double.IsFinite(part.High) ? part.High : null);
        json.Number("typical", double.IsFinite(part.Typical) ? part.Typical : null);
        json.WriteBoolean("missing", part.IsMissing);
        json.WriteNumber("runs", part.Runs);
        foreach (var ending in Enum.GetValues<Ending>())
        {
            json.WriteNumber(JsonNames.Of(ending), part.Endings[(int)ending]);
        }
    }

    private static void WriteMeasure(Utf8JsonWriter json, string name, MeasureEffect effect)
    {
        json.WriteStartObject(name);
        json.WriteNumber("share", effect.Share);
        json.WriteString("trend", effect.Trend switch
        {
            Trend.Rises => "rises",
            Trend.Falls => "falls",
            Trend.Uneven => "uneven",
            _ => "none",
        });
        json.WriteStartObject("low");
        json.WriteEstimate(effect.AtLow);
        json.WriteEndObject();
        json.WriteStartObject("high");
        json.WriteEstimate(effect.AtHigh);
        json.WriteEndObject();
        json.Number("half", effect.Half);
        if (effect.Total is { } total)
        {
            json.WriteStartObject("total");
            WriteIndex(json, total);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("total");
        }

        json.WriteEndObject();
    }

    private static void WriteIndex(Utf8JsonWriter json, IndexEstimate index)
    {
        json.WriteNumber("share", index.Value);
        json.WriteInterval(index.Low, index.High);
    }

    private static void WriteTotals(Utf8JsonWriter json, string name, TotalEffects totals)
    {
        json.WriteStartObject(name);
        json.WriteString("not_told", totals.Gap switch
        {
            TotalsGap.TooFewRuns => "too_few_runs",
            TotalsGap.TooRare => "too_rare",
            TotalsGap.NoInputs => "no_inputs",
            _ => null,
        });
        json.WriteNumber("sample", totals.Sample);
        json.WriteNumber("candidates", totals.Candidates);
        WriteIndex(json, totals.Explained);
        json.Strings("selected", totals.Selected);
        json.WriteEndObject();
    }

    private static void WriteTornado(Utf8JsonWriter json, SensitivityTale tale)
    {
        if (tale.Tornado is not { } tornado)
        {
            json.WriteNull("tornado");
            return;
        }

        json.WriteStartObject("tornado");
        json.WriteNumber("runs", tornado.Runs);
        json.Objects("bars", tornado.Bars, bar =>
        {
            json.WriteString("kind", bar.Lever.Kind switch
            {
                LeverKind.RedLine => "red_line",
                LeverKind.Event => "event",
                _ => "tie",
            });
            json.WriteString("what_if", bar.Lever.Setting);
            json.WriteString("name", tale.Clause(bar));
            WritePaired(json, "signed", bar.Signed);
            WritePaired(json, "held", bar.Held);
        });
        json.WriteEndObject();
    }

    private static void WritePaired(Utf8JsonWriter json, string name, PairedEstimate estimate)
    {
        json.WriteStartObject(name);
        json.WriteEstimate(estimate.Variant);
        json.WriteStartObject("difference");
        json.WriteNumber("share", estimate.Difference);
        json.WriteInterval(estimate.Low, estimate.High);
        json.WriteNumber("only_without", estimate.OnlyVariant);
        json.WriteNumber("only_as_it_stands", estimate.OnlyBase);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Name(InputKind kind) => kind switch
    {
        InputKind.Drawn => "drawn",
        InputKind.Event => "event",
        _ => "unused",
    };
}
