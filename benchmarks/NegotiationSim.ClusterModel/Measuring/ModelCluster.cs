using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using NegotiationSim.Cluster;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.ClusterModel.Measuring;

/// <summary>Silos of this program as processes of their own on this machine, for as long as they are measured.</summary>
internal sealed class ModelCluster : IAsyncDisposable
{
    private const string SecretVariable = "NEGSIM_MODEL_SECRET";
    private const string Ready = "ready";

    private readonly List<Process> _silos = [];
    private readonly ClusterAddress _store;
    private readonly ClusterName _name = new($"model-{Environment.ProcessId}");
    private readonly string _secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    private ModelCluster(ClusterAddress store) => _store = store;

    /// <summary>The program in a silo's process: serves until its standard input ends.</summary>
    /// <param name="store">The membership store.</param>
    /// <param name="id">The cluster.</param>
    /// <param name="lanes">How many tables it offers.</param>
    public static async Task ServeAsync(string store, string id, int lanes)
    {
        ClusterThreads.Allow(lanes);
        var name = new ClusterName(id);
        await using var silo = await ClusterSilo.StartAsync(
            new ClusterSiloOptions(ClusterAddress.Parse(store), name, Door(name, Environment.GetEnvironmentVariable(SecretVariable) ?? "")) { Lanes = lanes, Build = "model" }, CancellationToken.None);
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
    }

    /// <summary>Starts silos and waits until they serve.</summary>
    public static async Task<ModelCluster> StartAsync(string store, int silos, int lanes)
    {
        var cluster = new ModelCluster(ClusterAddress.Parse(store));
        for (var i = 0; i < silos; i++)
        {
            var program = Environment.ProcessPath!;
            var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
            if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            {
                start.ArgumentList.Add(typeof(ModelCluster).Assembly.Location);
            }

            foreach (var word in new[] { "serve", store, cluster._name.Id, lanes.ToString(CultureInfo.InvariantCulture) })
            {
                start.ArgumentList.Add(word);
            }

            start.Environment[SecretVariable] = cluster._secret;
            cluster._silos.Add(Process.Start(start)!);
        }

        foreach (var silo in cluster._silos)
        {
            if (await silo.StandardOutput.ReadLineAsync() != Ready)
            {
                await cluster.DisposeAsync();
                throw new InvalidOperationException("a silo did not start");
            }
        }

        return cluster;
    }

    /// <summary>CPU seconds of all silos so far.</summary>
    public double Seconds => _silos.Sum(silo =>
    {
        silo.Refresh();
        return silo.TotalProcessorTime.TotalSeconds;
    });

    /// <summary>Connects to all silos, as a batch does.</summary>
    public async Task<ClusterSilos> ConnectAsync()
    {
        var silos = await ClusterSilos.StartAsync(new ClusterClientOptions(_store, _name, Door(_name, _secret)), TimeProvider.System, CancellationToken.None);
        for (var tries = 0; silos.Connected.Count < _silos.Count; tries++)
        {
            if (tries == 600)
            {
                throw new InvalidOperationException($"only {silos.Connected.Count} of {_silos.Count} silos were reached");
            }

            await Task.Delay(100);
        }

        return silos;
    }

    public async ValueTask DisposeAsync()
    {
        _silos.ForEach(silo => silo.StandardInput.Close());
        foreach (var silo in _silos)
        {
            await silo.WaitForExitAsync();
            silo.Dispose();
        }
    }

    private static DoorOptions Door(ClusterName name, string secret) =>
        new() { Secret = ClusterSecret.Of(System.Text.Encoding.ASCII.GetBytes(secret), SecretVariable), ClusterId = name.Id, Hello = new DoorHello("model", "model") };
}
