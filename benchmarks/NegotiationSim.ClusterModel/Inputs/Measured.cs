namespace NegotiationSim.ClusterModel.Inputs;

/// <summary>The numbers that the model rests on. `--measure` prints them anew.</summary>
internal static class Measured
{
    private const string Measure = "--measure";
    private const string OnLoopback = "--measure with --cluster redis://..., three silos on loopback without TLS";
    private const string AtStore = "--measure with --cluster, tables of 10, 100 and 1,000 rows";

    /// <summary>Two parties, four issues, thirty rounds: the bilateral scenario of the benchmarks.</summary>
    public static readonly Workload Bilateral = new("bilateral-time")
    {
        Replicas = new(4096, "BlockSizes.For"),
        Actors = new(2, "the scenario"),
        Play = new(0.0175, Measure),
        Spread = new(0.08, Measure),
        AtSilo = new(0.0075, OnLoopback + ": a silo's 0.025 s per block, less what playing takes; the calls between grains are in it"),
        BytesUp = new(156_157, Measure),
        BytesDown = new(1_656_035, Measure),
        Receive = new(0.0069, OnLoopback),
        Record = new(0.0045, Measure),
        Tally = new(0.00024, Measure),
        Rest = new(0.056, Measure),
        Held = new(1_552_058, Measure),
        RowBytes = new(337, Measure),
    };

    /// <summary>The flagship: nine actors, eleven issues, ninety-six rounds, an implementation of 120 days.</summary>
    public static readonly Workload Flagship = new("kerry-lavrov-2016")
    {
        Replicas = new(106, "BlockSizes.For"),
        Actors = new(9, "the scenario"),
        Play = new(0.093, Measure),
        Spread = new(0.041, Measure),
        AtSilo = new(0.016, OnLoopback + ": a silo's 0.109 s per block, less what playing takes; the calls between grains are in it"),
        BytesUp = new(164_149, Measure),
        BytesDown = new(211_571, Measure),
        Receive = new(0.0023, OnLoopback),
        Record = new(0.00103, Measure),
        Tally = new(0.000013, Measure),
        Rest = new(0.21, Measure),
        Held = new(211_228, Measure),
        RowBytes = new(1858, Measure),
    };

    /// <summary>Both.</summary>
    public static readonly IReadOnlyList<Workload> Workloads = [Bilateral, Flagship];

    /// <summary>Links and stores.</summary>
    public static readonly Costs Costs = new()
    {
        Link = new(0.0047, OnLoopback),
        LinkMemory = new(3.3e6, OnLoopback),
        Call = new(60e-6, OnLoopback + ": the client's side; the silo's is 100e-6"),
        Redis = (new(15e-6, AtStore), new(0.36e-6, AtStore)),
        Postgres = (new(190e-6, AtStore), new(1e-6, AtStore)),
        RedisWrite = new(30e-6, AtStore),
        PostgresWrite = new(195e-6, AtStore),
        Reader = new(7.3e-6, AtStore + ", Redis; PostgreSQL: 2.2e-6"),
        RowBytes = new(310, "HGETALL of a cluster with one silo"),
        Sums = new(2_000, "assumed: counts by ending, cause and agreement, and cells of histograms that changed"),
    };
}
