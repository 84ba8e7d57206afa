using System.Security.Cryptography.X509Certificates;
using NegotiationSim.Cli.Clusters;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A cluster of the built program: silos and clients as processes of their own over a membership store. Disposing it ends whatever is left of them.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private static int s_count;

    private readonly string _store;
    private readonly string _id = $"faults-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";
    private readonly string[] _tls;
    private readonly List<ServerProcess> _processes = [];
    private readonly TemporaryFolder _folder = new();
    private int _batches;

    /// <summary>A cluster without silos.</summary>
    /// <param name="store">The address of the membership store.</param>
    /// <param name="tls">Whether its connections are encrypted, as they must be beyond loopback; both sides show a certificate of an authority of the cluster's own.</param>
    public SiloCluster(string store, bool tls = false)
    {
        _store = store;
        _tls = tls ? WriteCertificates() : [];
        Secret = _folder.File("secret");
        SecretFile.Create(Secret);
        Door = new DoorOptions { Secret = SecretFile.Read(Secret), ClusterId = _id, Hello = new DoorHello(ProgramBuild.Text, ProgramBuild.Arithmetic) };
        Eye = new ClusterEye(ClusterAddress.Parse(store), new ClusterName(_id), Door);
    }

    public SiloCluster(RedisServer redis)
        : this(redis.Address.ToString())
    {
    }

    /// <summary>What the silos say of themselves.</summary>
    public ClusterEye Eye { get; }

    /// <summary>The file with the cluster's secret.</summary>
    private string Secret { get; }

    /// <summary>What a client of the test's own brings to the silos' door.</summary>
    public DoorOptions Door { get; }

    /// <summary>The clients' and silos' options that say which cluster it is and how one gets in.</summary>
    private string[] Joining => ["--cluster", _store, "--cluster-id", _id, "--secret-file", Secret, .. _tls];

    /// <summary>Starts a silo and waits until it serves.</summary>
    /// <param name="more">More of its options. It plays one table at a time where they do not say otherwise.</param>
    public Task<SiloProcess> StartSiloAsync(params IReadOnlyList<string> more) => StartSiloAsync([], more);

    /// <summary>Starts a silo and waits until it serves.</summary>
    /// <param name="before">What puts it where it is to run.</param>
    /// <param name="more">More of its options.</param>
    public async Task<SiloProcess> StartSiloAsync(string[] before, IReadOnlyList<string> more)
    {
        IReadOnlyList<string> parallel = more.Contains("--parallel") ? [] : ["--parallel", "1"];
        return await SiloProcess.OfAsync(Keep(BuiltProgram.Start(before, ["silo", .. Joining, .. parallel, .. more])));
    }

    /// <summary>Starts so many silos at a time.</summary>
    public Task<SiloProcess[]> StartSilosAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartSiloAsync()));

    /// <summary>Starts a batch of the cluster into a new folder.</summary>
    /// <param name="batch">What is played.</param>
    /// <param name="more">More options.</param>
    public BatchProcess Start(PlayedBatch batch, params IReadOnlyList<string> more) => Start([], batch, more);

    /// <summary>Starts a batch of the cluster into a new folder.</summary>
    /// <param name="before">What puts the client where it is to run.</param>
    /// <param name="batch">What is played.</param>
    /// <param name="more">More options.</param>
    public BatchProcess Start(string[] before, PlayedBatch batch, IReadOnlyList<string> more)
    {
        var folder = _folder.File($"batch-{Interlocked.Increment(ref _batches)}");
        return new BatchProcess(Keep(BuiltProgram.Start(before, [.. batch.Arguments, "--out", folder, .. Joining, .. more])), batch, folder);
    }

    /// <summary>Goes on in the cluster with a batch that was begun.</summary>
    public BatchProcess Resume(PlayedBatch batch, string folder) => new(Keep(BuiltProgram.Start([], ["resume", folder, .. Joining])), batch, folder);

    /// <summary>Runs a command of the program in the cluster and returns what it prints on success.</summary>
    public async Task<string> RunAsync(params IReadOnlyList<string> arguments)
    {
        var process = Keep(BuiltProgram.Start([], [.. arguments, .. Joining, "--json", "--quiet"]));
        Assert.True(await process.Ended == 0, string.Join("\n---\n", _processes.Select(each => each.Output)));
        return process.Output;
    }

    /// <summary>Waits for something; where it fails, the failure tells what every process has said.</summary>
    public async Task TellOnFailureAsync(Task waiting)
    {
        try
        {
            await waiting;
        }
        catch (InvalidOperationException failure)
        {
            throw new InvalidOperationException(string.Join("\n---\n", _processes.Select(process => process.Output).Prepend(failure.Message)), failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Eye.DisposeAsync();
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        _folder.Dispose();
    }

    private string[] WriteCertificates()
    {
        var authority = new Authority("faults");
        using var certificate = authority.Sign("silo or client");
        var (shown, key, taken) = (_folder.File("certificate.pem"), _folder.File("key.pem"), _folder.File("authority.pem"));
        File.WriteAllText(shown, certificate.ExportCertificatePem());
        File.WriteAllText(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(taken, authority.Certificate.ExportCertificatePem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead);
        }

        return ["--tls-certificate", shown, "--tls-key", key, "--tls-ca", taken];
    }

    private ServerProcess Keep(ServerProcess process)
    {
        lock (_processes)
        {
            _processes.Add(process);
        }

        return process;
    }
}
