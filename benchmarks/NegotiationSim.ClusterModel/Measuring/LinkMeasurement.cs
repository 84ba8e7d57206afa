using NegotiationSim.Grains;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.ClusterModel.Measuring;

/// <summary>What the links to silos take at the client, on loopback and without TLS.</summary>
/// <param name="IdlePerLink">CPU seconds per second and link where nothing is played: pulses and Orleans's own timers.</param>
/// <param name="MemoryPerLink">Bytes of memory per link.</param>
/// <param name="IdlePerSilo">CPU seconds per second of a silo that plays nothing.</param>
/// <param name="Call">CPU seconds at the client, and at the silo, for a small call: an exchange without a load.</param>
/// <param name="Client">CPU seconds at the client per block, for sending, receiving and handing out.</param>
/// <param name="Silo">CPU seconds at the silo per block, playing included.</param>
internal sealed record LinkMeasurement(double IdlePerLink, double MemoryPerLink, double IdlePerSilo, (double Client, double Silo) Call, IReadOnlyDictionary<string, double> Client, IReadOnlyDictionary<string, double> Silo)
{
    private const int Seconds = 20;
    private const double WarmUp = 4;
    private const double Length = 8;
    private const int Calls = 20_000;

    /// <summary>Measures.</summary>
    /// <param name="store">A membership store.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="scenarios">What is played.</param>
    public static async Task<LinkMeasurement> OfAsync(string store, int silos, IReadOnlyList<Scenario> scenarios)
    {
        await using var cluster = await ModelCluster.StartAsync(store, silos, lanes: 1);
        var without = Memory();
        await using var links = await cluster.ConnectAsync();
        await Task.Delay(TimeSpan.FromSeconds(WarmUp));
        var memory = (Memory() - without) / silos;
        var (client, silo) = (Here, cluster.Seconds);
        await Task.Delay(TimeSpan.FromSeconds(Seconds));
        var (idle, idleSilo) = ((Here - client) / Seconds, (cluster.Seconds - silo) / Seconds);
        var call = await CallAsync(links, cluster);
        var (atClient, atSilo) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        foreach (var scenario in scenarios)
        {
            await using var experiment = new Experiment(links, scenario, new ExperimentOptions { Lanes = silos, BlockSize = BlockSizes.For(scenario, long.MaxValue, lanes: 2, inCluster: true) }, links.Driver);
            var replica = 0L;
            await PlayAsync(WarmUp);
            var (start, blocks) = (TimeProvider.System.GetTimestamp(), replica);
            (client, silo) = (Here, cluster.Seconds);
            await PlayAsync(Length);
            var took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            blocks = (replica - blocks) / BlockSizes.For(scenario, long.MaxValue, lanes: 2, inCluster: true);
            atClient[scenario.Name] = (Here - client - took * idle) / blocks;
            atSilo[scenario.Name] = (cluster.Seconds - silo - took * idleSilo) / blocks;

            // Until the silos have worked for so many CPU seconds each.
            async Task PlayAsync(double seconds)
            {
                var begin = cluster.Seconds;
                await foreach (var block in experiment.PlayAsync(1, replica, long.MaxValue / 2, tell: false))
                {
                    replica += block.Spec.Count;
                    if (cluster.Seconds - begin > seconds * silos)
                    {
                        break;
                    }
                }
            }
        }

        return new LinkMeasurement(idle / silos, memory, idleSilo / silos, call, atClient, atSilo);
    }

    /// <summary>Calls one after the other, so that what is idle meanwhile is small beside it.</summary>
    private static async Task<(double Client, double Silo)> CallAsync(ISilos links, ModelCluster cluster)
    {
        ISiloGrain? silo = null;
        using (links.Watch(link => silo ??= link.Grains.GetGrain<ISiloGrain>(0)))
        {
            await RepeatAsync(Calls / 4);
            var (client, served) = (Here, cluster.Seconds);
            await RepeatAsync(Calls);
            return ((Here - client) / Calls, (cluster.Seconds - served) / Calls);
        }

        async Task RepeatAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await silo!.ReportAsync();
            }
        }
    }

    private static double Here => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
