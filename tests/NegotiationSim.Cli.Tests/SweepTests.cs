using System.Globalization;
using System.Text.Json;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

public sealed class SweepTests : IDisposable
{
    /// <summary>One text, put to both once. The seller signs with a probability of 0.8 where its line is a bluff; the buyer always signs.</summary>
    private const string TakeItOrLeaveIt =
        """
        schema: negotiation-sim/1
        name: take-it-or-leave-it
        calendar: {rounds: 1}
        issues:
          price: {title: The price, options: {low: {at: 0}, fair: {at: 50}, high: {at: 100}}, status_quo: low}
        actors:
          buyer: {title: The buyer, role: principal, preferences: {price: {weight: 1, values: {low: 1, fair: 0.5, high: 0}}}}
          seller:
            title: The seller
            role: principal
            preferences: {price: {weight: 1, values: {low: 0, fair: 0.5, high: 1}}}
            no_deal: uniform(0, 0.625)
            red_lines: [{id: fair-price, never: {price: fair}, held_with: 0.25}]
        protocol: {kind: tabled, text: {price: fair}}
        """;

    private const string Line = "actors.seller.red_lines.fair-price.held_with";

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();
    private readonly string file;

    public SweepTests()
    {
        file = Path.Combine(parent.FullName, "deal.yaml");
        File.WriteAllText(file, TakeItOrLeaveIt);
    }

    public void Dispose() => parent.Delete(recursive: true);

    // Signed: 0.8 of the replicas in which the line is a bluff, so that it is one half at 0.375.
    [Fact]
    public async Task Json_KnownTruth_IsFoundAtEveryPointAndWhereItFlips()
    {
        const int runs = 10_000;
        using var document = await JsonAsync("--vary", $"{Line}=0:1:8", "--runs", "10000");
        var points = document.RootElement.GetProperty("points").EnumerateArray().ToList();

        Assert.Equal(9, points.Count);
        Assert.All(points, point =>
        {
            var truth = 0.8 * (1 - point.GetProperty("at")[0].GetDouble());
            Assert.Equal(truth, point.GetProperty("signed").GetProperty("share").GetDouble(), 4 * Math.Sqrt(truth * (1 - truth) / runs) + 1e-12);
        });
        Assert.Equal([2], Enumerable.Range(0, 9).Where(i => points[i].GetProperty("as_it_stands").GetBoolean()));
        var flips = document.RootElement.GetProperty("flips").EnumerateArray().ToList();
        Assert.Equal(["likeliest_ending", "signed"], flips.Select(flip => flip.GetProperty("of").GetString()));
        Assert.Equal(("held", "no_deal"), (flips[0].GetProperty("below").GetString(), flips[0].GetProperty("above").GetString()));
        Assert.InRange(0.375, flips[0].GetProperty("ci95")[0].GetDouble(), flips[0].GetProperty("ci95")[1].GetDouble());
        Assert.InRange(0.375, flips[0].GetProperty("between")[0].GetDouble(), flips[0].GetProperty("between")[1].GetDouble());
    }

    // Every point is the batch of its setting, count by count, and the differences are those of a comparison with the first point.
    [Fact]
    public async Task Json_EveryPoint_EqualsMontecarloAndCompare()
    {
        var truce = Analyses.PathOf("truce-for-aid");
        using var sweep = JsonDocument.Parse((await Negsim.CallAsync(
            ScenarioReader.ReadFile, new FakeRunner(Runs.Collapsed), "sweep", truce, "--vary", "calendar.rounds=3,9", "--vary", "ties.0.words=0:1:2", "--runs", "300", "--seed", "5", "--json")).Output);
        foreach (var point in sweep.RootElement.GetProperty("points").EnumerateArray())
        {
            string[] settings = [$"calendar.rounds={point.GetProperty("at")[0]}", $"ties.0.words={point.GetProperty("at")[1]}"];
            using var batch = JsonDocument.Parse((await Negsim.CallAsync(
                ScenarioReader.ReadFile, new FakeRunner(Runs.Collapsed), "montecarlo", truce, "--set", settings[0], "--set", settings[1], "--runs", "300", "--seed", "5", "--json")).Output);
            foreach (var ending in point.GetProperty("endings").EnumerateObject())
            {
                var expected = batch.RootElement.GetProperty("endings").GetProperty(ending.Name);
                Assert.Equal(expected.GetProperty("count").GetInt64(), ending.Value.GetProperty("count").GetInt64());
                Assert.Equal(Interval(expected), Interval(ending.Value));
            }

            Assert.Equal(batch.RootElement.GetProperty("signed").GetProperty("count").GetInt64(), point.GetProperty("signed").GetProperty("count").GetInt64());
            using var compare = JsonDocument.Parse((await Negsim.CallAsync(
                ScenarioReader.ReadFile, new FakeRunner(Runs.Collapsed),
                "compare", truce, "--set", "calendar.rounds=3", "--set", "ties.0.words=0", "--what-if", string.Join(',', settings), "--runs", "300", "--seed", "5", "--json", "--quiet")).Output);
            var held = compare.RootElement.GetProperty("what_ifs")[0].GetProperty("endings").GetProperty("held").GetProperty("difference");
            var here = point.GetProperty("endings").GetProperty("held").GetProperty("difference");
            Assert.Equal((held.GetProperty("share").GetDouble(), Interval(held)), (here.GetProperty("share").GetDouble(), Interval(here)));
            Assert.Equal((held.GetProperty("only_what_if").GetInt64(), held.GetProperty("only_as_it_stands").GetInt64()), (here.GetProperty("only_here").GetInt64(), here.GetProperty("only_at_first").GetInt64()));
        }
    }

    [Fact]
    public async Task Json_AnyBlockSizeAndParallel_IsTheSame()
    {
        var expected = await CallAsync("--vary", $"{Line}=0:1:1", "--runs", "4500", "--json");
        foreach (var size in new[] { "7", "512", "4096" })
        {
            Assert.Equal(expected, await CallAsync("--vary", $"{Line}=0:1:1", "--runs", "4500", "--json", "--block-size", size, "--parallel", size.Length.ToString(CultureInfo.InvariantCulture)));
        }
    }

    // What a value comes to does not hang on the others or their order; two parameters say the same as two lists the other way round.
    [Fact]
    public async Task Json_OtherOrder_SaysTheSameOfEachPoint()
    {
        var first = await CountsAsync("--vary", "actors.seller.no_deal=0.2,\"uniform(0, 1)\",0.7", "--vary", $"{Line}=0.5,0", "--runs", "500");
        var second = await CountsAsync("--vary", $"{Line}=0,0.5", "--vary", "actors.seller.no_deal=\"uniform(0, 1)\",0.7,0.2", "--runs", "500");
        Assert.Equal(6, first.Count);
        Assert.Equal(first, second);

        async Task<Dictionary<string, long>> CountsAsync(params string[] options)
        {
            using var document = await JsonAsync(options);
            return document.RootElement.GetProperty("points").EnumerateArray().ToDictionary(
                point => string.Join(" ", point.GetProperty("at").EnumerateArray().Select(value => value.ToString()).Order(StringComparer.Ordinal)), point => point.GetProperty("signed").GetProperty("count").GetInt64());
        }
    }

    [Fact]
    public async Task Json_OneParameter_MatchesSnapshot() => Snapshot.Matches((await CallAsync("--vary", $"{Line}=0:0.9:3", "--runs", "1000", "--json")).Output, "sweep.json");

    [Fact]
    public async Task Csv_Written_ReadsBackAsTheDocument()
    {
        var csv = Path.Combine(parent.FullName, "sweep.csv");
        using var document = await JsonAsync("--vary", "actors.seller.no_deal=0.2,\"uniform(0, 1)\"", "--vary", $"{Line}=0:1:2", "--runs", "200", "--csv", csv);
        var rows = Csv(await File.ReadAllTextAsync(csv, TestContext.Current.CancellationToken));

        Assert.Equal(["actors.seller.no_deal", Line, "measure", "runs", "count", "share", "low", "high", "difference", "difference_low", "difference_high"], rows[0]);
        var points = document.RootElement.GetProperty("points").EnumerateArray().ToList();
        Assert.Equal(1 + points.Count * 6, rows.Count);
        foreach (var point in points)
        {
            var at = point.GetProperty("at").EnumerateArray().Select(value => value.ToString()).ToArray();
            foreach (var (name, estimate) in point.GetProperty("endings").EnumerateObject().Select(e => (e.Name, e.Value)).Append(("signed", point.GetProperty("signed"))).Append(("in_force", point.GetProperty("in_force"))))
            {
                var row = Assert.Single(rows, row => row[0] == at[0] && row[1] == at[1] && row[2] == name);
                double[] numbers = [200, estimate.GetProperty("count").GetInt64(), estimate.GetProperty("share").GetDouble(), estimate.GetProperty("ci95")[0].GetDouble(), estimate.GetProperty("ci95")[1].GetDouble(),
                    estimate.GetProperty("difference").GetProperty("share").GetDouble(), estimate.GetProperty("difference").GetProperty("ci95")[0].GetDouble(), estimate.GetProperty("difference").GetProperty("ci95")[1].GetDouble()];
                Assert.Equal(numbers, row[3..].Select(field => double.Parse(field, CultureInfo.InvariantCulture)));
            }
        }
    }

    [Theory]
    [InlineData("Curves with 95% bands", "--vary", Line + "=0:1:4")]
    [InlineData("Horizontal bars with 95% intervals", "--vary", "calendar.rounds=\"1\",\"2\",\"max(1, 2)\"")]
    [InlineData("Heat map", "--vary", Line + "=0:1:4", "--vary", "actors.seller.no_deal=0.1,0.4,0.6")]
    public async Task Plot_OfEachKind_IsDrawn(string description, params string[] options)
    {
        var (svg, png) = (Path.Combine(parent.FullName, "sweep.svg"), Path.Combine(parent.FullName, "sweep.png"));
        var called = await CallAsync([.. options, "--runs", "50", "--plot", svg, "--plot", png, "--quiet"]);
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Assert.Contains(description, await File.ReadAllTextAsync(svg, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("PNG"u8.ToArray(), (await File.ReadAllBytesAsync(png, TestContext.Current.CancellationToken))[1..4]);
    }

    [Theory]
    [InlineData("calendar.rounds=1:2:2", "--vary:1:17: error: `rounds` is 1.5; it must be a whole number from 1 to 100,000 (at the point calendar.rounds=1.5)\n")]
    [InlineData("calendar.ruonds=1:2:1", "--vary:1:10: error: calendar: unknown key `ruonds`; did you mean `rounds`? (at the point calendar.ruonds=1)\n")]
    [InlineData("actors.sellr.no_deal=0:1:4", "--vary:1:8: error: there is no `sellr` in `actors`; did you mean `seller`? (at the point actors.sellr.no_deal=0)\n")]
    [InlineData("actors.seller.tactic.kind=linear, softly", "--vary:1:35: error: `kind` is `softly`; it is one of: linear, boulware, conceder, hardliner, random, tit_for_tat, micro (at the point actors.seller.tactic.kind=softly)\n")]
    [InlineData("protocol.kind=tabled,alternating", "--vary:1:22: error: `text` goes with `kind: tabled`; elsewhere the parties write their own (with this setting, at FILE:14:26) (at the point protocol.kind=alternating)\n")]
    [InlineData("calendar.rounds=1", "--vary:1:17: error: `1` is one value, and neither a range nor a list; write PATH=FROM:TO:STEPS, as PATH=0:1:4 for 0, 0.25, 0.5, 0.75 and 1, or PATH=VALUE,VALUE\n")]
    public async Task WrongVary_IsLocatedAndNothingIsPlayed(string vary, string complaint)
    {
        var runner = new FakeRunner(Runs.Collapsed);
        var called = await CallAsync(runner, "--vary", vary, "--runs", "10", "--out", Out);

        Assert.Equal(new Called(ExitCode.WrongInput, "", complaint.Replace("FILE", file, StringComparison.Ordinal)), called);
        Assert.False(runner.Disposed);
        Assert.False(Directory.Exists(Out));
    }

    [Theory]
    [InlineData("--vary calendar.rounds=1,2 --vary calendar.rounds=3,4", "--vary:2:1: error: `calendar.rounds` is varied already, by --vary 1\n")]
    [InlineData("--vary calendar.rounds=1:30:29 --vary a=0:1:20", "--vary:2:1: error: 30 × 21 values are 630 points, more than the 500 that a sweep plays; take fewer\n")]
    [InlineData("--vary a=1,2 --vary b=1,2 --vary c=1,2", "--vary:3:1: error: a sweep varies one parameter or two, and this is the third; compare takes as many changes as you like\n")]
    [InlineData("--vary calendar.rounds=1,2 --measure sgined", "negsim: --measure takes held, collapsed, not_ratified, no_deal, signed or in_force with this scenario; 'sgined' is none; did you mean 'signed'?\n")]
    [InlineData("--vary calendar.rounds=1,2 --csv /no-such-folder/a.csv", "negsim: '/no-such-folder/a.csv' cannot be written: there is no folder '/no-such-folder'\n")]
    [InlineData("--vary calendar.rounds=1,2 --csv .", "negsim: '.' is there already; --csv writes over nothing\n")]
    [InlineData("--vary calendar.rounds=1,2 --plot a.gif", "negsim: --plot draws files whose names end with .png or .svg; 'a.gif' does not\n")]
    public async Task WrongOptions_AreSaidBeforeAnythingIsPlayed(string options, string complaint)
    {
        var runner = new FakeRunner(Runs.Collapsed);
        Assert.Equal(new Called(ExitCode.WrongInput, "", complaint), await CallAsync(runner, [.. options.Split(' '), "--runs", "10"]));
        Assert.False(runner.Disposed);
    }

    [Fact]
    public async Task WrongAtManyPoints_NamesFiveOfThem()
    {
        var called = await CallAsync("--vary", $"{Line}=1.1:3:19", "--runs", "10");
        Assert.Equal((ExitCode.WrongInput, 5), (called.ExitCode, called.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public async Task Warnings_OfTheFileAndOfAPoint_AreSaidOnce()
    {
        await File.WriteAllTextAsync(file, TakeItOrLeaveIt.Replace("calendar:", "drivers: {rain: 0.5}\ncalendar:", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var called = await CallAsync("--vary", $"{Line}=0:1:5", "--runs", "10");
        Assert.Equal(ExitCode.Done, called.ExitCode);
        Assert.Single(called.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("`rain`", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_TellsOnlyTheStatement()
    {
        var output = (await CallAsync("--vary", $"{Line}=0:1:8", "--runs", "2000", "--quiet")).Output.ReplaceLineEndings(" ");
        Assert.StartsWith("Where the probability that the seller's red line (The price: anything but “fair”) is held is below 0.", output, StringComparison.Ordinal);
        Assert.Contains("the likeliest ending is “Signed”; above it it is “No deal”.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_ThatMatters_IsSaidToChangeNothing() =>
        Assert.Contains("Nothing changes: at every value each of the 100 replicas ends in the same way.", (await CallAsync("--vary", "actors.buyer.no_deal=0:0.4:4", "--runs", "100", "--quiet")).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);

    [Fact]
    public async Task TooFewReplicas_AreSaidToTellNothing() =>
        Assert.Contains("No difference between 0.2 and 0.3 can be told; the largest is in how often an agreement is signed (", (await CallAsync("--vary", $"{Line}=0.2:0.3:2", "--runs", "20", "--quiet")).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);

    [Fact]
    public async Task Out_Folder_HoldsTheDocumentAndTheScenario()
    {
        var called = await CallAsync("--vary", $"{Line}=0:1:2", "--set", "actors.seller.no_deal=uniform(0, 1)", "--runs", "50", "--json", "--out", Out);
        Assert.Equal(["experiment.json", "results.sha256", "scenario.yaml", "sweep.json"], Directory.EnumerateFiles(Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(called.Output, await File.ReadAllTextAsync(Path.Combine(Out, "sweep.json"), TestContext.Current.CancellationToken));
        using var description = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Out, "experiment.json"), TestContext.Current.CancellationToken));
        Assert.Equal(("sweep", $"{Line}=0:1:2"), (description.RootElement.GetProperty("command").GetString(), description.RootElement.GetProperty("vary")[0].GetString()));

        var again = await CallAsync("--vary", $"{Line}=0:1:2", "--set", "actors.seller.no_deal=uniform(0, 1)", "--runs", "50", "--out", Out);
        Assert.Equal(new Called(ExitCode.WrongInput, "", $"negsim: '{Out}' holds this sweep already, finished; name a new folder to play it again\n"), again);
    }

    [Fact]
    public async Task Interrupt_BeforeTheFirstChunk_SaysSo() =>
        Assert.Equal(
            new Called(ExitCode.Interrupted, "", "negsim: interrupted before the first 4,096 runs of every point were finished; there is nothing to tell yet.\n"),
            await CallAsync(new FakeRunner(Runs.Collapsed) { Interrupts = true }, "--vary", $"{Line}=0:1:2", "--runs", "5000", "--block-size", "100"));

    private static (double Low, double High) Interval(JsonElement estimate) => (estimate.GetProperty("ci95")[0].GetDouble(), estimate.GetProperty("ci95")[1].GetDouble());

    private string Out => Path.Combine(parent.FullName, "sweep");

    private async Task<JsonDocument> JsonAsync(params string[] options) => JsonDocument.Parse((await CallAsync([.. options, "--json"])).Output);

    private Task<Called> CallAsync(params string[] options) => CallAsync(new FakeRunner(Runs.Collapsed), options);

    private Task<Called> CallAsync(FakeRunner runner, params string[] options) => Negsim.CallAsync(ScenarioReader.ReadFile, runner, ["sweep", file, .. options]);

    /// <summary>Reads a file by RFC 4180.</summary>
    private static List<string[]> Csv(string text)
    {
        var (rows, row, field, quoted) = (new List<string[]>(), new List<string>(), "", false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted)
            {
                (field, quoted, i) = text[i] != '"' ? (field + text[i], true, i) : i + 1 < text.Length && text[i + 1] == '"' ? (field + '"', true, i + 1) : (field, false, i);
            }
            else if (text[i] == '"')
            {
                quoted = true;
            }
            else if (text[i] is ',' or '\n')
            {
                row.Add(field);
                field = "";
                if (text[i] == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                field += text[i];
            }
        }

        return rows;
    }
}
