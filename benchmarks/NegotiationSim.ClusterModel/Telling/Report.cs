using NegotiationSim.ClusterModel.Inputs;
using NegotiationSim.ClusterModel.Paper;
using NegotiationSim.ClusterModel.Simulation;
using static NegotiationSim.ClusterModel.Telling.Sheet;

namespace NegotiationSim.ClusterModel.Telling;

/// <summary>What the model says, as tables; and whether its two halves agree.</summary>
internal sealed class Report(Costs costs, Site site, double seconds)
{
    /// <summary>How many silos.</summary>
    public static readonly int[] Silos = [1, 3, 10, 30, 100, 300, 1000];

    /// <summary>So many blocks of a lane are simulated at least.</summary>
    private const int Cycles = 40;

    /// <summary>The same where lanes wait: they come to the client in waves as long as it takes to serve them all.</summary>
    private const int Rounds = 40;

    private readonly List<string> _disagreements = [];

    /// <summary>Where the simulation and the formulas do not agree.</summary>
    public IReadOnlyList<string> Disagreements => _disagreements;

    /// <summary>A workload over numbers of silos.</summary>
    public Sheet BySilos(Workload work, Habits habits, IEnumerable<int> silos)
    {
        var sheet = new Sheet("silos", "replicas/s", "by formula", "efficiency", "lanes", "client processors", "writer", "network in", "network out", "disk", "waiting, MB", "saturates first");
        foreach (var n in silos)
        {
            var (bounds, run) = Run(work, habits, n);
            sheet.Add(
                Figure(n), Figure(run.Throughput * bounds.Block.Replicas), Figure(bounds.Throughput * bounds.Block.Replicas), Percent(run.Playing),
                Percent(bounds.Resources[0].At(run.Throughput)), Percent(run.Processors), Percent(run.Writer), Percent(run.In), Percent(run.Out),
                Percent(bounds.Resources[5].At(run.Throughput)), Figure(run.MostWaiting * bounds.Block.Held / 1e6), bounds.First.Name);
        }

        return sheet;
    }

    /// <summary>What lifts the bound at so many silos, one habit after the other.</summary>
    public Sheet Lifts(Workload work, int silos)
    {
        var asItIs = new Habits();
        (string Name, Habits Habits)[] ways =
        [
            ("as it is", asItIs),
            ("rows written by 8 threads", asItIs with { Writers = 8 }),
            ("10 clients, each with a range of replicas", asItIs with { Clients = 10 }),
            ("100 clients", asItIs with { Clients = 100 }),
            ("silos record what they played", asItIs with { RecordAtSilos = true }),
            ("… in blocks four times as large", asItIs with { RecordAtSilos = true, Blocks = 4 }),
            ("… and pulses every 2 s", asItIs with { RecordAtSilos = true, Blocks = 4, Pulse = 2 }),
            ("… and two blocks in flight for each lane", asItIs with { RecordAtSilos = true, Blocks = 4, Pulse = 2, InFlight = 2 }),
        ];
        var sheet = new Sheet("way", "replicas/s", "by formula", "efficiency", "saturates first", "at");
        foreach (var (name, habits) in ways)
        {
            var (bounds, run) = Run(work, habits, silos / habits.Clients);
            var scale = habits.Clients * bounds.Block.Replicas;
            sheet.Add(name, Figure(run.Throughput * scale), Figure(bounds.Throughput * scale), Percent(run.Playing), bounds.First.Name, $"{Figure(Knee(work, habits) * habits.Clients)} silos");
        }

        return sheet;
    }

    /// <summary>What it costs that a silo falls silent.</summary>
    public Sheet Silences(Workload work, IEnumerable<int> silos)
    {
        var sheet = new Sheet("silos", "what", "seconds of the batch", "by formula", "lost, where each silo falls silent once a day");
        (string Name, Habits Habits)[] ways =
        [
            ("as it is", new Habits()),
            ("silos record", new Habits { RecordAtSilos = true, Blocks = 4 }),
            ("… and a window of 100 blocks a lane", new Habits { RecordAtSilos = true, Blocks = 4, Window = 100 }),
        ];
        foreach (var n in silos)
        {
            foreach (var (name, habits) in ways)
            {
                var bounds = Bounds.Of(work, costs, habits, site, n);
                var every = 5 * (habits.Silence + bounds.Cycle * habits.Window);
                var (calm, struck) = (new Driver(work, costs, habits, site, n).Run(4 * every), new Driver(work, costs, habits, site, n).Run(4 * every, every));
                var lost = (calm.Throughput - struck.Throughput) / calm.Throughput * every;
                var stall = bounds.Stall(habits, site.Lanes);
                sheet.Add(Figure(n), name, Figure(Math.Max(0, lost)), Figure(stall), Percent(n * Math.Max(0, lost) / site.LifeOfSilo));
                if (Math.Abs(lost - stall) > 0.5 + 0.25 * stall)
                {
                    _disagreements.Add($"{work.Name}, {n} silos, {name}: a silent silo takes {lost:0.00} s, by formula {stall:0.00} s");
                }
            }
        }

        return sheet;
    }

    /// <summary>The membership store.</summary>
    public Sheet Store(IEnumerable<int> silos)
    {
        var sheet = new Sheet("silos", "reads/s", "Redis", "PostgreSQL, processors", "from the store, MB/s", "a silo's processors", "probes/s of a silo", "news of a change, MB", "all started, s", "attempts", "not joined");
        foreach (var n in silos)
        {
            var load = StoreLoad.Of(n, costs, new Habits());
            var joining = Joining.Of(n, 10, new Habits(), site, (costs.Redis.Base, costs.Redis.Row), costs.RedisWrite, costs.Reader);
            sheet.Add(
                Figure(n), Figure(load.Reads), Percent(load.Redis), Figure(load.Postgres), Figure(load.Bandwidth / 1e6), Percent(load.AtSilo), Figure(load.Probes), Figure(load.News / 1e6),
                Figure(joining.Seconds), Figure(joining.Attempts), Figure(joining.Failed));
        }

        return sheet;
    }

    /// <summary>The number of silos at which something other than lanes saturates.</summary>
    private double Knee(Workload work, Habits habits)
    {
        var (low, high) = (1, 1);
        while (high < 1 << 20 && Bounds.Of(work, costs, habits, site, high).First.Name == Bounds.Lanes)
        {
            (low, high) = (high, 2 * high);
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Bounds.Of(work, costs, habits, site, middle).First.Name == Bounds.Lanes ? (middle, high) : (low, middle);
        }

        return high;
    }

    private (Bounds Bounds, Outcome Run) Run(Workload work, Habits habits, int silos)
    {
        var bounds = Bounds.Of(work, costs, habits, site, silos);
        var run = new Driver(work, costs, habits, site, silos).Run(Math.Max(seconds, Math.Max(Cycles * bounds.Cycle, Rounds * bounds.LaneCount / bounds.Throughput)));
        var ratio = run.Throughput / bounds.Throughput;

        // Near the knee queues form that the bounds know nothing of.
        var second = bounds.Resources.Where(resource => resource != bounds.First).Max(resource => resource.At(bounds.Throughput));
        var least = second < 0.7 ? 0.95 : 0.8;
        if (ratio > 1.02 || ratio < least)
        {
            _disagreements.Add($"{work.Name}, {silos} silos, {habits}: {run.Throughput:0.0} blocks/s, by formula at most {bounds.Throughput:0.0}");
        }

        return (bounds, run);
    }
}
