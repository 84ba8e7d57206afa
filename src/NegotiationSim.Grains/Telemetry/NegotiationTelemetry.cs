using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using NegotiationSim.Engine;

namespace NegotiationSim.Grains.Telemetry;

/// <summary>
/// Everything that the program measures about itself, by name. Spans are one per block of replicas on either side, never per call: tracing calls would cost more than
/// the negotiations. Nobody listens unless asked to (<c>--telemetry</c>), and then nothing here changes what is simulated.
/// </summary>
/// <remarks>A batch is one trace: its span, below it a span of each block at the driver, and below that the silo's part of the block.</remarks>
public static class NegotiationTelemetry
{
    /// <summary>The name of the span source and of the meter.</summary>
    public const string Name = "NegotiationSim";

    /// <summary>The span of a batch, at its driver, from its first block to its last.</summary>
    public const string BatchSpan = "negsim.batch";

    /// <summary>The span of a block of replicas at the driver, from its start to its last record.</summary>
    public const string BlockSpan = "negsim.block";

    /// <summary>The span of the same block at the table, on the silo that plays it.</summary>
    public const string PlaySpan = "negsim.block.play";

    public const string ScenarioTag = "negsim.scenario";
    public const string SeedTag = "negsim.seed";
    public const string FirstReplicaTag = "negsim.replica.first";
    public const string ReplicasTag = "negsim.replicas";
    public const string RoundsTag = "negsim.rounds";
    public const string EndingTag = "negsim.ending";
    public const string SiloTag = "negsim.silo";

    private static readonly ActivitySource s_spans = new(Name);
    private static readonly Meter s_meter = new(Name);

    private static readonly Counter<long> s_blocks = s_meter.CreateCounter<long>("negsim.blocks", "{block}", "Blocks of replicas that were finished.");

    private static readonly Counter<long> s_replicas =
        s_meter.CreateCounter<long>("negsim.replicas", "{replica}", "Negotiations that came to their end, by ending.");

    private static readonly Counter<long> s_rounds =
        s_meter.CreateCounter<long>("negsim.rounds", "{round}", "Rounds that tables went through; a round of a block counts once.");

    private static readonly Counter<long> s_offers = s_meter.CreateCounter<long>("negsim.offers", "{offer}", "Offers made at tables.");

    private static readonly Counter<long> s_calls = s_meter.CreateCounter<long>("negsim.grain.calls", "{call}", "Calls from tables to actors.");

    private static readonly Histogram<double> s_blockSeconds =
        s_meter.CreateHistogram<double>("negsim.block.duration", "s", "Time from the start of a block to its last record.");

    private static readonly ObservedSilos s_silos = ObserveSilos();

    /// <summary>Opens the span of a batch, which all of its blocks stand below; null when nobody listens.</summary>
    /// <param name="scenario">The name of the scenario.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="replicas">How many replicas are to be played, at most.</param>
    public static Activity? StartBatch(string scenario, ulong seed, double replicas)
    {
        var span = s_spans.StartActivity(BatchSpan, ActivityKind.Internal);
        span?.SetTag(ScenarioTag, scenario);
        span?.SetTag(SeedTag, seed.ToString(CultureInfo.InvariantCulture));
        span?.SetTag(ReplicasTag, replicas);
        return span;
    }

    /// <summary>Measures a silo of this process until the result is disposed. It costs nothing where nobody listens.</summary>
    /// <param name="silo">The silo's address, as <see cref="SiloTag"/> names it.</param>
    /// <param name="work">What it does.</param>
    /// <param name="drivers">For whom.</param>
    public static IDisposable Observe(string silo, SiloWork work, DriverLeases drivers) => s_silos.Add(silo, work, drivers);

    /// <summary>Opens the span of a block; null when nobody listens.</summary>
    internal static Activity? StartBlock(string scenario, ulong seed, long firstReplica, int replicas)
    {
        var span = s_spans.StartActivity(BlockSpan, ActivityKind.Client);
        span?.SetTag(ScenarioTag, scenario);
        span?.SetTag(SeedTag, seed.ToString(CultureInfo.InvariantCulture));
        span?.SetTag(FirstReplicaTag, firstReplica);
        span?.SetTag(ReplicasTag, replicas);
        return span;
    }

    /// <summary>Opens the span of a silo's part of a block, below that of the driver; null when nobody listens here or there.</summary>
    /// <param name="parent">The driver's span, as it is handed over.</param>
    /// <param name="firstReplica">The first replica of the block.</param>
    /// <param name="replicas">How many there are.</param>
    internal static Activity? StartPlay(ActivityContext? parent, long firstReplica, int replicas)
    {
        if (parent is not { } driver)
        {
            return null;
        }

        var span = s_spans.StartActivity(PlaySpan, ActivityKind.Server, driver);
        span?.SetTag(FirstReplicaTag, firstReplica);
        span?.SetTag(ReplicasTag, replicas);
        return span;
    }

    /// <summary>Whether anybody wants to know the number of offers; counting them takes a look at every reply.</summary>
    internal static bool CountsOffers => s_offers.Enabled;

    /// <summary>Counts what a table did for a block.</summary>
    /// <param name="rounds">Rounds that it went through.</param>
    /// <param name="offers">Offers that it heard.</param>
    /// <param name="calls">Calls that it made to actors.</param>
    internal static void CountTable(long rounds, long offers, long calls)
    {
        s_rounds.Add(rounds);
        s_offers.Add(offers);
        s_calls.Add(calls);
    }

    /// <summary>Counts a finished block and its negotiations.</summary>
    internal static void CountBlock(ReadOnlySpan<Ending> endings, TimeSpan duration)
    {
        s_blocks.Add(1);
        s_blockSeconds.Record(duration.TotalSeconds);
        if (s_replicas.Enabled)
        {
            foreach (var ending in endings)
            {
                s_replicas.Add(1, new KeyValuePair<string, object?>(EndingTag, JsonNamingPolicy.SnakeCaseLower.ConvertName(ending.ToString())));
            }
        }
    }

    private static ObservedSilos ObserveSilos()
    {
        var silos = new ObservedSilos();
        s_meter.CreateObservableCounter("negsim.silo.blocks", () => silos.Read(silo => silo.Blocks), "{block}", "Blocks that the silo has finished.");
        s_meter.CreateObservableCounter("negsim.silo.replicas", () => silos.Read(silo => silo.Replicas), "{replica}", "Negotiations that came to their end on the silo.");
        s_meter.CreateObservableUpDownCounter("negsim.silo.running", () => silos.Read(silo => silo.Running), "{block}", "Blocks that are being played on the silo.");
        s_meter.CreateObservableUpDownCounter("negsim.silo.tables", () => silos.Read(silo => silo.Lanes), "{table}", "Tables that may play on the silo at the same time.");
        s_meter.CreateObservableUpDownCounter("negsim.silo.clients", () => silos.Read(silo => silo.Drivers), "{client}", "Clients that the silo heard of lately.");
        return silos;
    }
}
