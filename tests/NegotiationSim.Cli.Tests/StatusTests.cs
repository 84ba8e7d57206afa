using System.Net;
using System.Text.Json;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Grains;

namespace NegotiationSim.Cli.Tests;

/// <summary>How the state of a cluster is told; the silos are made up.</summary>
public sealed class StatusTests
{
    private static readonly DateTimeOffset s_now = new(2027, 3, 12, 14, 3, 20, TimeSpan.Zero);

    private static readonly DriverReport[] s_batches =
    [
        new("ada-4711-0f", "kerry-lavrov-2016", 3_204_096, 10_000_000) { Silence = 0.21 },
        new("grace-12-1e", "truce-for-aid", 40_000, 40_960) { Silence = 23.4 },
        new("mary-9-2d") { Silence = 0.4 },
    ];

    private static readonly SiloStanding[] s_silos =
    [
        Silo("10.0.0.1:11111", SiloStatus.Active, s_now.AddHours(-2), Report(running: 4, lanes: 4, blocks: 12_345, replicas: 50_565_120, rate: 4_012.6)),
        Silo("10.0.0.2:11111", SiloStatus.Active, s_now.AddDays(-3), Report(running: 1, lanes: 4, blocks: 903, replicas: 3_698_688, rate: 801.2, isDraining: true)),
        Silo("10.0.0.3:11111", SiloStatus.Active, s_now.AddMinutes(-5), null, "it does not answer"),
        Silo("[2001:db8::1:2]:11111", SiloStatus.Joining, s_now, null),
        .. Enumerable.Range(0, 5).Select(i => Silo($"10.0.0.{i + 4}:11111", SiloStatus.Dead, s_now.AddDays(-400), null, lastAlive: s_now.AddDays(-300 * i))),
    ];

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task Status_ManySilos_MatchesSnapshot(int width)
    {
        var called = await CallAsync(s_silos, width);

        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Assert.All(called.Output.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        Snapshot.Matches(called.Output, $"status-{width}.txt");
    }

    [Fact]
    public async Task Status_Json_MatchesSnapshot() => Snapshot.Matches((await CallAsync(s_silos, 80, "--json")).Output, "status.json");

    [Fact]
    public async Task Status_Verbose_ShowsEveryDeadSilo()
    {
        var called = await CallAsync(s_silos, 80, "--verbose");

        Assert.All(s_silos.Where(silo => silo.Entry.IsDead), silo => Assert.Contains($"{silo.Entry.Address.Endpoint}, last", called.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("more, which", called.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Quiet_SaysOneParagraph() => Assert.Equal(
        "2 silos serve, 8 tables at a time; 5 blocks are being played, 4,814 replicas a\nsecond. So far 13,248 blocks with 54,263,808 replicas. 1 silo does not answer.\n",
        (await CallAsync(s_silos, 80, "--quiet")).Output);

    [Fact]
    public async Task Status_NoSilo_SaysSoAndHowToStartOne()
    {
        var called = await CallAsync([], 80);

        Assert.Equal(ExitCode.Done, called.ExitCode);
        Assert.Contains("No silo of cluster 'study' was ever seen there.", called.Output, StringComparison.Ordinal);
        Assert.Contains("negsim silo --cluster redis://127.0.0.1:6379 --cluster-id study", called.Output, StringComparison.Ordinal);
    }

    /// <summary>What a silo or a client says of itself comes from another machine.</summary>
    [Fact]
    public async Task Status_ControlCharactersFromElsewhere_AreShownAsSuch()
    {
        SiloStanding[] silos = [Silo("10.0.0.1:11111", SiloStatus.Active, s_now, Report(1, 1, 1, 1, 1) with { Build = "negsim\u001b[2J", Batches = [new DriverReport("a\u001b[2J-1-2", "b\u001b]0;c\u0007", 1, 2)] })];

        var called = await CallAsync(silos, 80);

        Assert.DoesNotContain('\u001b', called.Output);
        Assert.DoesNotContain('\u0007', called.Output);
    }

    [Theory]
    [InlineData("status", "negsim: status needs a cluster: --cluster URL --cluster-id ID (negsim status --help tells more)")]
    [InlineData("status --cluster redis://127.0.0.1", "negsim: --cluster needs the cluster's name beside it: --cluster-id ID (negsim status --help tells more)")]
    public async Task Status_NoCluster_SaysWhatIsMissing(string commandLine, string complaint) =>
        Assert.Equal(new Called(ExitCode.WrongInput, "", complaint + "\n"), await Negsim.CallAsync(commandLine.Split(' ')));

    [Fact]
    public async Task Status_StoreCannotBeReached_SaysWhichInOneLine()
    {
        var called = await Negsim.CallAsync((_, _) => Negsim.Valid, new FakeRunner(Runs.Collapsed), surroundings => surroundings with
        {
            Survey = (_, _, _) => throw new MembershipException("Redis at 127.0.0.1:1 cannot be reached"),
        }, "status", "--cluster", "redis://127.0.0.1:1", "--cluster-id", "study");

        Assert.Equal(ExitCode.Failed, called.ExitCode);
        Assert.StartsWith("negsim: Redis at 127.0.0.1:1 cannot be reached", called.Error, StringComparison.Ordinal);
        Assert.Single(called.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Status_Json_IsOneDocumentWhateverTheSilosSay()
    {
        using var document = JsonDocument.Parse((await CallAsync([], 80, "--json")).Output);

        Assert.Equal("negsim.status/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal(0, document.RootElement.GetProperty("silos").GetArrayLength());
    }

    private static Task<Called> CallAsync(IReadOnlyList<SiloStanding> silos, int width, params string[] more) => Negsim.CallAsync(
        (_, _) => Negsim.Valid,
        new FakeRunner(Runs.Collapsed),
        surroundings => surroundings with { OutputScreen = new Screen(width, false), Clock = new StoppedClock(), Survey = (_, _, _) => Task.FromResult(silos) },
        ["status", "--cluster", "redis://somebody@127.0.0.1:6379", "--cluster-id", "study", .. more]);

    private static SiloStanding Silo(string address, SiloStatus status, DateTimeOffset started, SiloReport? report, string? trouble = null, DateTimeOffset? lastAlive = null)
    {
        var endpoint = IPEndPoint.Parse(address);
        return new SiloStanding(new SiloEntry(SiloAddress.New(endpoint, 12345), new IPEndPoint(endpoint.Address, 30000), status, "Silo_1", "ada", started, lastAlive ?? s_now), report, trouble);
    }

    private static SiloReport Report(int running, int lanes, long blocks, long replicas, double rate, bool isDraining = false) =>
        new("negsim 0.1.0 (0123abcd)", lanes, isDraining, s_batches.Length, running, blocks, replicas, rate) { Batches = [.. s_batches.Select(batch => batch with { Silence = batch.Silence + running })] };

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => s_now;
    }
}
