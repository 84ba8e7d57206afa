using System.Collections.Immutable;
using NegotiationSim.Grains;

namespace NegotiationSim.Cluster.Observing;

/// <summary>What the silos of a cluster come to together, those that have answered.</summary>
/// <param name="Answering">Silos that have answered.</param>
/// <param name="Silent">Silos that take work as far as the table knows, and have not answered.</param>
/// <param name="Lanes">Tables that may play at the same time.</param>
/// <param name="Running">Blocks that are being played.</param>
/// <param name="Blocks">Blocks that were finished since each silo started.</param>
/// <param name="Replicas">Replicas in them.</param>
/// <param name="Rate">Replicas a second, over the last ten seconds.</param>
/// <param name="Batches">What the drivers play, by name; a driver that several silos know of stands there once.</param>
public sealed record ClusterTotals(
    int Answering, int Silent, long Lanes, long Running, long Blocks, long Replicas, double Rate, ImmutableArray<DriverReport> Batches)
{
    /// <summary>Adds up what silos said.</summary>
    public static ClusterTotals Of(IReadOnlyCollection<SiloStanding> silos)
    {
        var reports = silos.Select(silo => silo.Report).OfType<SiloReport>().ToList();
        return new ClusterTotals(
            reports.Count,
            silos.Count(silo => silo.Trouble is not null),
            reports.Sum(report => (long)report.Lanes),
            reports.Sum(report => (long)report.Running),
            reports.Sum(report => report.Blocks),
            reports.Sum(report => report.Replicas),
            reports.Sum(report => report.Rate),
            [
                .. reports.SelectMany(report => report.Batches)
                    .GroupBy(batch => batch.Driver, StringComparer.Ordinal)
                    .Select(said => said.MinBy(batch => batch.Silence)!)
                    .OrderBy(batch => batch.Driver, StringComparer.Ordinal),
            ]);
    }
}
