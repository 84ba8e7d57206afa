using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster;
using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.ClusterModel.Measuring;

/// <summary>What a membership table takes, at the store and at the silo that reads it.</summary>
/// <param name="Rows">Rows in the table.</param>
/// <param name="ReadAtStore">CPU seconds of the store for reading the table once.</param>
/// <param name="ReadAtReader">CPU seconds of the silo for the same.</param>
/// <param name="WriteAtStore">CPU seconds of the store for a silo's "I am alive".</param>
internal sealed record StoreMeasurement(int Rows, double ReadAtStore, double ReadAtReader, double WriteAtStore)
{
    private const int Reads = 200;
    private const int Writes = 2000;

    /// <summary>Measures; the rows are removed again.</summary>
    /// <param name="store">The membership store, on this machine, with nobody else at it.</param>
    /// <param name="rows">How many rows.</param>
    public static async Task<StoreMeasurement> OfAsync(string store, int rows)
    {
        var address = ClusterAddress.Parse(store);
        var server = address.Kind == MembershipStoreKind.Redis ? "redis-server" : "postgres";
        var name = new ClusterName($"model-{Environment.ProcessId}-{rows}");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo => silo.UseMembership(address, name).ConfigureEndpoints(IPAddress.Loopback, 1, 0));
        using var host = builder.Build();
        var table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, CancellationToken.None);
        var entries = Enumerable.Range(0, rows).Select(Entry).ToList();
        try
        {
            var version = (await table.ReadAllAsync(CancellationToken.None)).Version;
            foreach (var entry in entries)
            {
                version = version.Next();
                if (!await table.InsertRowAsync(entry, version, CancellationToken.None))
                {
                    throw new InvalidOperationException("a row was refused");
                }

                version = (await table.ReadAllAsync(CancellationToken.None)).Version;
            }

            var (atStore, atReader) = await EachAsync(server, Reads, async _ => await table.ReadAllAsync(CancellationToken.None));
            var (write, _) = await EachAsync(server, Writes, i => table.UpdateIAmAliveAsync(entries[i % rows], CancellationToken.None));
            return new StoreMeasurement(rows, atStore, atReader, write);
        }
        finally
        {
            await table.DeleteMembershipTableEntriesAsync(name.Id, CancellationToken.None);
        }
    }

    /// <summary>CPU seconds at the store and here.</summary>
    private static async Task<(double Store, double Here)> EachAsync(string server, int times, Func<int, Task> work)
    {
        for (var i = 0; i < times / 4; i++)
        {
            await work(i);
        }

        var (store, here) = (SecondsOf(server), Environment.CpuUsage.TotalTime.TotalSeconds);
        for (var i = 0; i < times; i++)
        {
            await work(i);
        }

        return ((SecondsOf(server) - store) / times, (Environment.CpuUsage.TotalTime.TotalSeconds - here) / times);
    }

    /// <summary>All processes of that name, since PostgreSQL has one for every connection.</summary>
    private static double SecondsOf(string server)
    {
        var processes = Process.GetProcesses();
        try
        {
            // Both servers write more than their name into the title of a process.
            return processes.Where(process => process.ProcessName.StartsWith(server, StringComparison.Ordinal)).Sum(process => process.TotalProcessorTime.TotalSeconds);
        }
        finally
        {
            Array.ForEach(processes, process => process.Dispose());
        }
    }

    private static MembershipEntry Entry(int number)
    {
        var time = DateTime.UnixEpoch.AddDays(20_000);
        return new MembershipEntry
        {
            SiloAddress = SiloAddress.New(new IPAddress([10, 0, (byte)(number / 250), (byte)(number % 250 + 1)]), 11111, 100_000_000 + number),
            HostName = $"silo-{number}",
            SiloName = $"Silo_{number:x8}",
            RoleName = "negsim",
            Status = SiloStatus.Active,
            ProxyPort = 30000,
            SuspectTimes = [],
            StartTime = time,
            IAmAliveTime = time,
        };
    }
}
