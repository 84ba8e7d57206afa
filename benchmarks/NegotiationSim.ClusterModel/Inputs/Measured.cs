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
        Play = new(0.0146, "docs/benchmarks.md"),
        Spread = new(0.10, Measure),
        AtSilo = new(0.0045, OnLoopback),
        BytesUp = new(156_157, Measure),
        BytesDown = new(1_656_035, Measure),
        Receive = new(0.0045, OnLoopback),
        Record = new(0.0052, Measure),
        Tally = new(0.00026, Measure),
        Rest = new(0.03, Measure),
        Held = new(1_552_058, Measure),
        RowBytes = new(337, Measure),
    };

    /// <summary>The flagship: nine actors, eleven issues, ninety-six rounds, an implementation of 120 days.</summary>
    public static readonly Workload Flagship = new("kerry-lavrov-2016")
    {
        Replicas = new(106, "BlockSizes.For"),
        Actors = new(9, "the scenario"),
        Play = new(0.055, "docs/benchmarks.md"),
        Spread = new(0.11, Measure),
        AtSilo = new(0.0015, OnLoopback),
        BytesUp = new(164_146, Measure),
        BytesDown = new(211_584, Measure),
        Receive = new(0.0015, OnLoopback),
        Record = new(0.00097, Measure),
        Tally = new(0.000018, Measure),
        Rest = new(0.1, Measure),
        Held = new(211_280, Measure),
        RowBytes = new(1858, Measure),
    };

    /// <summary>Both.</summary>
    public static readonly IReadOnlyList<Workload> Workloads = [Bilateral, Flagship];

    /// <summary>Links and stores.</summary>
    public static readonly Costs Costs = new()
    {
        Link = new(0.001, OnLoopback),
        LinkMemory = new(2e6, OnLoopback),
        Call = new(50e-6, OnLoopback),
        Redis = (new(50e-6, AtStore), new(1e-6, AtStore)),
        Postgres = (new(200e-6, AtStore), new(3e-6, AtStore)),
        RedisWrite = new(30e-6, AtStore),
        PostgresWrite = new(200e-6, AtStore),
        Reader = new(10e-6, AtStore),
        RowBytes = new(450, AtStore),
        Sums = new(2_000, "assumed: counts by ending, cause and agreement, and cells of histograms that changed"),
    };
}
