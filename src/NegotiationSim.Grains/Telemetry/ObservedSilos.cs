using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace NegotiationSim.Grains.Telemetry;

/// <summary>The silos of this process, whom the meter asks when somebody reads it; so nothing is counted twice, and nothing at all where nobody reads.</summary>
internal sealed class ObservedSilos
{
    private readonly ConcurrentDictionary<Observed, byte> _silos = new();

    /// <summary>Adds a silo, until the result is disposed.</summary>
    public IDisposable Add(string silo, SiloWork work, DriverLeases drivers)
    {
        var observed = new Observed(this, silo, work, drivers);
        _silos.TryAdd(observed, 0);
        return observed;
    }

    /// <summary>Reads a value of each.</summary>
    public IEnumerable<Measurement<long>> Read(Func<SiloReport, long> value) => _silos.Keys.Select(silo =>
        new Measurement<long>(value(silo.Work.Report(silo.Drivers.Count)), new KeyValuePair<string, object?>(NegotiationTelemetry.SiloTag, silo.Name)));

    private sealed class Observed(ObservedSilos all, string name, SiloWork work, DriverLeases drivers) : IDisposable
    {
        public string Name => name;

        public SiloWork Work => work;

        public DriverLeases Drivers => drivers;

        public void Dispose() => all._silos.TryRemove(this, out _);
    }
}
