using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace NegotiationSim.Grains;

/// <summary>
/// Whose grains a silo holds. A driver that ends says so, and its grains go; one that was killed cannot. So drivers send pulses, and what belongs to one that has not been heard of for a while is let go,
/// in the middle of a block if need be: nobody waits for it.
/// </summary>
public sealed class DriverLeases(TimeProvider clock)
{
    /// <summary>What stands behind a driver's name in the names of its experiments. Experiments without it, as in a silo of one's own, are never let go here.</summary>
    internal const string Mark = ":";

    private readonly ConcurrentDictionary<string, (long At, DriverReport Said)> _heard = new();
    private readonly ConcurrentDictionary<string, (string Driver, Action End)> _grains = new();

    // Lanes that their driver has given up, and which driver that was: a grain of one of them that was on its way is not kept either.
    private readonly ConcurrentDictionary<string, string> _dropped = new();

    /// <summary>How many drivers there are.</summary>
    public int Count => _heard.Count;

    /// <summary>How many grains of theirs there are.</summary>
    public int Grains => _grains.Count;

    /// <summary>Lets the grains of every driver go that has been silent for longer.</summary>
    /// <returns>The drivers that were forgotten.</returns>
    public IReadOnlyList<string> Expire(TimeSpan silence)
    {
        var gone = _heard.Where(driver => clock.GetElapsedTime(driver.Value.At) > silence).ToList();
        foreach (var driver in gone)
        {
            _heard.TryRemove(driver);
        }

        EndOrphans();
        return [.. gone.Select(driver => driver.Key)];
    }

    /// <summary>What the drivers said of themselves last, by name.</summary>
    internal ImmutableArray<DriverReport> Reports() =>
        [.. _heard.Values.Select(heard => heard.Said with { Silence = clock.GetElapsedTime(heard.At).TotalSeconds }).OrderBy(report => report.Driver, StringComparer.Ordinal)];

    /// <summary>A driver is there.</summary>
    internal void Hear(DriverReport driver) => _heard[driver.Driver] = (clock.GetTimestamp(), driver);

    /// <summary>A driver has ended.</summary>
    internal void Forget(string driver)
    {
        _heard.TryRemove(driver, out _);
        EndOrphans();
    }

    /// <summary>A driver has given up a lane, and nobody will say goodbye to its grains: a silo of it is lost, or what was said between two of them.</summary>
    /// <param name="lane">The key of its table.</param>
    internal void Drop(string lane)
    {
        if (DriverOf(lane) is not { } driver || !_heard.ContainsKey(driver))
        {
            return;
        }

        _dropped[lane] = driver;
        foreach (var (key, (_, end)) in _grains)
        {
            if (GrainKey.LaneOf(key) == lane && _grains.TryRemove(key, out _))
            {
                end();
            }
        }
    }

    /// <summary>A grain was admitted.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="end">Ends what it is doing and lets it go. May be called from any thread.</param>
    internal void Enter(string key, Action end)
    {
        if (DriverOf(key) is { } driver)
        {
            // With actors spread over silos, a driver may put one here before its first pulse.
            _heard.AddOrUpdate(driver, name => (clock.GetTimestamp(), new DriverReport(name)), (_, heard) => (clock.GetTimestamp(), heard.Said));
            _grains[key] = (driver, end);
            if (_dropped.ContainsKey(GrainKey.LaneOf(key)) && _grains.TryRemove(key, out _))
            {
                end();
            }
        }
    }

    /// <summary>A grain is gone.</summary>
    internal void Leave(string key) => _grains.TryRemove(key, out _);

    private static string? DriverOf(string key) => key.IndexOf(Mark, StringComparison.Ordinal) is > 0 and var length ? key[..length] : null;

    private void EndOrphans()
    {
        foreach (var lane in _dropped)
        {
            if (!_heard.ContainsKey(lane.Value))
            {
                _dropped.TryRemove(lane);
            }
        }

        foreach (var (key, (driver, end)) in _grains)
        {
            if (!_heard.ContainsKey(driver) && _grains.TryRemove(key, out _))
            {
                end();
            }
        }
    }
}
