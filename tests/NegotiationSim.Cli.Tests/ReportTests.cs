using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>The page of a batch: what it says, that it is well formed whatever a scenario holds, and where it is put.</summary>
public sealed partial class ReportTests(SharedSilo silo) : IDisposable
{
    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();

    private string Out => Path.Combine(parent.FullName, "batch");

    private string Page => Path.Combine(Out, "report.html");

    public void Dispose() => parent.Delete(recursive: true);

    [Theory]
    [InlineData("truce-for-aid", 300, "--zone", "40")]
    [InlineData("kerry-lavrov-2016", 120)]
    [InlineData("security-council-2016", 60)]
    public async Task Page_EveryNumberOfTheSummary_IsTheSummarys(string name, int runs, params string[] more)
    {
        var page = await MakeAsync(name, runs, more);
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Out, "summary.json"), TestContext.Current.CancellationToken));
        var fields = DataField().Matches(page);
        Assert.True(fields.Count > 40, "the page holds hardly any number of the summary");
        foreach (Match field in fields)
        {
            var path = field.Groups["path"].Value;
            Assert.True(Find(summary.RootElement, path) is { ValueKind: JsonValueKind.Number } number && number.GetDouble() == double.Parse(field.Groups["value"].Value, CultureInfo.InvariantCulture), path);
            AssertShown(field);
        }

        foreach (var ending in summary.RootElement.GetProperty("endings").EnumerateObject().Where(ending => ending.Value.GetProperty("count").GetInt64() > 0))
        {
            foreach (var part in new[] { "share", "ci95.0", "ci95.1", "count" })
            {
                Assert.Contains(fields, field => field.Groups["path"].Value == $"endings.{ending.Name}.{part}");
            }
        }

        using var block = JsonDocument.Parse(Block().Match(page).Groups["json"].Value);
        Assert.True(JsonElement.DeepEquals(summary.RootElement, block.RootElement.GetProperty("summary")));
    }

    [Fact]
    public async Task Page_MadeTwice_HasTheSameBytes()
    {
        var page = await MakeAsync("truce-for-aid", 200);
        var elsewhere = Path.Combine(parent.FullName, "other.html");
        Assert.Equal(ExitCode.Done, (await silo.CallAsync("report", Out, "--out", elsewhere)).ExitCode);
        Assert.Equal(page, await File.ReadAllTextAsync(elsewhere, TestContext.Current.CancellationToken));
        var again = Path.Combine(parent.FullName, "again");
        Assert.Equal(ExitCode.Done, (await silo.CallAsync("montecarlo", Path.Combine(Out, "scenario.yaml"), "--runs", "200", "--block-size", "7", "--out", again, "--report", "--quiet")).ExitCode);
        Assert.Equal(page, await File.ReadAllTextAsync(Path.Combine(again, "report.html"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(parent.FullName, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("truce-for-aid")]
    [InlineData("geneva-2-2014")]
    public async Task Page_Example_IsWellFormed(string name) => PageCheck.Holds(await MakeAsync(name, 40));

    [Theory]
    [InlineData("</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>")]
    [InlineData("\" onmouseover=\"alert(1)\" x='")]
    [InlineData("مفاوضات \u202eevil\u2066 السلام & <b>bold</b>")]
    [InlineData("和平谈判：停火、援助与政治过渡")]
    [InlineData("&lt;not&gt; {{x}} ${y} \u0000 \u001b[2J \u2028 ]]> <!-- -->")]
    public async Task Page_NastyTitles_NeitherBreakItNorRunInIt(string title)
    {
        var longest = string.Concat(Enumerable.Repeat("Ein sehr langes Wort ohne Ende ", 20))[..200];
        var file = Path.Combine(parent.FullName, "nasty.yaml");
        await File.WriteAllTextAsync(file, TitledScenario.Yaml(title, "x", longest), TestContext.Current.CancellationToken);
        var called = await TitledScenario.CallAsync(80, false, "montecarlo", file, "--runs", "60", "--zone", "10", "--out", Out, "--report", "--quiet");
        Assert.True(called.ExitCode == ExitCode.Done, called.Error);
        PageCheck.Holds(await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Report_FolderWithItsPage_StaysFinishedAndIsCheckedAsBefore()
    {
        await MakeAsync("truce-for-aid", 50);
        var before = await File.ReadAllTextAsync(Path.Combine(Out, "results.sha256"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("report", before, StringComparison.Ordinal);
        var resumed = await silo.CallAsync("resume", Out);
        Assert.Equal((ExitCode.Done, ""), (resumed.ExitCode, resumed.Error));
        Assert.Contains("finished already", resumed.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Page, (await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken))[..500], TestContext.Current.CancellationToken);
        var made = await silo.CallAsync("report", Out);
        Assert.Matches(@"^.*report\.html: written, \d+ kB; open it in a browser\.\n$", made.Output);
        PageCheck.Holds(await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken));
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(Out, "results.sha256"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Report_OtherFileInItsPlace_IsRefusedAndKept()
    {
        await MakeAsync("truce-for-aid", 30);
        await File.WriteAllTextAsync(Page, "mine", TestContext.Current.CancellationToken);
        var other = Path.Combine(parent.FullName, "letter.html");
        await File.WriteAllTextAsync(other, "<!DOCTYPE html>", TestContext.Current.CancellationToken);
        foreach (var (arguments, said) in new[]
        {
            (new[] { "report", Out }, "was not made by 'negsim report'"),
            (["report", Out, "--out", other], "was not made by 'negsim report'"),
            (["report", Out, "--out", parent.FullName], "is a folder"),
            (["report", Out, "--out", ""], "--out needs the name of a file"),
            (["report", Out, "--out", Path.Combine(parent.FullName, "no", "such", "page.html")], "cannot be written: there is no folder '"),
        })
        {
            var called = await silo.CallAsync(arguments);
            Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
            Assert.Contains(said, called.Error, StringComparison.Ordinal);
            Assert.Single(called.Error.TrimEnd('\n').Split('\n'));
        }

        Assert.Equal("mine", await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken));
        File.Delete(Page);
        File.CreateSymbolicLink(Page, other);
        Assert.Equal(ExitCode.WrongInput, (await silo.CallAsync("report", Out)).ExitCode);
        Assert.Equal("<!DOCTYPE html>", await File.ReadAllTextAsync(other, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Report_NoFinishedBatch_IsRefused()
    {
        using var experiment = new Experiment();
        await experiment.PlayAsync(cutOff: true, wide: false);
        await RefusedAsync(experiment.Out, "is not finished; 'negsim resume");
        await RefusedAsync(parent.FullName, "holds no experiment");
        await RefusedAsync(Path.Combine(parent.FullName, "nowhere"), "there is no folder");
        await experiment.CompareAsync(cutOff: false, "--out", Out);
        await RefusedAsync(Out, "holds a comparison");
        var sweep = Path.Combine(parent.FullName, "sweep");
        Assert.Equal(ExitCode.Done, (await silo.CallAsync("sweep", Path.Combine(Out, "scenario.yaml"), "--vary", "calendar.rounds=2,3", "--runs", "5", "--out", sweep)).ExitCode);
        await RefusedAsync(sweep, "holds a sweep");

        async Task RefusedAsync(string folder, string said)
        {
            var called = await silo.CallAsync("report", folder);
            Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
            Assert.Contains(said, called.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(folder, "report.html")));
        }
    }

    [Fact]
    public async Task Report_RowsInSeveralGroups_AreAllCounted()
    {
        using var experiment = new Experiment();
        await experiment.PlayAsync(cutOff: false);
        var called = await silo.CallAsync("report", experiment.Out, "--json");
        Assert.True(called.ExitCode == ExitCode.Done, called.Error);
        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal("negsim.report/1", document.RootElement.GetProperty("schema").GetString());
        var signed = document.RootElement.GetProperty("signed_in_round").EnumerateArray().Sum(round => round.GetProperty("held").GetInt64());
        Assert.Equal(document.RootElement.GetProperty("summary").GetProperty("signed").GetProperty("count").GetInt64(), signed);
        PageCheck.Holds(await File.ReadAllTextAsync(experiment.In("report.html"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Montecarlo_ReportWithoutAFolder_IsRefused()
    {
        var called = await Negsim.CallAsync("montecarlo", "x.yaml", "--runs", "9", "--report");
        Assert.Equal((ExitCode.WrongInput, "negsim: --report puts its page into the folder of the batch; name that folder with --out (negsim montecarlo --help tells more)\n"), (called.ExitCode, called.Error));
    }

    private async Task<string> MakeAsync(string name, int runs, params string[] more)
    {
        string[] arguments = ["montecarlo", NegsimProcess.Scenario(name + ".yaml"), "--runs", runs.ToString(CultureInfo.InvariantCulture), "--out", Out, "--report", "--quiet", .. more];
        var called = await silo.CallAsync(arguments);
        Assert.True(called.ExitCode == ExitCode.Done, called.Error);
        return await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
    }

    /// <summary>What is read is the number to the digits that are shown.</summary>
    private static void AssertShown(Match field)
    {
        var (value, text) = (double.Parse(field.Groups["value"].Value, CultureInfo.InvariantCulture), field.Groups["text"].Value);
        var path = field.Groups["path"].Value;
        var isShare = path.EndsWith(".share", StringComparison.Ordinal) || path.Contains(".ci95.", StringComparison.Ordinal);
        var shown = double.Parse(text.TrimEnd('%').Replace(",", "", StringComparison.Ordinal).Replace('−', '-'), CultureInfo.InvariantCulture);
        var decimals = text.TrimEnd('%') is var digits && digits.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? digits.Length - dot - 1 : 0;
        if (path == "periods.p50")
        {
            return;
        }

        var exact = isShare ? 100 * value : value;
        Assert.True(Math.Abs(shown - exact) <= 0.5000001 * Math.Pow(10, -decimals), $"{path}: {text} for {value}");
    }

    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                element = element[int.Parse(step, CultureInfo.InvariantCulture)];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
            {
                return null;
            }
        }

        return element;
    }

    [GeneratedRegex("<data value=\"(?<value>[^\"]+)\" data-field=\"(?<path>[^\"]+)\">(?<text>[^<]*)</data>")]
    private static partial Regex DataField();

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(?<json>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Block();
}
