using System.Collections.Concurrent;

namespace NegotiationSim.Cluster.Driving;

/// <summary>How long a driver waits for silos, and what it says meanwhile. Safe for use by several threads.</summary>
internal sealed class ClusterPatience(ClusterClientOptions options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<SiloAddress, int> _silent = [];
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, string> _troubles = [];
    private (string Where, string What) _lastTrouble = ("", "");
    private long _alone = clock.GetTimestamp();

    /// <summary>Cancelled when it is at an end.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Why it is; fit for a person.</summary>
    public string WhyGone { get; private set; } = "";

    /// <summary>How long a silo may leave a pulse unanswered.</summary>
    public TimeSpan SilenceOf(SiloAddress silo) => DriverPulse.SilenceAfter(_silent.GetValueOrDefault(silo));

    /// <summary>A silo that was there just now is lost.</summary>
    public void Lost(SiloLink link)
    {
        HaveCompany();
        if (link.WasSilent)
        {
            _silent.AddOrUpdate(link.Entry.Address, 1, (_, times) => times + 1);
        }
    }

    /// <summary>Ends it where there has been no silo for too long.</summary>
    /// <param name="silos">How many there are now.</param>
    public void Count(int silos)
    {
        if (silos > 0)
        {
            HaveCompany();
        }
        else if (clock.GetElapsedTime(Volatile.Read(ref _alone)) > options.Patience)
        {
            Give(FormattableString.Invariant($"no silo of cluster '{options.Name.Id}' could be reached for {options.Patience.TotalSeconds} s{(_lastTrouble.What is { Length: > 0 } trouble ? $"; {trouble}" : "")}"));
        }
    }

    /// <summary>Ends it for the trouble that was said last.</summary>
    public void Give() => Give(_lastTrouble.What);

    /// <summary>Says what is wrong, once.</summary>
    /// <param name="where">With whom: a silo's gateway, or empty for the store.</param>
    /// <param name="what">What.</param>
    public void Trouble(string where, string what)
    {
        lock (_gate)
        {
            _lastTrouble = (where, what);
            if (_troubles.GetValueOrDefault(where) == what)
            {
                return;
            }

            _troubles[where] = what;
        }

        options.Say?.Invoke(what);
    }

    /// <summary>All is well again there; the same trouble is said anew.</summary>
    /// <param name="where">With whom.</param>
    public void Forget(string where)
    {
        lock (_gate)
        {
            _troubles.Remove(where);
            _lastTrouble = _lastTrouble.Where == where ? ("", "") : _lastTrouble;
        }
    }

    private void HaveCompany() => Volatile.Write(ref _alone, clock.GetTimestamp());

    private void Give(string reason)
    {
        lock (_gate)
        {
            if (!_gone.IsCancellationRequested)
            {
                WhyGone = reason;
                _gone.Cancel();
            }
        }
    }
}
