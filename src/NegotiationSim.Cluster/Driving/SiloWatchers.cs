using System.Collections.Immutable;
using NegotiationSim.Grains.Driving;

namespace NegotiationSim.Cluster.Driving;

/// <summary>
/// Tells the experiments of a driver of the silos that they may use: of each silo as it comes or, where actors are spread over silos, of lanes over all that there are. Whoever watches is called from any thread, and never
/// within a lock. Safe for use by several threads.
/// </summary>
/// <param name="spread">Whether actors are spread over silos.</param>
/// <param name="say">Takes a line for a person.</param>
internal sealed class SiloWatchers(bool spread, Action<string>? say)
{
    /// <summary>So many silos get other lanes as soon as another one comes.</summary>
    private const int Few = 16;

    private readonly Lock _gate = new();
    private readonly List<SiloLink> _silos = [];
    private readonly List<Action<ISiloLink>> _watchers = [];
    private readonly SpreadLanes _lanes = new();
    private bool _isStale;

    private IEnumerable<SiloLink> Live => _silos.Where(silo => !silo.Lost.IsCancellationRequested);

    /// <inheritdoc cref="ISilos.Watch"/>
    public IDisposable Watch(Action<ISiloLink> arrived)
    {
        List<ISiloLink> there;
        lock (_gate)
        {
            _watchers.Add(arrived);
            there = [.. spread ? _lanes.Current.AsEnumerable<ISiloLink>() : Live];
        }

        there.ForEach(arrived);
        return new Watching(this, arrived);
    }

    /// <summary>A silo has come. Where actors are spread over many, other lanes are opened with the next <see cref="Renew"/>: with every silo that comes one after the other there would be as many lanes anew.</summary>
    public void Arrive(SiloLink silo)
    {
        List<Action<ISiloLink>> watchers;
        bool areFew;
        lock (_gate)
        {
            _silos.Add(silo);
            (_isStale, areFew) = (true, _silos.Count <= Few);
            watchers = spread ? [] : [.. _watchers];
        }

        watchers.ForEach(watcher => watcher(silo));
        silo.Leaving.UnsafeRegister(_ => Change(), null);
        if (areFew)
        {
            Renew();
        }
    }

    /// <summary>A silo is lost.</summary>
    public void Lose(SiloLink silo)
    {
        lock (_gate)
        {
            _silos.Remove(silo);
            _lanes.Lose(silo);
        }

        Change();
    }

    /// <summary>Where the silos are others than before, lanes over those that there are now take the place of the others.</summary>
    public void Renew()
    {
        List<Action<ISiloLink>> watchers;
        ImmutableArray<SpreadLink> lanes;
        lock (_gate)
        {
            if (!spread || !_isStale)
            {
                return;
            }

            _isStale = false;
            (lanes, watchers) = (_lanes.Anew(Live), [.. _watchers]);
        }

        foreach (var lane in lanes)
        {
            watchers.ForEach(watcher => watcher(lane));
        }
    }

    /// <summary>What silos that actors are spread over had to say to each other may be lost although none of them is. To be called once a second.</summary>
    public void CheckBetweenSilos()
    {
        lock (_gate)
        {
            if (!spread || !_lanes.AreBroken(Live))
            {
                return;
            }

            _lanes.Lose();
        }

        say?.Invoke("connections between silos were closed; what was being played is played again");
        Change();
    }

    /// <summary>The lanes that there are will not do any more.</summary>
    private void Change()
    {
        lock (_gate)
        {
            _isStale = true;
        }

        Renew();
    }

    private sealed class Watching(SiloWatchers all, Action<ISiloLink> watcher) : IDisposable
    {
        public void Dispose()
        {
            lock (all._gate)
            {
                all._watchers.Remove(watcher);
            }
        }
    }
}
