using NegotiationSim.ClusterModel.Inputs;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.ClusterModel.Simulation;

/// <summary>
/// Silos that all start at about the same time. To join, a silo changes the membership table twice (joining, active); each time it reads the whole table and writes its row on condition that nobody has changed the table meanwhile,
/// else it waits for 2 s to 2 s + 2 s * 2^k before it tries again (Orleans 10.4, <c>MembershipTableManager</c>), and gives up after a while.
/// </summary>
/// <param name="Seconds">From the first start until no silo tries any more.</param>
/// <param name="Failed">Silos that gave up.</param>
/// <param name="Attempts">Attempts per change.</param>
/// <param name="Store">The utilisation of the store meanwhile.</param>
internal sealed record Joining(double Seconds, int Failed, double Attempts, double Store)
{
    private const double LeastWait = 2;
    private const double MostWait = 64;
    private const double Step = 2;
    private const int Changes = 2;

    private static readonly ulong s_start = StreamName.Hash("model.start");
    private static readonly ulong s_wait = StreamName.Hash("model.wait");

    /// <summary>Simulates it.</summary>
    /// <param name="silos">How many start.</param>
    /// <param name="within">Seconds over which their starts are spread.</param>
    /// <param name="habits">How long they try.</param>
    /// <param name="site">The network.</param>
    /// <param name="read">CPU seconds of the store for reading the table, and per row.</param>
    /// <param name="write">CPU seconds of the store for a write.</param>
    /// <param name="reader">CPU seconds of the silo per row.</param>
    public static Joining Of(int silos, double within, Habits habits, Site site, (double Base, double Row) read, double write, double reader)
    {
        var store = new Station(1);
        var events = new PriorityQueue<Try, (double, int)>();
        var (version, rows, failed, attempts, end, order) = (0, 0, 0, 0, 0.0, 0);
        for (var silo = 0; silo < silos; silo++)
        {
            var start = within * new ReplicaDraws(1, silo).Uniform(s_start);
            events.Enqueue(new Try(silo, 0, 0, start, -1), (start, order++));
        }

        while (events.TryDequeue(out var now, out var at))
        {
            var time = at.Item1;
            if (now.Version < 0)
            {
                // It asks for the table; what it sees is of when the store answers.
                var answered = store.Enter(time, read.Base + read.Row * rows);
                attempts++;
                events.Enqueue(now with { Version = version }, (answered + 2 * site.Latency + reader * rows, order++));
                continue;
            }

            var written = store.Enter(time, write);
            if (now.Version == version)
            {
                version++;
                rows += now.Change == 0 ? 1 : 0;
                end = Math.Max(end, written);
                if (now.Change + 1 < Changes)
                {
                    var next = written + 2 * site.Latency;
                    events.Enqueue(new Try(now.Silo, now.Change + 1, 0, next, -1), (next, order++));
                }

                continue;
            }

            var most = Math.Min(MostWait, LeastWait + Step * Math.Pow(2, now.Failures));
            var again = written + LeastWait + (most - LeastWait) * new ReplicaDraws(1, now.Silo).Uniform(s_wait, (ulong)((now.Change << 16) + now.Failures));
            if (again - now.Since > habits.Joining)
            {
                failed++;
                end = Math.Max(end, written);
            }
            else
            {
                events.Enqueue(now with { Failures = now.Failures + 1, Version = -1 }, (again, order++));
            }
        }

        return new Joining(end, failed, (double)attempts / (Changes * silos), store.Busy / end);
    }

    private readonly record struct Try(int Silo, int Change, int Failures, double Since, int Version);
}
