using NegotiationSim.ClusterModel.Inputs;

namespace NegotiationSim.ClusterModel.Paper;

/// <summary>
/// The closed formulas: throughput is at most what each resource lets pass, and utilisation is throughput times demand (the asymptotic bounds and the utilisation law of closed queueing networks: Denning and Buzen 1978,
/// Lazowska, Zahorjan, Graham and Sevcik 1984, chapter 5). Lanes are the customers; playing is what they do between two visits to the client.
/// </summary>
internal sealed class Bounds
{
    public const string Lanes = "lanes";
    public const string Processors = "client processors";
    public const string Writer = "writer";

    private Bounds(IReadOnlyList<Resource> resources, double cycle, Demands demands, int lanes) => (Resources, Cycle, Block, LaneCount) = (resources, cycle, demands, lanes);

    /// <summary>Every resource.</summary>
    public IReadOnlyList<Resource> Resources { get; }

    /// <summary>Seconds from one block of a lane to the next where nobody waits for anybody.</summary>
    public double Cycle { get; }

    /// <summary>What a block takes.</summary>
    public Demands Block { get; }

    /// <summary>Lanes of all silos.</summary>
    public int LaneCount { get; }

    /// <summary>The resource that saturates first.</summary>
    public Resource First => Resources.MinBy(resource => resource.Most)!;

    /// <summary>Blocks per second, at most.</summary>
    public double Throughput => First.Most;

    /// <summary>The share of the lanes' time that is spent on playing, at most.</summary>
    public double Efficiency => Throughput * Block.Play / LaneCount;

    /// <summary>
    /// Seconds of the whole batch that a silo takes which falls silent: the oldest block that it had in hand stops everybody, from when all is handed out that the window allows beyond it until it has been played elsewhere;
    /// then the writer catches up; and the silo's own lanes do nothing for so long.
    /// </summary>
    /// <param name="habits">The window and the silence.</param>
    /// <param name="lanes">Lanes of the silo.</param>
    public double Stall(Habits habits, int lanes)
    {
        var age = Cycle * lanes / (lanes + 1);
        var buffer = habits.Window * habits.InFlight * LaneCount / Throughput;
        var stop = habits.Silence + Cycle + age - buffer;
        var own = (habits.Silence + Cycle / 2) * lanes / LaneCount * Throughput / Resources[0].Most;
        return stop > 0 ? stop + Cycle * Throughput * Block.Record / 2 : own;
    }

    /// <summary>The bounds of one client with its share of the silos.</summary>
    public static Bounds Of(Workload work, Costs costs, Habits habits, Site site, int silos)
    {
        var block = Demands.Of(work, costs, habits);
        var lanes = silos * site.Lanes;
        var travel = 2 * site.Latency * block.Rounds + (block.Bytes.Up + block.Bytes.Down) / site.Bandwidth;
        var cycle = block.Play + block.AtSilo + travel + block.Receive;

        // A second block that waits at the silo hides the way; what the silo's processors do is left.
        var taken = habits.InFlight > 1 ? Math.Max(block.Play + block.AtSilo, cycle / habits.InFlight) : cycle;
        var background = silos * costs.Link * (0.5 / habits.Pulse) + silos * costs.Reader / habits.Look;
        return new Bounds(
            [
                new Resource(Lanes, taken, lanes),
                new Resource(Processors, block.Receive, site.ClientProcessors - habits.Writers - background),
                new Resource(Writer, block.Record, 1),
                new Resource("network in", block.Bytes.Down / site.Bandwidth, 1),
                new Resource("network out", block.Bytes.Up / site.Bandwidth, 1),
                new Resource("disk", block.Written / site.Disk, 1),
            ],
            cycle,
            block,
            lanes);
    }
}
