using System.Net;
using System.Text.Json;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Observing;

public sealed class DashboardServerTests
{
    private static readonly HttpClient s_http = new();

    /// <summary>The dashboard's grains may lie on any silo that knows them; one without a dashboard must not.</summary>
    [Fact]
    public async Task Get_SiloWithoutADashboardBesideIt_ShowsBothAndTheCallsOfOne()
    {
        await using var cluster = await OwnCluster.StartAsync();
        var plain = await cluster.StartSiloAsync();
        var shown = await cluster.StartSiloAsync(options => options with { HasDashboard = true });
        await using var server = await DashboardServer.StartAsync(0, () => shown.Services, TestContext.Current.CancellationToken);

        var (status, page) = await GetAsync(server, "/");
        Assert.Equal(200, status);
        Assert.Contains("Orleans Dashboard", page, StringComparison.Ordinal);

        // A silo hears of its neighbours a moment after they have joined.
        var text = "";
        await Eventually.SoAsync(
            async () =>
            {
                text = (await GetAsync(server, "/DashboardCounters")).Text;
                using var seen = JsonDocument.Parse(text);
                return seen.RootElement.GetProperty("hosts").EnumerateArray().Select(host => host.GetProperty("siloAddress").GetString()).ToHashSet()
                    .SetEquals([plain.Address.ToParsableString(), shown.Address.ToParsableString()]);
            },
            () => text);
        using var counters = JsonDocument.Parse(text);
        var places = counters.RootElement.GetProperty("simpleGrainStats").EnumerateArray()
            .Where(grain => grain.GetProperty("grainType").GetString()!.Contains("Dashboard", StringComparison.Ordinal))
            .Select(grain => grain.GetProperty("siloAddress").GetString());
        Assert.Equal([shown.Address.ToParsableString()], places.Distinct());

        // What grains of either silo were called is handed on once a second; the plain one counts nothing.
        await cluster.CallAsync("montecarlo", BuiltProgram.Scenario("truce-for-aid.yaml"), "--runs", "64", "--block-size", "4", "--quiet");
        var calls = "";
        await Eventually.SoAsync(
            async () =>
            {
                calls = (await GetAsync(server, "/TopGrainMethods")).Text;
                return calls.Contains("NegotiationSim.Grains.ActorGrain", StringComparison.Ordinal) && calls.Contains("TurnAsync", StringComparison.Ordinal);
            },
            () => calls);
    }

    [Theory]
    [InlineData("/GrainState?grainId=0&grainType=NegotiationSim.Grains.SiloGrain", 404)]
    [InlineData("/grainstate?grainId=0", 404)]
    [InlineData("/Trace", 404)]
    [InlineData("/%54race", 404)]
    [InlineData("/nothing", 404)]
    [InlineData("/index.html", 503)]
    public async Task Get_WhatCouldTellTooMuch_IsNotServed(string path, int status)
    {
        await using var server = await DashboardServer.StartAsync(0, () => null, TestContext.Current.CancellationToken);

        Assert.Equal(status, (await GetAsync(server, path)).Status);
    }

    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("10.0.0.1", 421)]
    [InlineData("localhost.", 421)]
    [InlineData("localhost", 503)]
    [InlineData("LOCALHOST:1234", 503)]
    [InlineData("127.0.0.1:8080", 503)]
    [InlineData("[::1]:8080", 503)]
    public async Task Get_NameOfAnotherHost_IsRefused(string host, int status)
    {
        await using var server = await DashboardServer.StartAsync(0, () => null, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{server.At}/"));
        request.Headers.Host = host;

        using var response = await s_http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Server_ListensOnLoopbackAlone()
    {
        await using var server = await DashboardServer.StartAsync(0, () => null, TestContext.Current.CancellationToken);

        Assert.Equal(IPAddress.Loopback, server.At.Address);
    }

    private static async Task<(int Status, string Text)> GetAsync(DashboardServer server, string path)
    {
        using var response = await s_http.GetAsync(new Uri($"http://{server.At}{path}"), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
