using System.Globalization;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Cli.Telling.Batches;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Sensitivities;

/// <summary>Inputs ranked by what they explain, as bars, with the one that nothing uses below them.</summary>
internal static class RankingTable
{
    private const int ShareWidth = 18;
    private const int EndsWidth = 13;
    private const int Frame = 3 * 4 + 1;
    private const int WideFrom = 110;

    public static void Tell(IAnsiConsole console, SensitivityTale tale, IReadOnlyList<InputEffect> inputs, bool withUnused)
    {
        var isWide = console.Profile.Width >= WideFrom;
        var columns = isWide ? 2 : 1;
        var bar = isWide ? 14 : 10;
        var label = console.Profile.Width - Frame - 3 * (columns - 1) - bar - ShareWidth - columns * EndsWidth;
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width, ShowRowSeparators = false };
        table.AddColumn(new TableColumn(new Text("Input", Ink.Strong)) { Width = label });
        table.AddColumn(new TableColumn(new Text("")) { Width = bar, NoWrap = true });
        table.AddColumn(new TableColumn(new Text("Explains [95%]", Ink.Strong)) { Width = ShareWidth, NoWrap = true });
        table.AddColumn(new TableColumn(new Text("Signed", Ink.Strong)) { Width = EndsWidth, NoWrap = true });
        if (isWide)
        {
            table.AddColumn(new TableColumn(new Text("Holds", Ink.Strong)) { Width = EndsWidth, NoWrap = true });
        }

        var most = inputs.Append(tale.Analysis.Unused).Max(input => input.Share.High);
        foreach (var input in withUnused ? inputs.Append(tale.Analysis.Unused) : inputs)
        {
            var path = tale.Detail == Detail.Everything && input.Column.Kind != InputKind.Unused ? $" [{input.Column.Path}]" : "";
            table.AddRow([
                new Sentence().Say(Figures.Capitalised(tale.Words.Noun(input.Column)) + path),
                new Text(input.IsDriver ? Bar.Level(input.Share.Value, most, bar) : ""),
                new Text(input.IsDriver ? Range(input.Share) : "not told from 0", input.IsDriver ? Ink.Strong : Ink.Aside),
                new Text(Ends(input, input.Signed)),
                .. isWide ? new[] { new Text(Ends(input, input.Held)) } : [],
            ]);
        }

        console.Write(table);
    }

    /// <summary>An index with its interval.</summary>
    public static string Range(IndexEstimate index) => $"{Percent(index.Value)} [{Percent(index.Low)[..^1]}–{Percent(index.High)[..^1]}]";

    /// <summary>A share of a variance, with as many decimals as small ones need.</summary>
    public static string Percent(double share) => (100 * share).ToString(share < 0.095 ? "0.0" : "0", CultureInfo.InvariantCulture) + "%";

    /// <summary>The share in the lowest and in the highest part of the values, with an arrow that says which way it goes.</summary>
    private static string Ends(InputEffect input, MeasureEffect effect) => !input.IsDriver || effect.Trend == Trend.None
        ? ""
        : $"{Mark(effect.Trend)} {Short(effect.AtLow.Share)}→{Short(effect.AtHigh.Share)}";

    /// <summary>A share of replicas: in whole percent, small ones with a decimal.</summary>
    public static string Figure(double share) => share > 0 && share < 0.0005 ? "under 0.1%" : Shares.Percent(share, share < 0.0995 ? 1 : 0);

    private static string Short(double share) => Shares.Percent(share, share is > 0 and < 0.0995 ? 1 : 0);

    private static string Mark(Trend trend) => trend switch
    {
        Trend.Rises => "▲",
        Trend.Falls => "▼",
        _ => "~",
    };
}
