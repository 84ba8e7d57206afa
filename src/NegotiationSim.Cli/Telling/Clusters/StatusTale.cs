using NegotiationSim.Cluster.Observing;

namespace NegotiationSim.Cli.Telling.Clusters;

/// <summary>The state of a cluster that is told.</summary>
/// <param name="Cluster">The cluster's id.</param>
/// <param name="Store">Where its membership is kept, without user and password.</param>
/// <param name="Silos">Its silos.</param>
/// <param name="Now">When it was looked at.</param>
/// <param name="Detail">How much of it is told.</param>
internal sealed record StatusTale(string Cluster, string Store, IReadOnlyList<SiloStanding> Silos, DateTimeOffset Now, Detail Detail)
{
    /// <summary>So many dead silos are shown where not everything is: a store may hold the rows of every silo that there ever was.</summary>
    private const int MostDead = 3;

    public ClusterTotals Totals { get; } = ClusterTotals.Of(Silos);

    /// <summary>Those that are not dead.</summary>
    public IReadOnlyList<SiloStanding> Living => [.. Silos.Where(silo => !silo.Entry.IsDead)];

    /// <summary>Those that are, the one that was heard of last first.</summary>
    public IReadOnlyList<SiloStanding> Dead => [.. Silos.Where(silo => silo.Entry.IsDead).OrderByDescending(silo => silo.Entry.LastAlive)];

    /// <summary>How many of the dead ones are shown.</summary>
    public int DeadShown => Detail == Detail.Everything ? Dead.Count : Math.Min(MostDead, Dead.Count);

    /// <summary>The programs that the silos run.</summary>
    public IReadOnlyList<string> Builds => [.. Silos.Select(silo => silo.Report?.Build).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A moment, as short as it is plain on the day of looking: the time of that day, else the day.</summary>
    public string When(DateTimeOffset moment) =>
        moment.UtcDateTime.Date == Now.UtcDateTime.Date ? FormattableString.Invariant($"{moment.UtcDateTime:HH:mm}")
        : moment.Year == Now.Year ? Figures.Day(moment.UtcDateTime)
        : Figures.Date(moment.UtcDateTime);
}
