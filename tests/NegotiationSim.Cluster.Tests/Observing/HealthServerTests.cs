using System.Net;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Cluster.Tests.Observing;

public sealed class HealthServerTests
{
    private static readonly HttpClient s_http = new();

    [Theory]
    [InlineData(SiloHealth.Joining, 200, 503, "joining")]
    [InlineData(SiloHealth.Ready, 200, 200, "ready")]
    [InlineData(SiloHealth.Draining, 200, 503, "draining")]
    [InlineData(SiloHealth.Failed, 503, 503, "failed")]
    public async Task Get_EveryState_TellsIt(SiloHealth health, int live, int ready, string word)
    {
        await using var server = await StartAsync(health);

        Assert.Equal((live, word + "\n"), await GetAsync(server, "/health/live"));
        Assert.Equal((ready, word + "\n"), await GetAsync(server, "/health/ready"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/health/")]
    [InlineData("/health/live/")]
    [InlineData("/health/ready/x")]
    [InlineData("/metrics")]
    [InlineData("/..%2fhealth/live")]
    public async Task Get_AnythingElse_IsNotThere(string path)
    {
        await using var server = await StartAsync(SiloHealth.Ready);

        Assert.Equal((404, ""), await GetAsync(server, path));
    }

    [Fact]
    public async Task Post_IsRefused()
    {
        await using var server = await StartAsync(SiloHealth.Ready);

        using var response = await s_http.PostAsync(Url(server, "/health/live"), new StringContent(new string('x', 100_000)), TestContext.Current.CancellationToken);

        Assert.False(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Head_HasNoBody()
    {
        await using var server = await StartAsync(SiloHealth.Ready);

        using var response = await s_http.SendAsync(new HttpRequestMessage(HttpMethod.Head, Url(server, "/health/ready")), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_TellsNoProgramAndNoVersion()
    {
        await using var server = await StartAsync(SiloHealth.Ready);

        using var response = await s_http.GetAsync(Url(server, "/health/live"), TestContext.Current.CancellationToken);

        Assert.Equal(["Cache-Control", "Date", "Transfer-Encoding"], response.Headers.Select(header => header.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["Content-Type"], response.Content.Headers.Select(header => header.Key));
    }

    [Fact]
    public async Task StartAsync_PortInUse_SaysSo()
    {
        await using var server = await StartAsync(SiloHealth.Ready);

        var failure = await Assert.ThrowsAsync<SiloStartException>(() => HealthServer.StartAsync(server.At, () => SiloHealth.Ready, TestContext.Current.CancellationToken));

        Assert.Equal($"nothing can listen at {server.At}: it is in use by another program", failure.Message);
    }

    [Fact]
    public async Task StartAsync_AddressOfNobody_SaysSo()
    {
        var at = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 8080);

        var failure = await Assert.ThrowsAsync<SiloStartException>(() => HealthServer.StartAsync(at, () => SiloHealth.Ready, TestContext.Current.CancellationToken));

        Assert.StartsWith("nothing can listen at 192.0.2.1:8080: ", failure.Message, StringComparison.Ordinal);
    }

    private static Task<HealthServer> StartAsync(SiloHealth health) => HealthServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), () => health, TestContext.Current.CancellationToken);

    private static Uri Url(HealthServer server, string path) => new($"http://{server.At}{path}");

    private static async Task<(int Status, string Text)> GetAsync(HealthServer server, string path)
    {
        using var response = await s_http.GetAsync(Url(server, path), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
