using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// The yardstick for `negsim run`: the time that an empty Orleans silo takes to start and stop, hosted as the Orleans documentation shows it. It has
// no grains, and nothing here is tuned: only the ports are free ones and the log is quiet.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.AddFilter("Orleans", LogLevel.Warning);
builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), FreePort()));
using var host = builder.Build();
await host.StartAsync();
await host.StopAsync();

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}
