using System.Globalization;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>
/// Hosts that are network namespaces of Linux, on a switch that is in one of its own. Nothing of it reaches the machine's network, and all of it is gone with the fixture. Tests that need one skip where they may not make one.
/// </summary>
internal sealed class Network : IAsyncDisposable
{
    private static int s_count;

    private readonly string _prefix = $"{Prefix}{Interlocked.Increment(ref s_count)}";
    private readonly List<string> _hosts = [];

    /// <summary>Makes a network.</summary>
    /// <param name="hosts">How many hosts there are on the switch.</param>
    public static async Task<Network> OfAsync(int hosts)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && ServerProcess.Find("ip", "/usr/sbin", "/sbin") is not null, "network namespaces are root's, and made with 'ip'");
        var network = new Network();
        try
        {
            await IpAsync("netns", "add", network.Switch);
            network._hosts.Add(network.Switch);
        }
        catch (InvalidOperationException failure)
        {
            Assert.Skip($"no network namespaces here: {failure.Message}");
        }

        try
        {
            await network.MakeAsync(hosts);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the names of all hosts of this test process begin with.</summary>
    public static string Prefix { get; } = $"negsim-{Environment.ProcessId}-";

    private string Switch => $"{_prefix}-switch";

    /// <summary>The address of a host.</summary>
    /// <param name="host">Its number, from 1.</param>
    public static string Address(int host) => string.Create(CultureInfo.InvariantCulture, $"10.77.13.{host}");

    /// <summary>What runs a program on a host, to be put before it.</summary>
    /// <param name="host">Its number, from 1.</param>
    public string[] On(int host) => [Ip(), "netns", "exec", Host(host)];

    /// <summary>Pulls a host's plug.</summary>
    public Task CutAsync(int host) => IpAsync("-n", Switch, "link", "set", Port(host), "down");

    /// <summary>Puts it in again.</summary>
    public Task JoinAsync(int host) => IpAsync("-n", Switch, "link", "set", Port(host), "up");

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await IpAsync("netns", "delete", host);
        }
    }

    private static string Ip() => ServerProcess.Find("ip", "/usr/sbin", "/sbin")!;

    private static Task IpAsync(params IReadOnlyList<string> arguments) => ServerProcess.RunAsync(Ip(), arguments);

    private static string Port(int host) => string.Create(CultureInfo.InvariantCulture, $"port{host}");

    private string Host(int host) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{host}");

    private async Task MakeAsync(int hosts)
    {
        await IpAsync("-n", Switch, "link", "add", "bridge", "type", "bridge");
        await IpAsync("-n", Switch, "link", "set", "bridge", "up");
        for (var host = 1; host <= hosts; host++)
        {
            await IpAsync("netns", "add", Host(host));
            _hosts.Add(Host(host));
            await IpAsync("-n", Switch, "link", "add", Port(host), "type", "veth", "peer", "name", "eth0", "netns", Host(host));
            await IpAsync("-n", Switch, "link", "set", Port(host), "master", "bridge");
            await IpAsync("-n", Switch, "link", "set", Port(host), "up");
            await IpAsync("-n", Host(host), "address", "add", Address(host) + "/24", "dev", "eth0");
            await IpAsync("-n", Host(host), "link", "set", "eth0", "up");
            await IpAsync("-n", Host(host), "link", "set", "lo", "up");
        }
    }
}
