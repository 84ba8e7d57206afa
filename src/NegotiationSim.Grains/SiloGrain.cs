using Orleans.Concurrency;

namespace NegotiationSim.Grains;

/// <summary>Speaks for the silo that it is on.</summary>
[StatelessWorker(1), Reentrant]
internal sealed class SiloGrain(SiloWork work, DriverLeases drivers) : Grain, ISiloGrain
{
    /// <inheritdoc/>
    public ValueTask<SiloReport> PulseAsync(string driver)
    {
        drivers.Hear(driver);
        return ReportAsync();
    }

    /// <inheritdoc/>
    public ValueTask<SiloReport> ReportAsync() => new(work.Report(drivers.Count));
}
