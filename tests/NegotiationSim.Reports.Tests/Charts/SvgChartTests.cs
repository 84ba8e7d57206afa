using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Reports.Tests.Charts;

/// <summary>What holds of every picture as SVG.</summary>
public sealed partial class SvgChartTests
{
    private static readonly Gen<double> s_value = Gen.OneOf(
        Gen.Double[-1, 1], Gen.Double[-1e6, 1e6], Gen.Int[-3, 3].Select(value => (double)value), Gen.Select(Gen.Double[-1, 1], Gen.Int[-12, 12], (value, power) => value * Math.Pow(10, power)),
        Gen.Int[0, 3].Select(k => new[] { 0, double.NaN, double.PositiveInfinity, double.NegativeInfinity }[k]));

    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => [.. SampleCharts.All.Keys, .. SampleCharts.Odd.Keys];

    public static TheoryData<string> Kinds => [.. SampleCharts.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WriteFile_OfEveryKind_IsAsShown(string name) => Snapshot.Matches(SvgChart.WriteFile(SampleCharts.All[name]), $"{name}.svg");

    [Fact]
    public void Samples_HaveEveryKindOfChart()
    {
        var kinds = typeof(Chart).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Chart)));

        Assert.Empty(kinds.Except(SampleCharts.All.Values.Select(chart => chart.GetType())));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_Anything_IsWellFormedWithTitleAndDescription(string name)
    {
        var chart = Find(name);
        foreach (var text in Texts(chart))
        {
            var root = XDocument.Parse(text).Root!;
            var labels = ((string)root.Attribute("aria-labelledby")!).Split(' ').Select(id => root.Elements().Single(element => (string?)element.Attribute("id") == id).Value).ToList();

            Assert.Equal("img", (string?)root.Attribute("role"));
            Assert.All(labels, label => Assert.NotEmpty(label));
            Assert.Equal(["title", "desc"], root.Elements().Take(2).Select(element => element.Name.LocalName));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_Anything_HoldsNoScriptsLinksOrControlCharacters(string name)
    {
        foreach (var text in Texts(Find(name)))
        {
            var elements = XDocument.Parse(text).Descendants().ToList();

            Assert.DoesNotContain(elements, element => element.Name.LocalName is "script" or "a" or "foreignObject" or "image" or "use");
            Assert.DoesNotContain(elements.Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName.Contains("href", StringComparison.Ordinal));
            Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
            Assert.DoesNotContain(text, character => character is >= '\u202A' and <= '\u202E');
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_Anything_KeepsEveryMarkWithinThePicture(string name)
    {
        Assert.All(Texts(Find(name)), text => AssertWithin(name, text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_Numbers_HaveAtMostTwoDecimals(string name)
    {
        foreach (var attribute in Texts(Find(name)).SelectMany(text => XDocument.Parse(text).Descendants().Attributes()).Where(attribute => attribute.Name.LocalName is not ("class" or "id" or "aria-labelledby")))
        {
            Assert.DoesNotMatch(@"\.\d{3}|NaN|∞|E-|-0[^.\d]", attribute.Value + " ");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_Twice_IsTheSame(string name)
    {
        var before = CultureInfo.CurrentCulture;
        var first = Texts(Find(name)).ToList();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "minus" } };
            Assert.Equal(first, Texts(Find(name)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Table_Anything_HasAsManyCellsAsHeadings(string name)
    {
        var chart = Find(name);

        Assert.All(chart.Table.Rows, row => Assert.Equal(chart.Table.Headings.Length, row.Length));
        Assert.NotEmpty(chart.Description);
    }

    /// <summary>Values of any size and sign, no numbers among them, few or many: nothing is drawn outside, and nothing throws.</summary>
    [Fact]
    public void Write_AnyNumbers_KeepsEveryMarkWithinThePicture() => Check.Sample(
        Gen.Select(s_value.Array[0, 12], Gen.Enum<ValueFormat>(), Gen.Bool),
        (values, format, isOther) =>
        {
            foreach (var chart in ChartsOf(values, format, isOther))
            {
                foreach (var text in Texts(chart))
                {
                    AssertWithin(chart.GetType().Name, text);
                    Assert.DoesNotContain("=\"NaN", text, StringComparison.Ordinal);
                    Assert.DoesNotContain("Infinity", string.Concat(XDocument.Parse(text).Descendants().Attributes("d").Select(path => path.Value)), StringComparison.Ordinal);
                }
            }
        },
        iter: 60);

    [Fact]
    public void WriteBoth_InOnePage_HasNoIdTwice()
    {
        var page = "<div>" + string.Concat(SampleCharts.All.Select(pair => SvgChart.WriteBoth(pair.Value, "c-" + pair.Key))) + "</div>";
        var ids = XDocument.Parse(page).Descendants().Attributes("id").Select(id => id.Value).ToList();

        Assert.Equal(4 * SampleCharts.All.Count, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_AnyKind_SaysItsValuesOnItsMarks(string name)
    {
        var titles = XDocument.Parse(SvgChart.Write(SampleCharts.All[name], "x")).Root!.Elements().SelectMany(element => element.Elements(s_svg + "title")).Select(title => title.Value).ToList();

        Assert.NotEmpty(titles);
        Assert.Contains(titles, title => title.Any(char.IsAsciiDigit) || SampleCharts.All[name] is HeatMap { Classes.IsEmpty: false });
    }

    private static void AssertWithin(string name, string text)
    {
        var root = XDocument.Parse(text).Root!;
        var box = ((string)root.Attribute("viewBox")!).Split(' ').Select(Number).ToList();
        foreach (var (x, y, element) in Places(root))
        {
            Assert.True(x >= -0.01 && x <= box[2] + 0.01 && y >= -0.01 && y <= box[3] + 0.01, $"{name}: {x}, {y} of {box[2]} x {box[3]}: {element}");
        }
    }

    private static IEnumerable<Chart> ChartsOf(double[] values, ValueFormat format, bool isOther)
    {
        var (x, y) = (new ChartAxis("X"), new ChartAxis("Y", format));
        yield return new BarChart
        {
            Title = "T", Heading = "H", Axis = y, HasDots = isOther,
            Groups = [new BarGroup(null, [.. values.Select((value, i) => new Bar($"Bar {i}", value) { Low = i % 2 == 0 ? value - 1 : null, High = i % 2 == 0 ? value + 0.5 : null })])],
        };
        yield return new CurveChart
        {
            Title = "T", X = x, Y = y,
            Curves = [new Curve("Curve", [.. values.Select((value, i) => new CurvePoint(i, value, value - 0.1, value * 2))]) { IsStep = isOther, IsPoints = values.Length % 3 == 0 }],
            VerticalLines = [.. values.Take(2).Select(value => new ReferenceLine(value, "Vertical"))],
            HorizontalLines = [.. values.Take(3).Select(value => new ReferenceLine(value, "Horizontal"))],
        };
        yield return new TornadoChart
        {
            Title = "T", Heading = "H", Axis = y, IsOneLine = isOther, Baseline = values.FirstOrDefault(double.IsFinite), Series = [new TornadoSeries("S", ChartColour.Series1), new TornadoSeries("R", ChartColour.Series2)],
            Rows = [.. values.Select((value, i) => new TornadoRow($"Row {i}", [new TornadoBar(value, value - 2, value + 2), i % 2 == 0 ? null : new TornadoBar(-value)]))],
        };
        yield return new ScatterChart
        {
            Title = "T", X = y, Y = y, Groups = [new ScatterGroup("G", [.. values.Zip(values.Reverse(), (a, b) => new ScatterPoint(a, b, "A label"))]) { IsLine = isOther }],
            Regions = [new ScatterRegion("R", ChartColour.Held) { Left = values.FirstOrDefault(), Top = values.LastOrDefault() }],
        };
        yield return new HeatMap { Title = "T", RowHeading = "R", ColumnHeading = "C", Scale = y, IsDiverging = isOther, Columns = [.. values.Select((_, i) => $"{i}")], Rows = [new HeatRow("Row", [.. values.Select(value => (double?)value)])] };
        var amounts = values.Where(double.IsFinite).Select(Math.Abs).ToList();
        yield return new Histogram { Title = "T", X = x, Y = y, Series = [new HistogramSeries("S", ChartColour.Held), new HistogramSeries("R", ChartColour.NoDeal)], Bins = [.. amounts.Select((amount, i) => new HistogramBin(i, i + 1, [amount, amount / 2]))] };
        yield return new AreaChart { Title = "T", X = x, Y = y, IsStep = isOther, Xs = [.. amounts.Select((_, i) => (double)i)], Layers = [new AreaLayer("L", ChartColour.Held, [.. amounts]), new AreaLayer("M", ChartColour.NoDeal, [.. amounts.Select(amount => amount / 3)])] };
    }

    private static Chart Find(string name) => SampleCharts.All.TryGetValue(name, out var chart) ? chart : SampleCharts.Odd[name];

    private static IEnumerable<string> Texts(Chart chart) => [SvgChart.Write(chart, "x"), SvgChart.Write(chart, "x", SvgChart.Narrow), SvgChart.WriteFile(chart)];

    /// <summary>Corners of rectangles and circles, points of paths, and both ends of texts as far as their width is known.</summary>
    private static IEnumerable<(double X, double Y, string Element)> Places(XElement root)
    {
        foreach (var element in root.Elements())
        {
            double Value(string name) => element.Attribute(name) is { } attribute ? Number(attribute.Value) : 0;
            var text = element.ToString();
            switch (element.Name.LocalName)
            {
                case "rect":
                    yield return (Value("x"), Value("y"), text);
                    yield return (Value("x") + Value("width"), Value("y") + Value("height"), text);
                    break;
                case "circle":
                    yield return (Value("cx") - Value("r"), Value("cy") - Value("r"), text);
                    yield return (Value("cx") + Value("r"), Value("cy") + Value("r"), text);
                    break;
                case "text":
                    var width = NegotiationSim.Reports.Charts.Drawings.TextFit.Width(element.Value, Value("font-size"), ((string)element.Attribute("class")!).Split(' ').Contains("s"));
                    var start = Value("x") - width * ((string?)element.Attribute("text-anchor") switch { "middle" => 0.5, "end" => 1, _ => 0 });
                    yield return element.Attribute("transform") is null ? (start, Value("y") - 8, text) : (Value("x") - 8, Value("y") - width, text);
                    yield return element.Attribute("transform") is null ? (start + width, Value("y"), text) : (Value("x"), Value("y"), text);
                    break;
                case "path":
                    var (x, y) = (0.0, 0.0);
                    foreach (Match step in Steps().Matches((string)element.Attribute("d")!))
                    {
                        var numbers = step.Groups[2].Value.Split(' ').Select(Number).ToList();
                        (x, y) = step.Groups[1].Value switch { "H" => (numbers[0], y), "V" => (x, numbers[0]), _ => (numbers[0], numbers[1]) };
                        yield return (x, y, text);
                    }

                    break;
            }
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("([MLHV])([0-9. -]+)")]
    private static partial Regex Steps();
}
