using System.Net;
using NegotiationSim.Cli;
using NegotiationSim.Cli.Clusters;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>What a call of the program came to.</summary>
internal sealed record Called(int ExitCode, string Output, string Error);

/// <summary>A cluster in this process, over a Redis of its own. The program is called in this process too.</summary>
internal sealed class OwnCluster : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<ClusterSilo> _silos = [];

    private OwnCluster(RedisServer redis)
    {
        Redis = redis;
        Secret = NewSecret("secret");
    }

    public RedisServer Redis { get; }

    public ClusterName Name { get; } = new("own");

    /// <summary>The file with the secret.</summary>
    public string Secret { get; }

    /// <summary>What tells the program which cluster it is.</summary>
    public string[] Options => ["--cluster", Redis.Address.ToString(), "--cluster-id", Name.Id, "--secret-file", Secret];

    public ClusterClientOptions Client => new(Redis.Address, Name, Door.ForClient(Name, Ignore));

    /// <summary>A silo of one table.</summary>
    public ClusterSiloOptions Silo => new(Redis.Address, Name, Door.ForSilo(Name, IPAddress.Loopback, Ignore)) { Lanes = 1, Build = ProgramBuild.Text };

    private DoorOrder Door => new(Secret, new TlsFiles(null, null, null), false);

    /// <summary>Starts one without silos; the test is skipped where Redis is not installed.</summary>
    public static async Task<OwnCluster> StartAsync() => new(await RedisServer.StartAsync());

    /// <summary>Starts a silo of one table.</summary>
    public async Task<ClusterSilo> StartSiloAsync(Func<ClusterSiloOptions, ClusterSiloOptions>? change = null)
    {
        var silo = await ClusterSilo.StartAsync(change?.Invoke(Silo) ?? Silo, TestContext.Current.CancellationToken);
        _silos.Add(silo);
        return silo;
    }

    /// <summary>Calls the program, which is told of the cluster.</summary>
    public Task<Called> CallAsync(params string[] arguments) => CallAsync(TestContext.Current.CancellationToken, arguments);

    /// <summary>Calls the program, which is told of the cluster.</summary>
    public async Task<Called> CallAsync(CancellationToken cancellation, params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await new NegsimProgram(Around(output, error)).RunAsync([.. arguments, .. Options], cancellation);
        return new Called(code, output.ToString(), error.ToString());
    }

    /// <summary>The surroundings of a call.</summary>
    public static Surroundings Around(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        OutputScreen = new Screen(80, false),
        ReadScenario = ScenarioReader.ReadFile,
        StartRunner = SiloScenarioRunner.StartAsync,
    };

    /// <summary>A new secret in a file.</summary>
    public string NewSecret(string name)
    {
        SecretFile.Create(_folder.File(name));
        return _folder.File(name);
    }

    /// <summary>A folder or file that goes with the cluster.</summary>
    public string File(string name) => _folder.File(name);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_silos.Select(silo => silo.DisposeAsync().AsTask()));
        await Redis.DisposeAsync();
        _folder.Dispose();
    }

    private static void Ignore(string line)
    {
    }
}
