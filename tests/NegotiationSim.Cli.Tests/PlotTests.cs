using System.Text.Json;
using System.Xml.Linq;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

/// <summary>Results as pictures: what they show, that they stay out of the way of the result, and names that are no good.</summary>
public sealed class PlotTests : IDisposable
{
    private static readonly string s_file = Analyses.PathOf("truce-for-aid");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string> Commands =>
    [
        "montecarlo FILE --runs 300",
        "compare FILE --runs 300 --what-if actors.client.red_lines.aid-ceiling.held_with=0 --what-if calendar.rounds=6",
        "analyze FILE",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Plot_EveryCommand_DrawsWhatItTells(string command)
    {
        var called = await CallAsync(command, "--plot", At("a.svg"));

        Assert.Equal((ExitCode.Done, $"negsim: {At("a.svg")}: written\n"), (called.ExitCode, called.Error));
        Snapshot.Matches(await File.ReadAllTextAsync(At("a.svg"), TestContext.Current.CancellationToken), $"plot-{command.Split(' ')[0]}.svg");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Plot_WithJson_LeavesTheDocumentAloneAndWritesEveryFile(string command)
    {
        var without = await CallAsync(command, "--json");
        var called = await CallAsync(command, "--json", "--quiet", "--plot", At("a.svg"), "--plot", At("b.PNG"));

        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal((ExitCode.Done, without.Output, ""), (called.ExitCode, called.Output, called.Error));
        Assert.Equal(["a.svg", "b.PNG"], _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.NotNull(XDocument.Load(At("a.svg")).Root);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await File.ReadAllBytesAsync(At("b.PNG"), TestContext.Current.CancellationToken))[..4]);
    }

    [Fact]
    public async Task Plot_OtherBlocks_IsTheSameFile()
    {
        await CallAsync("montecarlo FILE --runs 300 --block-size 7", "--plot", At("a.png"));
        await CallAsync("montecarlo FILE --runs 300 --block-size 100", "--plot", At("b.png"));

        Assert.Equal(await File.ReadAllBytesAsync(At("a.png"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(At("b.png"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("x.pdf", "--plot draws files whose names end with .png or .svg; 'DIR/x.pdf' does not")]
    [InlineData("svg", "--plot draws files whose names end with .png or .svg; 'DIR/svg' does not")]
    [InlineData("there.svg", "'DIR/there.svg' is there already; --plot writes over nothing")]
    [InlineData("none/x.svg", "'DIR/none/x.svg' cannot be written: there is no folder 'DIR/none'")]
    public async Task Plot_NameThatIsNoGood_IsSaidBeforeAnythingIsPlayed(string name, string message)
    {
        await File.WriteAllTextAsync(At("there.svg"), "old", TestContext.Current.CancellationToken);
        foreach (var command in new[] { "montecarlo FILE --runs 10", "compare FILE --runs 10 --what-if calendar.rounds=6", "analyze FILE" })
        {
            var called = await CallAsync(command, "--plot", At(name));

            Assert.Equal(new Called(ExitCode.WrongInput, "", $"negsim: {message.Replace("DIR", _folder.FullName, StringComparison.Ordinal)}\n"), called);
        }

        Assert.Equal("old", await File.ReadAllTextAsync(At("there.svg"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Plot_SameFileTwice_IsRefused()
    {
        var called = await CallAsync("analyze FILE", "--plot", At("a.svg"), "--plot", At("./a.svg"));

        Assert.Equal(new Called(ExitCode.WrongInput, "", $"negsim: --plot names '{At("a.svg")}' twice\n"), called);
    }

    [Fact]
    public async Task Plot_Interrupted_DrawsNothing()
    {
        var runner = new FakeRunner(Runs.Collapsed) { InterruptsAfter = 100 };
        var called = await Negsim.CallAsync(ScenarioReader.ReadFile, runner, "montecarlo", s_file, "--runs", "1000", "--block-size", "100", "--plot", At("a.svg"));

        Assert.Equal(ExitCode.Interrupted, called.ExitCode);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task Plot_FolderThatIsGoneAtTheEnd_TellsTheResultFirst()
    {
        var folder = _folder.CreateSubdirectory("gone");
        var runner = new FakeRunner(Runs.Collapsed) { Played = _ => folder.Delete() };
        var called = await Negsim.CallAsync(ScenarioReader.ReadFile, runner, "montecarlo", s_file, "--runs", "10", "--block-size", "10", "--json", "--plot", Path.Combine(folder.FullName, "a.svg"));

        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal(ExitCode.WrongInput, called.ExitCode);
        Assert.StartsWith($"negsim: '{Path.Combine(folder.FullName, "a.svg")}' cannot be written: ", called.Error, StringComparison.Ordinal);
    }

    private string At(string name) => $"{_folder.FullName}/{name}";

    private static Task<Called> CallAsync(string command, params string[] options) =>
        Negsim.CallAsync(ScenarioReader.ReadFile, new FakeRunner(Runs.Collapsed), [.. command.Split(' ').Select(word => word == "FILE" ? s_file : word), .. options]);
}
