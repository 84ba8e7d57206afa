using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NegotiationSim.Grains.Hosting;
using Orleans.Configuration;

// A program that has no business with a run: it is given ports, and tries whatever a process of another user can. Each line on standard output is something that it should not have got.
// usage: NegotiationSim.Stranger CLUSTER PORT...   (a CLUSTER of - is unknown: it is looked for in what the ports send)
var cluster = args[0];
var halfOpen = new List<TcpClient>();
foreach (var port in args.Skip(1).Select(int.Parse))
{
    var heard = await ListenAsync(port, []);
    if (heard is null)
    {
        continue;
    }

    Console.WriteLine($"{port}: open, sends {heard.Length} bytes unasked");
    cluster = Regex.Match(Encoding.Latin1.GetString(heard), "negsim-[0-9a-f]{32}") is { Success: true } name ? name.Value : cluster;
    var random = new byte[4096];
    new Random(port).NextBytes(random);
    await ListenAsync(port, random);
    for (var i = 0; i < 500; i++)
    {
        halfOpen.Add(new TcpClient());
        await halfOpen[^1].ConnectAsync(IPAddress.Loopback, port);
    }
}

foreach (var port in args.Skip(1).Select(int.Parse))
{
    await TryAsync("joined as a silo", builder => builder.UseOrleans(silo =>
        silo.UseLocalhostClustering(FreePort(), 0, new IPEndPoint(IPAddress.Loopback, port), "negsim", cluster)));
    await TryAsync("connected as a client", builder => builder.UseOrleansClient(client =>
        client.UseLocalhostClustering(port, "negsim", cluster)));
}

halfOpen.ForEach(client => client.Dispose());
return;

static async Task<byte[]?> ListenAsync(int port, byte[] send)
{
    try
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, enough.Token);
        await client.GetStream().WriteAsync(send, enough.Token);
        var buffer = new byte[65536];
        try
        {
            return buffer[..await client.GetStream().ReadAsync(buffer, enough.Token)];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }
    catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException)
    {
        return null;
    }
}

static async Task TryAsync(string what, Action<HostApplicationBuilder> configure)
{
    var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
    configure(builder);
    builder.Services.AddNegotiationGrains();
    builder.Services.Configure<ClusterMembershipOptions>(options => options.MaxJoinAttemptTime = TimeSpan.FromSeconds(3));
    using var host = builder.Build();
    using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(5));
    try
    {
        await host.StartAsync(enough.Token).WaitAsync(enough.Token);
        var silos = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts().WaitAsync(enough.Token);
        Console.WriteLine($"{what}: a cluster of {silos.Count}");
    }
    catch (Exception)
    {
        // However it was turned away.
    }
}

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}
