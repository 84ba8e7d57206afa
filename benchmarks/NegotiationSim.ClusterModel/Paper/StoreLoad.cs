using NegotiationSim.ClusterModel.Inputs;

namespace NegotiationSim.ClusterModel.Paper;

/// <summary>What silos and a client ask of the membership store while nobody comes or goes, by closed formulas: every silo reads the whole table now and then, so that the load grows with the square of their number.</summary>
/// <param name="Reads">Reads of the table per second.</param>
/// <param name="Redis">The utilisation of Redis, which has one thread.</param>
/// <param name="Postgres">Processors of PostgreSQL.</param>
/// <param name="Bandwidth">Bytes per second that leave the store.</param>
/// <param name="AtSilo">Processors of a silo that are spent on reading the table.</param>
/// <param name="Probes">Probes per second that a silo sends, and as many that it answers.</param>
/// <param name="News">Bytes that the silo sends whose change of the table all others are told of: the whole table to each.</param>
internal sealed record StoreLoad(double Reads, double Redis, double Postgres, double Bandwidth, double AtSilo, double Probes, double News)
{
    /// <summary>Bytes of a silo in the table as silos tell it each other; smaller than a row of the store. Assumed.</summary>
    private const double ToldRow = 150;

    /// <summary>The load of so many silos.</summary>
    public static StoreLoad Of(int silos, Costs costs, Habits habits)
    {
        var reads = silos / habits.Refresh + 1 / habits.Look;
        var writes = silos / habits.Alive;
        return new StoreLoad(
            reads,
            reads * (costs.Redis.Base + costs.Redis.Row * silos) + writes * costs.RedisWrite,
            reads * (costs.Postgres.Base + costs.Postgres.Row * silos) + writes * costs.PostgresWrite,
            reads * costs.RowBytes * silos,
            costs.Reader * silos / habits.Refresh,
            Math.Min(silos - 1, habits.Probed) / habits.Probe,
            ToldRow * silos * (silos - 1));
    }
}
