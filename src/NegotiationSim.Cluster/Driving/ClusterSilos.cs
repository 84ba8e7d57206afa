using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Driving;

namespace NegotiationSim.Cluster.Driving;

/// <summary>
/// The silos of a cluster, as a driver sees them: it looks at the membership table again and again, connects to every silo that is new and drops those that are gone. The store may be away meanwhile; the silos that are connected
/// play on.
/// </summary>
public sealed class ClusterSilos : ISilos, IAsyncDisposable
{
    /// <summary>Where trouble is that is nobody's but the store's.</summary>
    private const string Store = "";

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_connecting = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ClusterClientOptions _options;
    private readonly MembershipStore _store;
    private readonly TimeProvider _clock;
    private readonly Dictionary<SiloAddress, SiloLink?> _links = [];
    private readonly ClusterPatience _patience;
    private readonly DoorLog _refusals = new();
    private readonly HashSet<SiloAddress> _refused = [];
    private readonly List<Task> _ending = [];
    private readonly Arrivals _arrivals;
    private readonly SiloWatchers _watchers;
    private Task _look = Task.CompletedTask;

    private ClusterSilos(ClusterClientOptions options, MembershipStore store, TimeProvider clock)
    {
        (_options, _store, _clock) = (options, store, clock);
        Driver = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}".Replace(DriverLeases.Mark, "", StringComparison.Ordinal);
        Plays = new DriverReport(Driver);
        (_patience, _arrivals, _watchers) = (new ClusterPatience(options, clock), new Arrivals(clock), new SiloWatchers(options.Spread, options.Say));
    }

    /// <summary>The name of this driver, by which silos know whose its grains are.</summary>
    public string Driver { get; }

    /// <summary>What this driver is at, as silos tell those who look at the cluster. They hear of it with the next pulse.</summary>
    public DriverReport Plays { get; set; }

    /// <summary>Cancelled when there has been no silo for too long.</summary>
    public CancellationToken Gone => _patience.Gone;

    /// <summary>Why; fit for a person.</summary>
    public string WhyGone => _patience.WhyGone;

    /// <summary>The silos that are connected.</summary>
    public IReadOnlyList<(SiloEntry Entry, SiloReport Report)> Connected
    {
        get
        {
            lock (_gate)
            {
                return [.. Live().Select(link => (link.Entry, link.Report))];
            }
        }
    }

    /// <summary>Connects to a cluster and waits for a first silo, and a little for the others that are there.</summary>
    /// <param name="options">How.</param>
    /// <param name="clock">Tells how long to wait.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="MembershipException">The membership store cannot be used.</exception>
    /// <exception cref="ClusterGoneException">No silo can be reached.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<ClusterSilos> StartAsync(ClusterClientOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var silos = new ClusterSilos(options, MembershipStore.Of(options.Store, options.Name), clock);
        try
        {
            // Whatever is wrong with the store is said at once; later it may be away for a while.
            if (!(await silos._store.ReadAsync(cancellation).ConfigureAwait(false)).Any(entry => entry.IsActive))
            {
                options.Say?.Invoke($"no silo of cluster '{options.Name.Id}' is there yet; waiting for one");
            }

            silos._look = Task.Run(silos.LookAsync, CancellationToken.None);
            using var gone = silos.Gone.UnsafeRegister(_ => silos._arrivals.Give(new ClusterGoneException(silos.WhyGone)), null);
            await silos._arrivals.WaitAsync(cancellation).ConfigureAwait(false);
            silos._watchers.Renew();
            return silos;
        }
        catch
        {
            await silos.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public IDisposable Watch(Action<ISiloLink> arrived) => _watchers.Watch(arrived);

    /// <summary>Closes all connections and removes the rows of dead silos of this cluster. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _look.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        List<Task> ending;
        lock (_gate)
        {
            ending = [.. _ending, .. Live().Select(link => link.DisposeAsync().AsTask())];
        }

        await Task.WhenAll(ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A silo that was being connected may have come after all.
        await Task.WhenAll(Live().Select(link => link.DisposeAsync().AsTask())).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Run(async () => { await _store.RemoveDefunctAsync(CancellationToken.None).ConfigureAwait(false); }).WaitAsync(s_connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _store.DisposeAsync().ConfigureAwait(false);
        _refusals.Dispose();
    }

    private IEnumerable<SiloLink> Live() => _links.Values.OfType<SiloLink>().Where(link => !link.Lost.IsCancellationRequested);

    private async Task LookAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var entries = await _store.ReadAsync(_stop.Token).ConfigureAwait(false);
                Compare(entries);
                _patience.Forget(Store);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The silos that are connected are not asked to go because nobody knows their names. Whatever went wrong, the next look may go well, and nobody else would find that no silo is left.
                _patience.Trouble(Store, failure.Message);
            }

            _watchers.CheckBetweenSilos();
            _watchers.Renew();
            _patience.Count(Connected.Count);
            await Task.Delay(s_every, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Connects to those that are new and gives up those that were declared dead.</summary>
    private void Compare(IReadOnlyList<SiloEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                if (entry.IsDead && _links.GetValueOrDefault(entry.Address) is { } link)
                {
                    link.Lose("the others have declared it dead");
                }
                else if (entry is { IsActive: true, Gateway: not null } && _links.TryAdd(entry.Address, null))
                {
                    _ending.Add(Task.Run(() => ConnectAsync(entry), CancellationToken.None));
                }
            }

            _ending.RemoveAll(task => task.IsCompleted);

            // It is in vain to wait where every silo that there is has said no for a reason that lasts. Later on that would be a way to end a batch for anybody who gets hold of a silo's port.
            var active = entries.Where(entry => entry.IsActive).Select(entry => entry.Address).ToList();
            if (!_arrivals.HaveBegun && active.Count > 0 && active.All(_refused.Contains))
            {
                _patience.Give();
            }
        }
    }

    private async Task ConnectAsync(SiloEntry entry)
    {
        var began = _clock.GetUtcNow();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            limit.CancelAfter(s_connecting);
            var link = await SiloLink.OpenAsync(entry, _options, _refusals, () => Plays, _patience.SilenceOf(entry.Address), _clock, limit.Token).ConfigureAwait(false);
            Welcome(link);
        }
        catch (Exception failure)
        {
            if (!_stop.IsCancellationRequested)
            {
                _patience.Trouble(entry.Gateway!.ToString(), WhyNot(entry, failure, began));
            }

            // It is tried again when the table is looked at next.
            lock (_gate)
            {
                _links.Remove(entry.Address);
            }

            CountArrivals();
        }
    }

    /// <summary>Why a silo cannot be used. What the door said is better than what Orleans makes of it.</summary>
    /// <param name="entry">The silo.</param>
    /// <param name="failure">How it was noticed.</param>
    /// <param name="began">When the attempt began; what was said before is of another silo at the same port.</param>
    private string WhyNot(SiloEntry entry, Exception failure, DateTimeOffset began)
    {
        var refusal = DoorException.Within(failure) ?? _refusals.Last.LastOrDefault(refusal => refusal.At >= began && refusal.Address == entry.Gateway!.ToString());
        if (refusal is { Lasts: true })
        {
            lock (_gate)
            {
                _refused.Add(entry.Address);
            }
        }

        return refusal?.Sentence ?? $"silo {entry.Address.Endpoint} cannot be reached: {(failure is OperationCanceledException ? "it does not answer" : failure.Message)}";
    }

    private void Welcome(SiloLink link)
    {
        lock (_gate)
        {
            _links[link.Entry.Address] = link;
            _refused.Remove(link.Entry.Address);
        }

        _options.Say?.Invoke($"silo {link.Entry.Address.Endpoint} plays, {link.Lanes} table{(link.Lanes == 1 ? "" : "s")} at a time");
        _patience.Forget(link.Entry.Gateway!.ToString());
        _watchers.Arrive(link);
        link.Lost.UnsafeRegister(_ => Drop(link), null);
        CountArrivals();
    }

    private void CountArrivals()
    {
        lock (_gate)
        {
            _arrivals.Count(Live().Count(), _links.Values.Count(link => link is null));
        }
    }

    /// <summary>The silo is gone for this driver. Where the table still shows it, it is tried again: it may have been a moment.</summary>
    private void Drop(SiloLink link)
    {
        if (!_stop.IsCancellationRequested)
        {
            _options.Say?.Invoke(link.Leaving.IsCancellationRequested
                ? $"silo {link.Entry.Address.Endpoint} has left"
                : $"silo {link.Entry.Address.Endpoint} is lost: {link.Reason}; what it was playing is played again elsewhere");
            lock (_gate)
            {
                _links.Remove(link.Entry.Address);
                _patience.Lost(link);

                // Not from here: it waits for the watch that has found the silo lost.
                _ending.Add(Task.Run(() => link.DisposeAsync().AsTask(), CancellationToken.None));
            }
        }

        _watchers.Lose(link);
    }
}
