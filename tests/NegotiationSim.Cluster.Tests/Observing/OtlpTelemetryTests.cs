using System.Net;
using System.Net.Sockets;
using NegotiationSim.Cluster.Tests.Faults;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Observing;

/// <summary>What silos and clients send to a collector, as processes of their own, and that it changes nothing.</summary>
[Collection(nameof(FaultTests))]
public sealed class OtlpTelemetryTests
{
    private const int Blocks = 12;

    private static readonly PlayedBatch s_batch = new(BuiltProgram.Scenario("truce-for-aid.yaml"), Blocks, 32);

    [Fact]
    public async Task Batch_OverTwoSilos_IsOneTraceWithASpanOfEachBlockOnBothSides()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var receiver = new OtlpReceiver();
        using var folder = new TemporaryFolder();
        string[] joining = ["--cluster", redis.Address.ToString(), "--cluster-id", "traced", "--telemetry", "otlp"];
        var silos = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => SiloProcess.OfAsync(Start(receiver, ["silo", .. joining, "--parallel", "1"]))));
        await using var client = Start(receiver, [.. s_batch.Arguments, "--out", folder.File("batch"), .. joining, "--quiet"]);
        Assert.True(await client.Ended == 0, client.Output);
        foreach (var silo in silos)
        {
            Assert.Equal(0, await silo.LeaveAsync());
            await silo.Process.DisposeAsync();
        }

        await s_batch.AssertSameAsync(folder.File("batch"));
        AssertOneTrace(receiver.Spans);
        Assert.Superset(new HashSet<string> { "negsim.blocks", "negsim.replicas", "negsim.block.duration" }, receiver.MetricsOf("client").ToHashSet());
        Assert.Superset(
            new HashSet<string> { "negsim.rounds", "negsim.offers", "negsim.grain.calls", "negsim.silo.blocks", "negsim.silo.replicas", "negsim.silo.running", "negsim.silo.tables", "negsim.silo.clients" },
            receiver.MetricsOf("silo").ToHashSet());
    }

    [Fact]
    public async Task Batch_InOneProcess_IsTracedTheSameWay()
    {
        await using var receiver = new OtlpReceiver();
        using var folder = new TemporaryFolder();

        await using var client = Start(receiver, [.. s_batch.Arguments, "--out", folder.File("batch"), "--telemetry", "otlp", "--quiet"]);

        Assert.True(await client.Ended == 0, client.Output);
        await s_batch.AssertSameAsync(folder.File("batch"));
        AssertOneTrace(receiver.Spans, silo: "client");
        Assert.Superset(new HashSet<string> { "negsim.blocks", "negsim.offers" }, receiver.MetricsOf("client").ToHashSet());
    }

    /// <summary>One that is not there, one that never answers, one that speaks something else: nothing is said, and nothing else is played.</summary>
    [Theory]
    [InlineData("closed", "grpc")]
    [LongInlineData("babbling", "http/protobuf")]
    [LongInlineData("silent", "grpc")]
    [LongInlineData("silent", "http/protobuf")]
    public async Task Batch_CollectorFails_IsPlayedWithoutAWord(string kind, string protocol)
    {
        using var collector = new BrokenCollector(kind);
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol };

        await using var client = BuiltProgram.StartWith(variables, [.. s_batch.Arguments, "--out", folder.File("batch"), "--telemetry", "otlp", "--json"]);

        Assert.True(await client.Ended == 0, client.Output);
        await s_batch.AssertSameAsync(folder.File("batch"));
        Assert.Equal((await s_batch.LocalAsync()).Summary, System.Text.Encoding.UTF8.GetBytes(client.Output + "\n"));
    }

    [Fact]
    public async Task Batch_VariableIsWrong_SaysSoAndPlaysNothing()
    {
        await using var client = BuiltProgram.StartWith(new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4317" }, [.. s_batch.Arguments, "--telemetry", "otlp"]);

        Assert.Equal(2, await client.Ended);
        Assert.Equal("negsim: OTEL_EXPORTER_OTLP_ENDPOINT is no address of a collector, such as http://localhost:4317", client.Output);
    }

    private static ServerProcess Start(OtlpReceiver receiver, string[] arguments) => BuiltProgram.StartWith(receiver.Variables, arguments);

    private static void AssertOneTrace(IReadOnlyList<ReceivedSpan> spans, string silo = "silo")
    {
        var batch = Assert.Single(spans, span => span.Name == "negsim.batch");
        var blocks = spans.Where(span => span.Name == "negsim.block").ToList();
        var plays = spans.Where(span => span.Name == "negsim.block.play").ToList();
        Assert.Equal(("client", ""), (batch.Role, batch.Parent));
        Assert.Equal((Blocks, Blocks, 2 * Blocks + 1), (blocks.Count, plays.Count, spans.Count));
        Assert.All(spans, span => Assert.Equal(batch.Trace, span.Trace));
        Assert.All(blocks, block => Assert.Equal(("client", batch.Id), (block.Role, block.Parent)));
        Assert.All(plays, play => Assert.Equal(silo, play.Role));
        Assert.Equal(blocks.Select(block => block.Id).Order(StringComparer.Ordinal), plays.Select(play => play.Parent).Order(StringComparer.Ordinal));
    }

    /// <summary>A collector that is of no use.</summary>
    private sealed class BrokenCollector : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _held = [];

        public BrokenCollector(string kind)
        {
            _listener.Start();
            Address = $"http://{_listener.LocalEndpoint}";
            if (kind == "closed")
            {
                _listener.Stop();
            }
            else
            {
                _ = AcceptAsync(kind == "babbling");
            }
        }

        public string Address { get; }

        public void Dispose()
        {
            _listener.Stop();
            _held.ForEach(client => client.Dispose());
        }

        private async Task AcceptAsync(bool isBabbling)
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    _held.Add(client);
                    if (isBabbling)
                    {
                        await client.GetStream().WriteAsync("no such protocol\r\n"u8.ToArray());
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
