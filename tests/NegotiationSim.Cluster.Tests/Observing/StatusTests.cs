using System.Text.Json;
using NegotiationSim.Cli;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Cluster.Tests.Fixtures;
using StackExchange.Redis;

namespace NegotiationSim.Cluster.Tests.Observing;

/// <summary><c>negsim status</c> against silos that are there.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task Status_NoSilo_SaysSoAndCreatesNothing()
    {
        await using var cluster = await OwnCluster.StartAsync();

        var called = await cluster.CallAsync("status");

        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Assert.Contains("No silo of cluster 'own' was ever seen there.", called.Output, StringComparison.Ordinal);
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{cluster.Redis.Port}");
        Assert.Equal(0, (long)await redis.GetDatabase().ExecuteAsync("DBSIZE"));
    }

    [Fact]
    public async Task Status_SiloThatPlayedABatch_TellsOfItAndOfNobodyElse()
    {
        await using var cluster = await OwnCluster.StartAsync();
        var silo = await cluster.StartSiloAsync();
        Assert.Equal(ExitCode.Done, (await cluster.CallAsync("montecarlo", BuiltProgram.Scenario("truce-for-aid.yaml"), "--runs", "64", "--block-size", "16", "--quiet")).ExitCode);

        using var status = JsonDocument.Parse((await cluster.CallAsync("status", "--json")).Output);

        var shown = Assert.Single(status.RootElement.GetProperty("silos").EnumerateArray());
        Assert.Equal(silo.Address.Endpoint.ToString(), shown.GetProperty("address").GetString());
        Assert.Equal(silo.Gateway.ToString(), shown.GetProperty("gateway").GetString());
        Assert.Equal("active", shown.GetProperty("status").GetString());
        var report = shown.GetProperty("report");
        Assert.Equal((4, 64, 1, 0), (report.GetProperty("blocks").GetInt32(), report.GetProperty("replicas").GetInt32(), report.GetProperty("tables").GetInt32(), report.GetProperty("running").GetInt32()));

        // The client of the batch said goodbye, and who looks is none.
        Assert.Equal(0, report.GetProperty("clients").GetInt32());
        Assert.Equal(0, status.RootElement.GetProperty("batches").GetArrayLength());

        silo.Work.IsDraining = true;
        Assert.Contains("draining", (await cluster.CallAsync("status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_ClientInTheMiddle_TellsHowFarItIs()
    {
        await using var cluster = await OwnCluster.StartAsync();
        var (first, second) = (await cluster.StartSiloAsync(), await cluster.StartSiloAsync());
        await using var silos = await ClusterSilos.StartAsync(cluster.Client, TimeProvider.System, TestContext.Current.CancellationToken);
        silos.Plays = silos.Plays with { Scenario = "truce-for-aid", Done = 40_000, Total = 100_000 };

        // Both have heard of the client when their reports say so.
        IReadOnlyList<SiloStanding> standings = [];
        await Eventually.SoAsync(
            async () =>
            {
                standings = await ClusterSurvey.TakeAsync(cluster.Client, TestContext.Current.CancellationToken);
                return standings.All(standing => standing.Report is { Batches: [{ Total: 100_000 }] });
            },
            () => string.Join("; ", standings));

        var batch = Assert.Single(ClusterTotals.Of(standings).Batches);
        Assert.Equal((silos.Driver, "truce-for-aid", 40_000), (batch.Driver, batch.Scenario, batch.Done));
        Assert.Equal(new[] { first.Address, second.Address }.Order(), standings.Select(standing => standing.Entry.Address).Order());
    }

    [Fact]
    public async Task Status_OtherSecret_SaysWhyTheSiloCannotBeAsked()
    {
        await using var cluster = await OwnCluster.StartAsync();
        await cluster.StartSiloAsync();
        var (output, error) = (new StringWriter(), new StringWriter());

        var code = await new NegsimProgram(OwnCluster.Around(output, error)).RunAsync(
            ["status", "--cluster", cluster.Redis.Address.ToString(), "--cluster-id", cluster.Name.Id, "--secret-file", cluster.NewSecret("other"), "--json"], TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Done, code);
        using var status = JsonDocument.Parse(output.ToString());
        Assert.Equal(1, status.RootElement.GetProperty("totals").GetProperty("silent").GetInt32());
        Assert.Contains("secret", Assert.Single(status.RootElement.GetProperty("silos").EnumerateArray()).GetProperty("trouble").GetString(), StringComparison.Ordinal);
    }
}
