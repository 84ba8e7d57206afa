using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Cli;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Observing;

/// <summary>What an orchestrator and a person see of <c>negsim silo</c> from its start to its end.</summary>
public sealed class SiloSessionTests
{
    private static readonly HttpClient s_http = new();

    private readonly int _health = FreePort.Next();
    private readonly int _dashboard = FreePort.Next();

    /// <summary>As long as a block is played, the silo does not end: there is time to look.</summary>
    [Fact]
    public async Task Silo_ToldToEndWhileABlockIsPlayed_IsNotReadyAndLives()
    {
        await using var cluster = await OwnCluster.StartAsync();
        using var end = new CancellationTokenSource();
        var silo = cluster.CallAsync(end.Token, "silo", "--parallel", "1", "--grace", "600", "--health", FreePort.Text(_health));
        await WaitForAsync("ready", 200);
        using var stop = new CancellationTokenSource();
        var batch = cluster.CallAsync(stop.Token, "montecarlo", BuiltProgram.Scenario("kerry-lavrov-2016.yaml"), "--runs", "100000", "--block-size", "2000", "--quiet");
        await WaitForBlockAsync(cluster);

        await end.CancelAsync();

        // Every one of these comes before the silo has ended.
        await WaitForAsync("ready", 503);
        Assert.Equal((503, "draining\n"), await GetAsync("ready"));
        Assert.Equal((200, "draining\n"), await GetAsync("live"));
        Assert.False(silo.IsCompleted);
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, (await silo).ExitCode);
        Assert.EndsWith("negsim: left the cluster.\n", (await silo).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Interrupted, (await batch).ExitCode);
        Assert.Null(await TryGetAsync("live"));
    }

    /// <summary>The others declare it dead, as they do after it was cut off. What it says on the way is one sentence a line, and no stack trace.</summary>
    [Fact]
    public async Task Silo_DeclaredDead_IsReplacedBehindTheSameAddresses()
    {
        await using var cluster = await OwnCluster.StartAsync();
        using var end = new CancellationTokenSource();
        var silo = cluster.CallAsync(end.Token, "silo", "--parallel", "1", "--health", FreePort.Text(_health), "--dashboard", FreePort.Text(_dashboard));
        await WaitForAsync("ready", 200);
        var first = await SiloAsync();

        await DeclareDeadAsync(cluster);
        var second = "";
        await Eventually.SoAsync(
            async () =>
            {
                await WaitForAsync("ready", 200);
                second = await SiloAsync();
                return second != first && second.Length > 0;
            },
            () => $"the silo is '{second}' and was '{first}'");

        Assert.Equal((200, "ready\n"), await GetAsync("live"));
        await end.CancelAsync();
        var called = await silo;
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Output));
        Assert.Contains("a new one takes its place", called.Error, StringComparison.Ordinal);
        Assert.All(called.Error.TrimEnd('\n').Split('\n'), line => Assert.Matches("^negsim: ", line));
        Assert.DoesNotContain("   at ", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_AllIsWell_SaysOnlyOurSentences()
    {
        await using var cluster = await OwnCluster.StartAsync();
        using var end = new CancellationTokenSource();
        var silo = cluster.CallAsync(end.Token, "silo", "--parallel", "1", "--health", FreePort.Text(_health), "--dashboard", FreePort.Text(_dashboard));
        await WaitForAsync("ready", 200);
        await cluster.CallAsync("montecarlo", BuiltProgram.Scenario("truce-for-aid.yaml"), "--runs", "64", "--quiet");
        await end.CancelAsync();

        // On a machine that is busy with something else a turn may take long.
        var lines = (await silo).Error.TrimEnd('\n').Split('\n').Where(line => !line.Contains(" s for round ", StringComparison.Ordinal));

        Assert.Collection(
            lines,
            line => Assert.Equal($"negsim: health at http://127.0.0.1:{_health}/health/live and /health/ready.", line),
            line => Assert.Equal($"negsim: dashboard at http://127.0.0.1:{_dashboard}/; every call of a grain takes longer for it.", line),
            line => Assert.Matches(@"^negsim: silo 127\.0\.0\.1:\d+ of cluster 'own' serves, 1 table at a time; clients at 127\.0\.0\.1:\d+\.$", line),
            line => Assert.Equal("negsim: finishing what is being played, for up to 25 s.", line),
            line => Assert.Equal("negsim: left the cluster.", line));
    }

    [Fact]
    public async Task Silo_Verbose_NamesNoPassword()
    {
        await using var redis = await RedisServer.StartAsync(password: "open-sesame-42");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("password"), "open-sesame-42\n", TestContext.Current.CancellationToken);
        var (output, error) = (new StringWriter(), new StringWriter());
        using var end = new CancellationTokenSource();
        var silo = new NegsimProgram(OwnCluster.Around(output, error)).RunAsync(
            ["silo", "--cluster", redis.Address.ToString(), "--cluster-id", "own", "--cluster-password-file", folder.File("password"), "--parallel", "1", "--health", FreePort.Text(_health), "--verbose"], end.Token);
        await WaitForAsync("ready", 200);
        await redis.RestartAsync();
        await end.CancelAsync();

        Assert.Equal(ExitCode.Done, await silo);
        Assert.Contains("note: Orleans.Runtime.MembershipService.", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("open-sesame-42", error.ToString() + output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_HealthPortInUse_SaysSoBeforeItJoins()
    {
        await using var cluster = await OwnCluster.StartAsync();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, _health);
        taken.Start();

        var called = await cluster.CallAsync("silo", "--health", FreePort.Text(_health));

        Assert.Equal(new Called(ExitCode.Failed, "", $"negsim: nothing can listen at 127.0.0.1:{_health}: it is in use by another program\n"), called);
    }

    private static Task WaitForBlockAsync(OwnCluster cluster) => Eventually.SoAsync(
        async () => (await cluster.CallAsync("status", "--quiet")).Output.Contains("1 block is being", StringComparison.Ordinal),
        () => "no block is being played");

    /// <summary>Writes into the table what other silos would.</summary>
    private static async Task DeclareDeadAsync(OwnCluster cluster)
    {
        var builder = new StoreBuilder();
        builder.Services.AddLogging();
        builder.UseMembership(cluster.Redis.Address, cluster.Name);
        await using var services = builder.Services.BuildServiceProvider();
        var table = services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: false, TestContext.Current.CancellationToken);
        var rows = await table.ReadAllAsync(TestContext.Current.CancellationToken);
        var (row, tag) = Assert.Single(rows.Members);
        row.Status = SiloStatus.Dead;
        Assert.True(await table.UpdateRowAsync(row, tag, rows.Version.Next(), TestContext.Current.CancellationToken));
    }

    private async Task WaitForAsync(string kind, int status)
    {
        while ((await TryGetAsync(kind))?.Status != status)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The silo that the dashboard shows as active; empty: none.</summary>
    private async Task<string> SiloAsync()
    {
        using var response = await s_http.GetAsync(new Uri($"http://127.0.0.1:{_dashboard}/DashboardCounters"), TestContext.Current.CancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return "";
        }

        using var counters = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return string.Join(' ', counters.RootElement.GetProperty("hosts").EnumerateArray().Where(host => host.GetProperty("status").GetString() == "Active").Select(host => host.GetProperty("siloAddress").GetString()));
    }

    private async Task<(int Status, string Text)?> TryGetAsync(string kind)
    {
        try
        {
            return await GetAsync(kind);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<(int Status, string Text)> GetAsync(string kind)
    {
        using var response = await s_http.GetAsync(new Uri($"http://127.0.0.1:{_health}/health/{kind}"), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed class StoreBuilder : ISiloBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public Microsoft.Extensions.Configuration.IConfiguration Configuration { get; } = new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build();
    }
}
