using System.Net;
using System.Net.Sockets;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;
using NegotiationSim.Cluster.Tests.Fixtures;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cluster.Tests.Doors;

/// <summary>Orleans behind the door: silos that find each other over ports of loopback, a client that plays, and those that are turned away.</summary>
public sealed class DoorClusterTests
{
    private const int Replicas = 64;

    private static readonly Authority s_authority = new("the cluster's");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [LongInlineData(false)]
    [InlineData(true)]
    public async Task Cluster_TwoSilosAndAClientOfTheSameSecret_PlayAndTurnStrangersAway(bool tls)
    {
        await using var cluster = new DoorCluster();
        var door = TestDoors.Options with { Tls = tls ? Authority.Identity(s_authority.Sign("member"), s_authority) : null };
        await cluster.StartSiloAsync(door, new DoorLog(), Cancellation);
        await cluster.StartSiloAsync(door, new DoorLog(), Cancellation);

        // Through the second silo, which has to ask the first one.
        var grains = await cluster.ConnectAsync(1, door, new DoorLog());
        var management = grains.GetGrain<IManagementGrain>(0);
        Assert.Equal(2, (await management.GetHosts(onlyActive: true, Cancellation)).Count);
        Assert.Equal(Replicas, await PlayedAsync(grains));
        Assert.True(cluster.Logs[0].AdmittedCount >= 1, "the second silo did not come through the door of the first");

        // What strangers get: the reason, and the silos its counterpart.
        await TurnedAwayAsync(cluster, door with { Secret = TestDoors.OtherSecret }, DoorReason.WrongSecret, byOther: true);
        await TurnedAwayAsync(cluster, door with { Hello = door.Hello with { Build = "1.1.0" } }, DoorReason.Build, byOther: true);
        await TurnedAwayAsync(cluster, door with { Tls = tls ? null : Authority.Identity(s_authority.Sign("member"), s_authority) }, tls ? DoorReason.TlsMissing : DoorReason.TlsUnexpected, byOther: true);
        if (tls)
        {
            var other = new Authority("another");
            await TurnedAwayAsync(cluster, door with { Tls = Authority.Identity(other.Sign("member"), s_authority) }, DoorReason.CertificateUntrusted, byOther: true);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => cluster.ConnectAsync(0, null, new DoorLog()));
        await LoggedAsync(cluster, refused => refused.Sentence.EndsWith(": it is an Orleans program without this door", StringComparison.Ordinal));
        await AmongStrangersAsync(cluster.GatewayOf(0), async () =>
        {
            var another = await cluster.ConnectAsync(0, door, new DoorLog());
            Assert.Equal(Replicas, await PlayedAsync(another));
        });

        // None of it disturbed those who belong together.
        Assert.Equal(Replicas, await PlayedAsync(grains));
    }

    [Fact]
    public async Task Cluster_SiloOfAnotherBuild_DoesNotJoinAndSaysWhy()
    {
        await using var cluster = new DoorCluster();
        await cluster.StartSiloAsync(TestDoors.Options, new DoorLog(), Cancellation);
        using var log = new DoorLog();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var refused = new TaskCompletionSource<DoorRefusal>(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Refused += refusal => refused.TrySetResult(refusal);

        var start = cluster.StartSiloAsync(TestDoors.Options with { Hello = TestDoors.Options.Hello with { Build = "1.1.0" } }, log, enough.Token);
        var refusal = await refused.Task.WaitAsync(Cancellation);

        Assert.EndsWith("it is negsim 1.2.0, this silo is negsim 1.1.0; both have to be the same build", refusal.Sentence, StringComparison.Ordinal);
        await LoggedAsync(cluster, refused => refused.Sentence.EndsWith("it is negsim 1.1.0, this silo is negsim 1.2.0; both have to be the same build", StringComparison.Ordinal));
        Assert.True(refusal.Lasts);

        // Orleans would go on trying for minutes.
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => start);
    }

    private static async Task<long> PlayedAsync(IGrainFactory grains)
    {
        var scenario = ScenarioReader.ReadFile(Path.Combine(Root, "scenarios", "truce-for-aid.yaml")).Scenario!;
        await using var experiment = new Experiment(grains, scenario, new ExperimentOptions { Lanes = 2, BlockSize = 16 });
        return (await experiment.PlayAsync(1, 0, Replicas, tell: false, Cancellation).ToListAsync(Cancellation)).Sum(block => block.Spec.Count);
    }

    private static async Task TurnedAwayAsync(DoorCluster cluster, DoorOptions door, DoorReason reason, bool byOther)
    {
        using var log = new DoorLog();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => cluster.ConnectAsync(0, door, log));

        Assert.Equal((reason, byOther), (log.LastOutgoing().Reason, log.LastOutgoing().ByOther));
        Assert.Equal(reason, DoorException.Within(failure)?.Reason);
        await LoggedAsync(cluster, refused => refused.Reason == reason);
    }

    /// <summary>What the first silo last noted. It may come a moment after the other side has heard of it.</summary>
    private static Task LoggedAsync(DoorCluster cluster, Func<DoorRefusal, bool> isSo) =>
        Eventually.SoAsync(() => cluster.Logs[0].Last is [.., var last] && isSo(last), () => $"the first silo noted: {string.Join("; ", cluster.Logs[0].Last.Select(refused => refused.Sentence))}");

    /// <summary>Does something while programs are connected of which some say nothing and some what nobody understands, more of them than may wait.</summary>
    private static async Task AmongStrangersAsync(int port, Func<Task> work)
    {
        List<TcpClient> strangers = [];
        try
        {
            for (var i = 0; i < 200; i++)
            {
                strangers.Add(new TcpClient());
                await strangers[^1].ConnectAsync(IPAddress.Loopback, port, Cancellation);
                if (i % 2 == 0)
                {
                    await strangers[^1].GetStream().WriteAsync(new byte[] { (byte)i, 200, 17, 4, 5, 6, 7, 8 }, Cancellation);
                }
            }

            await work();
        }
        finally
        {
            strangers.ForEach(stranger => stranger.Dispose());
        }
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "NegotiationSim.sln")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }
}
