using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Reports.Tests.Charts;

/// <summary>A picture of every kind, and pictures of what spoils pictures: long names, markup, other scripts, no data, a single value.</summary>
internal static class SampleCharts
{
    public static readonly string Hostile = "<script>alert('x')</script> & \"quotes\" ]]> \u202Eoverride\u0007 بين القوات المسلحة والمعارضة 停火协议与人道主义援助的谈判 " + new string('w', 90);

    private static readonly ChartAxis s_share = new("Share of replicas", ValueFormat.Percent, 0);
    private static readonly ChartAxis s_points = new("Difference in percentage points", ValueFormat.Points);
    private static readonly ChartAxis s_day = new("Days since the signature", ValueFormat.Whole, 0);

    public static IReadOnlyDictionary<string, Chart> All { get; } = new Dictionary<string, Chart>
    {
        ["bars"] = Endings,
        ["dots"] = Differences,
        ["curves"] = Survival,
        ["areas"] = Causes,
        ["heat"] = Terms,
        ["heat-diverging"] = Sweep,
        ["heat-classes"] = Stances,
        ["tornado"] = Tornado,
        ["tornado-one-line"] = OneLine,
        ["scatter"] = Plane,
        ["histogram"] = Rounds,
        ["panels"] = Offers,
        ["sheet"] = Sheet,
    };

    /// <summary>The same kinds with names that nobody would give, and with nothing in them.</summary>
    public static IReadOnlyDictionary<string, Chart> Odd { get; } = new Dictionary<string, Chart>
    {
        ["bars-hostile"] = Endings with
        {
            Title = Hostile,
            Note = Hostile,
            Axis = new ChartAxis(Hostile, ValueFormat.Percent, 0),
            Groups = [new BarGroup(Hostile, [new Bar(Hostile, 0.4) { Low = 0.3, High = 0.5 }, new Bar("两个主权国家之间的停火协议与人道主义援助通道的谈判结果", 0.2), new Bar("هدنة مقابل المساعدات (2016)", 1)])],
        },
        ["bars-none"] = Endings with { Groups = [] },
        ["bars-one"] = Endings with { Axis = new ChartAxis("Share", ValueFormat.Percent), Groups = [new BarGroup(null, [new Bar("Only", 0)])] },
        ["curves-hostile"] = Survival with { Title = Hostile, X = s_day with { Title = Hostile }, Curves = [Survival.Curves[0] with { Name = Hostile }, Survival.Curves[1] with { Name = Hostile }], VerticalLines = [new ReferenceLine(60, Hostile), new ReferenceLine(0, Hostile)] },
        ["curves-none"] = Survival with { Curves = [new Curve("Nothing", [])], VerticalLines = [] },
        ["curves-flat"] = Survival with { Curves = [new Curve("One point", [new CurvePoint(5, 0.5)])], VerticalLines = [] },
        ["areas-hostile"] = Causes with { Title = Hostile, Layers = [.. Causes.Layers.Select(layer => layer with { Name = Hostile })] },
        ["areas-none"] = Causes with { Xs = [], Layers = [.. Causes.Layers.Select(layer => layer with { Values = [] })] },
        ["heat-hostile"] = Stances with { Title = Hostile, Columns = [.. Stances.Columns.Select(_ => Hostile)], Rows = [.. Stances.Rows.Select(row => row with { Label = Hostile, Group = Hostile })] },
        ["heat-wide"] = Sweep with { Columns = [.. Enumerable.Range(0, 60).Select(i => $"{i * 0.125}")], Rows = [.. Sweep.Rows.Select(row => row with { Values = [.. Enumerable.Range(0, 60).Select(i => (double?)((i - 30) / 60.0))] })] },
        ["heat-none"] = Sweep with { Rows = [], Columns = [] },
        ["tornado-hostile"] = Tornado with { Title = Hostile, Rows = [.. Tornado.Rows.Select(row => row with { Label = Hostile })] },
        ["tornado-none"] = Tornado with { Rows = [] },
        ["scatter-hostile"] = Plane with { Title = Hostile, Groups = [.. Plane.Groups.Select(group => group with { Name = Hostile, Points = [.. group.Points.Select(point => point with { Label = Hostile })] })], VerticalLines = [new ReferenceLine(0.4, Hostile)] },
        ["scatter-none"] = Plane with { Groups = [], Regions = [] },
        ["histogram-hostile"] = Rounds with { Title = Hostile, Series = [.. Rounds.Series.Select(series => series with { Name = Hostile })], VerticalLines = [new ReferenceLine(11, Hostile)] },
        ["histogram-none"] = Rounds with { Bins = [], VerticalLines = [] },
        ["panels-hostile"] = Offers with { Title = Hostile, Panels = [.. Offers.Panels.Select(panel => panel with { Title = Hostile })] },
        ["sheet-hostile"] = new ChartSheet { Title = Hostile, Note = Hostile, Charts = [Endings with { Title = Hostile, Note = Hostile }, Rounds with { Bins = [], Note = Hostile }] },
        ["sheet-none"] = Sheet with { Charts = [] },
        ["panels-none"] = Offers with { Panels = [] },
    };

    private static ChartSheet Sheet => new() { Title = "A truce for aid", Note = "Played in one batch.", Charts = [Endings, Survival] };

    private static BarChart Endings => new()
    {
        Title = "How a truce for aid ends",
        Note = "10,000 replicas of seed 1; lines are 95% intervals (Wilson).",
        Heading = "Ending",
        Axis = s_share,
        Groups =
        [
            new BarGroup(null,
            [
                new Bar("Holds", 0.1234) { Low = 0.117, High = 0.13, Colour = ChartColour.Held },
                new Bar("Collapses", 0.402) { Low = 0.392, High = 0.412, Colour = ChartColour.Collapsed },
                new Bar("Signed, not ratified", 0.034) { Low = 0.031, High = 0.038, Colour = ChartColour.NotRatified },
                new Bar("No deal", 0.4406) { Low = 0.431, High = 0.45, Colour = ChartColour.NoDeal },
            ]),
        ],
    };

    private static BarChart Differences => new()
    {
        Title = "What each what-if changes",
        Note = "2,000 replicas, the same ones for the file as it stands and for each what-if.",
        Heading = "Measure",
        Axis = s_points,
        HasDots = true,
        Groups =
        [
            new BarGroup("Without Turkey's red line on the ruler's future",
            [
                new Bar("A text is signed", 0.124) { Low = 0.119, High = 0.129, Colour = ChartColour.Series1 },
                new Bar("Holds", 0.004) { Low = -0.011, High = 0.019, Colour = ChartColour.Held },
                new Bar("No deal", -0.124) { Low = -0.129, High = -0.119, Colour = ChartColour.NoDeal },
            ]),
            new BarGroup("With monitoring at 0.9 instead of 0.4, and with the patience of the armed opposition at 12",
            [
                new Bar("A text is signed", 0) { Colour = ChartColour.Series1, Text = "none" },
                new Bar("Holds", 0.0712) { Low = 0.06, High = 0.0824, Colour = ChartColour.Held },
                new Bar("In force past 30 days", 0.0931) { Low = 0.081, High = 0.1052, Colour = ChartColour.Series2 },
            ]),
        ],
    };

    private static CurveChart Survival => new()
    {
        Title = "How long agreements last",
        Note = "Kaplan-Meier with 95% bands; measured: 176 agreements with a ceasefire provision.",
        X = s_day,
        Y = new ChartAxis("Still in force", ValueFormat.Percent, 0, 1),
        Curves =
        [
            new Curve("This batch", [new CurvePoint(0, 1, 1, 1), .. Enumerable.Range(1, 12).Select(i => new CurvePoint(i * 7, Math.Round(Math.Exp(-0.11 * i), 4), Math.Round(Math.Exp(-0.13 * i), 4), Math.Round(Math.Exp(-0.095 * i), 4)))])
            {
                Colour = ChartColour.Held, IsStep = true,
            },
            new Curve("Measured elsewhere", [new CurvePoint(7, 0.977, 0.955, 0.99), new CurvePoint(30, 0.937, 0.9, 0.962), new CurvePoint(90, 0.847, 0.79, 0.89)]) { Colour = ChartColour.Reference, IsPoints = true },
        ],
        VerticalLines = [new ReferenceLine(45, "Election")],
        HorizontalLines = [new ReferenceLine(0.5, "Half of them")],
    };

    private static AreaChart Causes => new()
    {
        Title = "What ended the agreements, by day",
        X = s_day,
        Y = new ChartAxis("Share of agreements in force", ValueFormat.Percent, 0, 1),
        IsStep = true,
        Xs = [.. Enumerable.Range(0, 13).Select(i => i * 7.0)],
        Layers =
        [
            new AreaLayer("Tension of the armed opposition", ChartColour.Series1, [.. Enumerable.Range(0, 13).Select(i => Math.Round(0.25 * (1 - Math.Exp(-0.3 * i)), 4))]),
            new AreaLayer("Better off without: the government", ChartColour.Series2, [.. Enumerable.Range(0, 13).Select(i => Math.Round(0.2 * (1 - Math.Exp(-0.2 * i)), 4))]),
            new AreaLayer("Event: siege", ChartColour.Series3, [.. Enumerable.Range(0, 13).Select(i => Math.Round(0.03 * (1 - Math.Exp(-0.5 * i)), 4))]),
            new AreaLayer("Gate missed", ChartColour.Series4, [.. Enumerable.Range(0, 13).Select(i => i < 6 ? 0 : 0.1)]),
        ],
    };

    private static HeatMap Terms => new()
    {
        Title = "Which terms were agreed",
        RowHeading = "Term",
        ColumnHeading = "Share of the agreements that",
        Columns = ["held", "collapsed", "all"],
        Scale = new ChartAxis("Share of agreements with the term", ValueFormat.Percent, 0, 1),
        Rows =
        [
            new HeatRow("No truce", [0, 0.02, 0.01]) { Group = "Truce" },
            new HeatRow("48 hours", [0.11, 0.55, 0.3]) { Group = "Truce" },
            new HeatRow("7 days, renewed by itself unless one side objects in writing", [0.89, 0.43, 0.69]) { Group = "Truce" },
            new HeatRow("Open", [1, 0.72, 0.8]) { Group = "The ruler's future" },
            new HeatRow("Leaves after a transition", [null, 0.28, 0.2]) { Group = "The ruler's future" },
        ],
    };

    private static HeatMap Sweep => new()
    {
        Title = "Signed, by patience and by the price of the text",
        RowHeading = "Patience",
        ColumnHeading = "Price of the text",
        Columns = ["0", "0.125", "0.25", "0.375", "0.5"],
        Scale = s_points,
        IsDiverging = true,
        Rows = [.. Enumerable.Range(0, 5).Select(r => new HeatRow($"{r * 3}", [.. Enumerable.Range(0, 5).Select(c => (double?)Math.Round((r - c) * 0.07, 3))]))],
    };

    private static HeatMap Stances => new()
    {
        Title = "Who accepts which option",
        RowHeading = "Option",
        ColumnHeading = "Actor",
        Columns = ["United States", "Russia", "Government of Syria", "Armed opposition (HNC)", "Iran", "Turkey", "Hardliners", "All together"],
        Scale = new ChartAxis("Stance"),
        Classes = [new HeatClass("accepts", "✓", ChartColour.Held), new HeatClass("in no acceptable text", "–", ChartColour.NoDeal), new HeatClass("red line", "✕", ChartColour.Collapsed)],
        Rows =
        [
            .. new[] { "None", "48 hours", "7 days" }.Select((label, r) => new HeatRow(label, [.. Enumerable.Range(0, 8).Select(c => (double?)((r * 5 + c * 2) % 3))]) { Group = "Truce" }),
            .. new[] { "Stays", "Open", "Leaves after a transition of eighteen months" }.Select((label, r) => new HeatRow(label, [.. Enumerable.Range(0, 8).Select(c => (double?)((r + c) % 3))]) { Group = "Ruler" }),
        ],
    };

    private static TornadoChart Tornado => new()
    {
        Title = "What the ending hangs on",
        Note = "Each against the file as it stands, on the same random numbers; lines are 95% intervals.",
        Heading = "What if",
        Axis = s_points,
        Baseline = 0,
        Series = [new TornadoSeries("Signed", ChartColour.Series1), new TornadoSeries("Holds", ChartColour.Held)],
        Rows =
        [
            new TornadoRow("Without the client's red line on aid", [new TornadoBar(0.31, 0.3, 0.32), new TornadoBar(0.09, 0.08, 0.1)]),
            new TornadoRow("Without “Deir ez-Zor air strike”", [new TornadoBar(0.02, 0.01, 0.03), new TornadoBar(0.06, 0.05, 0.07)]),
            new TornadoRow("If the United States can never press the armed opposition into consent", [new TornadoBar(-0.12, -0.13, -0.11), new TornadoBar(-0.04, -0.05, -0.03)]),
            new TornadoRow("Dummy input", [new TornadoBar(0, -0.004, 0.004), new TornadoBar(0, 0, 0)]),
        ],
    };

    private static TornadoChart OneLine => new()
    {
        Title = "Signed, at the low and at the high end of each input",
        Heading = "Input",
        Axis = new ChartAxis("Share of replicas signed", ValueFormat.Percent),
        Baseline = 0.42,
        IsOneLine = true,
        Series = [new TornadoSeries("At its 5% point", ChartColour.Series1), new TornadoSeries("At its 95% point", ChartColour.Series2)],
        Rows =
        [
            new TornadoRow("No-deal value of the government", [new TornadoBar(0.61, 0.59, 0.63), new TornadoBar(0.2, 0.18, 0.22)]),
            new TornadoRow("Patience", [new TornadoBar(0.38), new TornadoBar(0.5)]),
            new TornadoRow("Weight of aid", [new TornadoBar(0.41), new TornadoBar(0.43)]),
        ],
    };

    private static ScatterChart Plane => new()
    {
        Title = "What an agreement is worth to the two sides",
        X = new ChartAxis("Utility of the government", ValueFormat.Number, 0, 1),
        Y = new ChartAxis("Utility of the opposition", ValueFormat.Number, 0, 1),
        Regions = [new ScatterRegion("Better than no deal for both", ChartColour.Held) { Left = 0.4, Bottom = 0.3 }],
        Groups =
        [
            new ScatterGroup("Pareto frontier", [new(0.3, 0.95), new(0.45, 0.85), new(0.6, 0.7), new(0.75, 0.5), new(0.9, 0.1)]) { Colour = ChartColour.Series1, IsLine = true },
            new ScatterGroup("Offers of the government", [.. Enumerable.Range(0, 8).Select(i => new ScatterPoint(0.9 - 0.04 * i, 0.1 + 0.05 * i, null, $"Round {i + 1}"))]) { Colour = ChartColour.Series2, Symbol = ScatterSymbol.Square },
            new ScatterGroup("Solutions", [new(0.6, 0.7, "Nash"), new(0.6, 0.7, "Kalai-Smorodinsky"), new(0.62, 0.66, "Egalitarian"), new(0.75, 0.5, "Utilitarian")]) { Colour = ChartColour.Series4, Symbol = ScatterSymbol.Diamond },
            new ScatterGroup("Signed", [new(0.58, 0.55, "Signed in round 9")]) { Colour = ChartColour.Series3, Symbol = ScatterSymbol.Triangle },
        ],
        VerticalLines = [new ReferenceLine(0.4, "No deal, government")],
        HorizontalLines = [new ReferenceLine(0.3, "No deal, opposition")],
    };

    private static Histogram Rounds => new()
    {
        Title = "When it was signed",
        X = new ChartAxis("Round", ValueFormat.Whole),
        Y = new ChartAxis("Replicas", ValueFormat.Whole),
        Series = [new HistogramSeries("Held", ChartColour.Held), new HistogramSeries("Collapsed", ChartColour.Collapsed)],
        Bins = [.. Enumerable.Range(1, 24).Select(round => new HistogramBin(round - 0.5, round + 0.5, [Math.Round(400 * Math.Exp(-Math.Pow(round - 9, 2) / 20)), Math.Round(900 * Math.Exp(-Math.Pow(round - 14, 2) / 30))], $"round {round}"))],
        VerticalLines = [new ReferenceLine(13, "Median")],
    };

    private static SmallMultiples Offers => new()
    {
        Title = "What was offered, issue by issue",
        Panels = [.. new[] { "Truce", "Aid access", "Targets that both strike together", "The ruler's future" }.Select((title, k) => new CurveChart
        {
            Title = title,
            X = new ChartAxis("Round", ValueFormat.Whole),
            Y = new ChartAxis("", ValueFormat.Number, 0, 100),
            Curves =
            [
                new Curve("Government", [.. Enumerable.Range(1, 10).Select(round => new CurvePoint(round, 90 - (4 + k) * round))]) { Colour = ChartColour.Series1 },
                new Curve("Opposition", [.. Enumerable.Range(1, 10).Select(round => new CurvePoint(round, 10 + (3 + k) * round))]) { Colour = ChartColour.Series2 },
            ],
        })],
    };
}
