using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using NegotiationSim.Engine;

namespace NegotiationSim.Grains.Telemetry;

/// <summary>
/// Everything that the program measures about itself, by name. Spans are one per block of replicas, never per call: tracing calls would cost more than
/// the negotiations. Nobody listens unless asked to (<c>--telemetry</c>), and then nothing here changes what is simulated.
/// </summary>
public static class NegotiationTelemetry
{
    /// <summary>The name of the span source and of the meter.</summary>
    public const string Name = "NegotiationSim";

    /// <summary>The span of a block of replicas, from its start to its last record.</summary>
    public const string BlockSpan = "negsim.block";

    public const string ScenarioTag = "negsim.scenario";
    public const string SeedTag = "negsim.seed";
    public const string FirstReplicaTag = "negsim.replica.first";
    public const string ReplicasTag = "negsim.replicas";
    public const string RoundsTag = "negsim.rounds";
    public const string EndingTag = "negsim.ending";

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

    /// <summary>Opens the span of a block; null when nobody listens.</summary>
    internal static Activity? StartBlock(string scenario, ulong seed, long firstReplica, int replicas)
    {
        var span = s_spans.StartActivity(BlockSpan);
        span?.SetTag(ScenarioTag, scenario);
        span?.SetTag(SeedTag, seed.ToString(CultureInfo.InvariantCulture));
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
}
