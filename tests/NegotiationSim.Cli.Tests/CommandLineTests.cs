using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    /// <summary>A file that is there; what it says is the reader's business.</summary>
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("valdate x.yaml", "negsim: unknown command 'valdate'; did you mean 'validate'? (negsim --help lists the commands)")]
    [InlineData("silos x.yaml", "negsim: unknown command 'silos'; did you mean 'silo'? (negsim --help lists the commands)")]
    [InlineData("silo", "negsim: silo needs a cluster: --cluster URL --cluster-id ID (negsim silo --help tells more)")]
    [InlineData("montecarlo x.yaml --runs 5 --cluster redis://127.0.0.1", "negsim: --cluster needs the cluster's name beside it: --cluster-id ID (negsim montecarlo --help tells more)")]
    [InlineData("montecarlo x.yaml --runs 5 --cluster-id a", "negsim: --cluster-id names a cluster, and --cluster URL says where to find it; it is missing (negsim montecarlo --help tells more)")]
    [InlineData("montecarlo x.yaml --runs 5 --placement spread", "negsim: --placement is about a cluster; say which with --cluster URL --cluster-id ID (negsim montecarlo --help tells more)")]
    [InlineData("silo --cluster redis://127.0.0.1 --cluster-id a --bind 0.0.0.0", "negsim: --bind takes the one address by which others reach this silo; '0.0.0.0' is every address (negsim silo --help tells more)")]
    [InlineData("montecarlo x.yaml --runs 5 --cluster redis://127.0.0.1 --cluster-id a --tls-certificate c.pem --insecure", "negsim: --insecure and --tls-certificate contradict each other; give one of them (negsim montecarlo --help tells more)")]
    [InlineData("status --insecure --tls-certificate c.pem --cluster redis://127.0.0.1 --cluster-id a", "negsim: --insecure and --tls-certificate contradict each other; give one of them (negsim status --help tells more)")]
    [InlineData("silo --new-secret s --bind 127.0.0.1", "negsim: --new-secret writes a secret and ends; --bind has no effect beside it (negsim silo --help tells more)")]
    [InlineData("silo --insecure --tls-certificate c.pem --health 8080 --cluster-id a --new-secret s", "negsim: --new-secret writes a secret and ends; --cluster-id, --tls-certificate, --insecure and --health have no effect beside it (negsim silo --help tells more)")]
    [InlineData("silo --cluster redis://127.0.0.1 --new-secret s --telemetry otlp", "negsim: --new-secret writes a secret and ends; --cluster and --telemetry have no effect beside it (negsim silo --help tells more)")]
    [InlineData("silo --new-secret s --prepare --cluster postgres://127.0.0.1/d", "negsim: --prepare makes the tables and ends; --new-secret has no effect beside it (negsim silo --help tells more)")]
    [InlineData("silo --prepare --cluster postgres://127.0.0.1/d --bind 127.0.0.1 --grace 3 --cluster-password-file f", "negsim: --prepare makes the tables and ends; --bind and --grace have no effect beside it (negsim silo --help tells more)")]
    [InlineData("silo --cluster postgres://127.0.0.1/d --cluster-id a --secret-file f --prepare", "negsim: --prepare makes the tables and ends; --cluster-id and --secret-file have no effect beside it (negsim silo --help tells more)")]
    [InlineData("sweep x.yaml --runs 9", "negsim: sweep needs --vary \"P=FROM:TO:STEPS\"|\"P=V,V\" (negsim sweep --help tells more)")]
    [InlineData("sweep x.yaml --vary a=1,2", "negsim: sweep needs --runs N (negsim sweep --help tells more)")]
    [InlineData("sweep x.yaml --vary a=1,2 --runs 9", "negsim: there is no file 'x.yaml'")]
    [InlineData("", "negsim: a command is missing: run, montecarlo, resume, silo, status, report, compare, sweep, sensitivity, analyze, validate, import, export, new or schema (negsim --help tells more)")]
    [InlineData("montecarlo x.yaml", "negsim: montecarlo needs --runs N (negsim montecarlo --help tells more)")]
    [InlineData("montecarlo x.yaml --runs 0", "negsim: --runs takes a whole number from 1 to 9223372036854775807; '0' is none (negsim montecarlo --help tells more)")]
    [InlineData("montecarlo x.yaml --runs 1e6", "negsim: --runs takes a whole number from 1 to 9223372036854775807; '1e6' is none (negsim montecarlo --help tells more)")]
    [InlineData("montecarlo x.yaml --runs 9 --precision 1%", "negsim: --precision takes a number above 0 and below 0.5, as 0.01; '1%' is none (negsim montecarlo --help tells more)")]
    [InlineData("montecarlo x.yaml --runs 9 --block-size 0", "negsim: --block-size takes a whole number from 1 to 1048576; '0' is none (negsim montecarlo --help tells more)")]
    [InlineData("compare x.yaml --runs 9", "negsim: compare needs --what-if \"P=V[,P=V]\" (negsim compare --help tells more)")]
    [InlineData("compare x.yaml --what-if a=1", "negsim: compare needs --runs N (negsim compare --help tells more)")]
    [InlineData("compare x.yaml --what-if a=1 --runs 0", "negsim: --runs takes a whole number from 1 to 9223372036854775807; '0' is none (negsim compare --help tells more)")]
    [InlineData("resume", "negsim: resume needs a DIR (negsim resume --help tells more)")]
    [InlineData("resume no-such-folder", "negsim: there is no folder 'no-such-folder'")]
    [InlineData("run", "negsim: run needs a FILE (negsim run --help tells more)")]
    [InlineData("validate", "negsim: validate needs a FILE (negsim validate --help tells more)")]
    [InlineData("run x.yaml --sede 3", "negsim: unknown option '--sede'; did you mean '--seed'? (negsim run --help tells more)")]
    [InlineData("run x.yaml --jsno", "negsim: unknown option '--jsno'; did you mean '--json'? (negsim run --help tells more)")]
    [InlineData("run x.yaml y.yaml", "negsim: 'y.yaml' is one too many for run (negsim run --help tells more)")]
    [InlineData("run x.yaml --seed -1", "negsim: --seed takes a whole number from 0 to 18446744073709551615; '-1' is none (negsim run --help tells more)")]
    [InlineData("run x.yaml --replica 9223372036854775808", "negsim: --replica takes a whole number from 0 to 9223372036854775807; '9223372036854775808' is none (negsim run --help tells more)")]
    [InlineData("run x.yaml --ending hold", "negsim: --ending takes held, collapsed, not_ratified or no_deal; 'hold' is none; did you mean 'held'? (negsim run --help tells more)")]
    [InlineData("run x.yaml --ending war", "negsim: --ending takes held, collapsed, not_ratified or no_deal; 'war' is none (negsim run --help tells more)")]
    [InlineData("run x.yaml --set calendar.rounds", "negsim: --set takes PATH=VALUE; 'calendar.rounds' has no '=' (negsim run --help tells more)")]
    [InlineData("run x.yaml --seed", "negsim: --seed needs a value (negsim run --help tells more)")]
    [InlineData("run x.yaml --seed 1 --seed 2", "negsim: --seed is given 2 times; once is enough (negsim run --help tells more)")]
    [InlineData("analyze", "negsim: analyze needs a FILE (negsim analyze --help tells more)")]
    [InlineData("analyze x.yaml --runs 0", "negsim: --runs takes a whole number from 1 to 100000000; '0' is none (negsim analyze --help tells more)")]
    [InlineData("analyze x.yaml --runs 5 --replica 2", "negsim: --runs looks at many draws and --replica at one; give one of them (negsim analyze --help tells more)")]
    [InlineData("analyze x.yaml --set a", "negsim: --set takes PATH=VALUE; 'a' has no '=' (negsim analyze --help tells more)")]
    [InlineData("analyze x.yaml", "negsim: there is no file 'x.yaml'")]
    [InlineData("analyze x.yaml --telemetry console", "negsim: analyze has no spans or metrics to show; --telemetry is for run, montecarlo, resume, compare, sweep, sensitivity and silo")]
    [InlineData("schema --telemetry console", "negsim: schema has no spans or metrics to show; --telemetry is for run, montecarlo, resume, compare, sweep, sensitivity and silo")]
    [InlineData("import", "negsim: import needs a FILE (negsim import --help tells more)")]
    [InlineData("import a.xml", "negsim: import needs --from FORMAT (negsim import --help tells more)")]
    [InlineData("import a.xml --from genus", "negsim: --from takes genius or geniusweb; 'genus' is unknown; did you mean 'genius'? (negsim import --help tells more)")]
    [InlineData("run x.yaml --telemetry grafana", "negsim: --telemetry takes console or otlp; 'grafana' is unknown (negsim run --help tells more)")]
    public async Task Run_WrongCommandLine_SaysInOneLineWhatWouldBeRight(string commandLine, string complaint)
    {
        var called = await Negsim.CallAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(new Called(ExitCode.WrongInput, "", complaint + "\n"), called);
    }

    [Theory]
    [InlineData("--help", "help.txt")]
    [InlineData("run --help", "help-run.txt")]
    [InlineData("montecarlo --help", "help-montecarlo.txt")]
    [InlineData("resume --help", "help-resume.txt")]
    [InlineData("report --help", "help-report.txt")]
    [InlineData("analyze --help", "help-analyze.txt")]
    [InlineData("compare --help", "help-compare.txt")]
    [InlineData("sweep --help", "help-sweep.txt")]
    [InlineData("sensitivity --help", "help-sensitivity.txt")]
    [InlineData("validate -h", "help-validate.txt")]
    [InlineData("import --help", "help-import.txt")]
    [InlineData("export --help", "help-export.txt")]
    [InlineData("new --help", "help-new.txt")]
    [InlineData("schema --help", "help-schema.txt")]
    public async Task Help_Asked_MatchesSnapshot(string commandLine, string snapshot)
    {
        var called = await Negsim.CallAsync(commandLine.Split(' '));
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Snapshot.Matches(called.Output, snapshot);
    }

    [Fact]
    public async Task Version_Asked_PrintsIt()
    {
        var called = await Negsim.CallAsync("--version");
        Assert.Equal(ExitCode.Done, called.ExitCode);
        Assert.Matches(@"^negsim \d+\.\d+\.\d+\n$", called.Output);
    }

    [Fact]
    public async Task Run_NoOptions_PlaysReplicaZeroOfSeedOneAndTellsIt()
    {
        var runner = new FakeRunner(Runs.Collapsed);
        var called = await Negsim.CallAsync(Negsim.Valid, runner, "run", file);
        Assert.Equal(ExitCode.Done, called.ExitCode);
        Assert.Equal((1UL, 0L), runner.Asked);
        Assert.True(runner.Disposed);
        Assert.Contains("How it ended", called.Output, StringComparison.Ordinal);
        Assert.Equal("a.yaml:3:5: warning: driver 'rain' is never used\n", called.Error);
    }

    [Fact]
    public async Task Run_SeedAndReplica_ArePassedOn()
    {
        var runner = new FakeRunner(Runs.Collapsed);
        await Negsim.CallAsync(Negsim.Valid, runner, "run", file, "--seed", "18446744073709551615", "--replica", "12", "--telemetry", "console");
        Assert.Equal((ulong.MaxValue, 12L), runner.Asked);
        Assert.Equal(TelemetryTarget.Console, runner.Telemetry);
    }

    [Fact]
    public async Task Run_Json_PrintsOnlyTheDocument()
    {
        var called = await Negsim.CallAsync("run", file, "--json");
        Assert.Equal(ExitCode.Done, called.ExitCode);
        Snapshot.Matches(called.Output, "run-collapsed.json");
    }

    [Fact]
    public async Task Run_Quiet_TellsOnlyTheEnding()
    {
        var called = await Negsim.CallAsync("run", file, "--quiet");
        Assert.Equal("", called.Error);
        Assert.StartsWith("The agreement collapsed.", called.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BrokenScenario_ReportsEveryErrorAndPlaysNothing()
    {
        var runner = new FakeRunner(Runs.Collapsed);
        var called = await Negsim.CallAsync(Negsim.Broken, runner, "run", file);
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Null(runner.Asked);
        Snapshot.Matches(called.Error, "validate-errors.txt");
    }

    [Fact]
    public async Task Run_RunnerFails_SaysSoInOneLine()
    {
        var runner = new FakeRunner(Runs.Collapsed) { Failure = new InvalidOperationException("The silo\n did not start.") };
        var called = await Negsim.CallAsync(Negsim.Valid, runner, "run", file, "--quiet");
        Assert.Equal(new Called(ExitCode.Failed, "", "negsim: The silo did not start. (--verbose shows the details)\n"), called);
        Assert.True(runner.Disposed);
    }

    [Fact]
    public async Task Run_RunnerFailsVerbose_ShowsTheDetails()
    {
        var runner = new FakeRunner(Runs.Collapsed) { Failure = new InvalidOperationException("The silo did not start.") };
        var called = await Negsim.CallAsync(Negsim.Valid, runner, "run", file, "--verbose");
        Assert.Contains("System.InvalidOperationException: The silo did not start.", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Interrupted_ReturnsThree()
    {
        var runner = new FakeRunner(Runs.Collapsed) { Interrupts = true };
        var called = await Negsim.CallAsync(Negsim.Valid, runner, "run", file, "--quiet");
        Assert.Equal(new Called(ExitCode.Interrupted, "", "negsim: interrupted.\n"), called);
        Assert.True(runner.Disposed);
    }

    [Fact]
    public async Task Run_NoSuchFile_NamesTheNearest()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "truce.yaml"), "", TestContext.Current.CancellationToken);
            var asked = Path.Combine(folder.FullName, "truec.yaml");
            var called = await Negsim.CallAsync("run", asked);
            Assert.Equal(
                new Called(ExitCode.WrongInput, "", $"negsim: there is no file '{asked}'; did you mean '{Path.Combine(folder.FullName, "truce.yaml")}'?\n"),
                called);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task New_NewFile_IsAValidScenario()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "mine.yaml");
            var called = await Negsim.CallAsync("new", path);
            Assert.Equal(new Called(ExitCode.Done, $"{path}: written; 'negsim run {path}' plays it.\n", ""), called);
            var read = NegotiationSim.Scenarios.ScenarioReader.ReadFile(path);
            Assert.NotNull(read.Scenario);
            Assert.Empty(read.Diagnostics);

            var again = await Negsim.CallAsync("new", path);
            Assert.Equal(new Called(ExitCode.WrongInput, "", $"negsim: '{path}' is there already; new writes over nothing\n"), again);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Schema_Asked_PrintsTheSchemaOfTheLanguage()
    {
        var called = await Negsim.CallAsync("schema", "--json");
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        using var document = System.Text.Json.JsonDocument.Parse(called.Output);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", document.RootElement.GetProperty("$schema").GetString());
    }

    [Fact]
    public async Task Validate_ValidFile_SaysWhatItHolds()
    {
        var called = await Negsim.CallAsync("validate", file);
        Assert.Equal(
            new Called(ExitCode.Done, $"{file}: valid: 4 actors, 4 issues, 1,408 outcomes, 20 rounds and 2 events\n", "a.yaml:3:5: warning: driver 'rain' is never used\n"),
            called);
    }

    [Fact]
    public async Task Validate_BrokenFile_ReturnsTwo()
    {
        var called = await Negsim.CallAsync(Negsim.Broken, new FakeRunner(Runs.Collapsed), "validate", file, file);
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
    }

    [Fact]
    public async Task Validate_MissingFile_ChecksTheOthersAllTheSame()
    {
        var called = await Negsim.CallAsync("validate", "no-such.yaml", file, "");
        Assert.Equal(ExitCode.WrongInput, called.ExitCode);
        Assert.StartsWith($"{file}: valid: ", called.Output, StringComparison.Ordinal);
        Assert.Equal(
            """
            no-such.yaml:1:1: error: there is no file 'no-such.yaml'
            a.yaml:3:5: warning: driver 'rain' is never used
            :1:1: error: a file name is empty; name a scenario file

            """,
            called.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task New_EmptyName_SaysSoInOurWords(string name) =>
        Assert.Equal(new Called(ExitCode.WrongInput, "", "negsim: new needs the name of a file; this one is empty\n"), await Negsim.CallAsync("new", name));

    [Fact]
    public async Task Validate_Json_ListsTheDiagnostics()
    {
        var called = await Negsim.CallAsync(Negsim.Broken, new FakeRunner(Runs.Collapsed), "validate", file, "--json");
        Assert.Equal(ExitCode.WrongInput, called.ExitCode);
        Snapshot.Matches(called.Output.Replace(file, "a.yaml", StringComparison.Ordinal), "validate.json");
    }
}
