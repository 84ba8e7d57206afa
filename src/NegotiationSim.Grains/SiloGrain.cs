using Orleans.Concurrency;

namespace NegotiationSim.Grains;

/// <summary>Speaks for the silo that it is on.</summary>
[StatelessWorker(1), Reentrant]
internal sealed class SiloGrain(SiloWork work, DriverLeases drivers) : Grain, ISiloGrain
{
    /// <inheritdoc/>
    public ValueTask<SiloReport> PulseAsync(DriverReport driver)
    {
        drivers.Hear(driver);
        return new(work.Report(drivers.Count));
    }

    /// <inheritdoc/>
    public ValueTask LeaveAsync(string driver)
    {
        drivers.Forget(driver);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DropAsync(string lane)
    {
        drivers.Drop(lane);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<SiloReport> ReportAsync() => new(work.Report(drivers.Count) with { Batches = drivers.Reports() });
}
