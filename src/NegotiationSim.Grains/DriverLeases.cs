using System.Collections.Concurrent;

namespace NegotiationSim.Grains;

/// <summary>
/// Whose grains a silo holds. A driver that ends says so, and its grains go; one that was killed cannot. So drivers send pulses, and what belongs to one that has not been heard of for a while is let go,
/// in the middle of a block if need be: nobody waits for it.
/// </summary>
public sealed class DriverLeases(TimeProvider clock)
{
    /// <summary>What stands behind a driver's name in the names of its experiments. Experiments without it, as in a silo of one's own, are never let go here.</summary>
    internal const string Mark = ":";

    private readonly ConcurrentDictionary<string, long> _heard = new();
    private readonly ConcurrentDictionary<string, (string Driver, Action End)> _grains = new();

    /// <summary>How many drivers there are.</summary>
    public int Count => _heard.Count;

    /// <summary>Lets the grains of every driver go that has been silent for longer.</summary>
    /// <returns>The drivers that were forgotten.</returns>
    public IReadOnlyList<string> Expire(TimeSpan silence)
    {
        var gone = _heard.Where(driver => clock.GetElapsedTime(driver.Value) > silence).ToList();
        foreach (var driver in gone)
        {
            _heard.TryRemove(driver);
        }

        foreach (var (key, (driver, end)) in _grains)
        {
            if (!_heard.ContainsKey(driver) && _grains.TryRemove(key, out _))
            {
                end();
            }
        }

        return [.. gone.Select(driver => driver.Key)];
    }

    /// <summary>A driver is there.</summary>
    internal void Hear(string driver) => _heard[driver] = clock.GetTimestamp();

    /// <summary>A grain was admitted.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="end">Ends what it is doing and lets it go. May be called from any thread.</param>
    internal void Enter(string key, Action end)
    {
        if (key.IndexOf(Mark, StringComparison.Ordinal) is > 0 and var length)
        {
            // With actors spread over silos, a driver may put one here before its first pulse.
            Hear(key[..length]);
            _grains[key] = (key[..length], end);
        }
    }

    /// <summary>A grain is gone.</summary>
    internal void Leave(string key) => _grains.TryRemove(key, out _);
}
