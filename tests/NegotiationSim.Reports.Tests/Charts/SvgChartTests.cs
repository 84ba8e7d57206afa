using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Reports.Tests.Charts;

/// <summary>What holds of every picture as SVG.</summary>
public sealed partial class SvgChartTests
{
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
        foreach (var text in Texts(Find(name)))
        {
            var root = XDocument.Parse(text).Root!;
            var box = ((string)root.Attribute("viewBox")!).Split(' ').Select(Number).ToList();
            foreach (var (x, y, element) in Places(root))
            {
                Assert.True(x >= -0.01 && x <= box[2] + 0.01 && y >= -0.01 && y <= box[3] + 0.01, $"{name}: {x}, {y} of {box[2]} x {box[3]}: {element}");
            }
        }
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
