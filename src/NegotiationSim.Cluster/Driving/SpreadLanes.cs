using System.Collections.Immutable;

namespace NegotiationSim.Cluster.Driving;

/// <summary>The lanes over the silos that there are, where each actor is on a silo of its own. Not safe for use by several threads.</summary>
internal sealed class SpreadLanes
{
    // Lanes that were replaced play what they have begun, and are let go with it.
    private readonly List<WeakReference<SpreadLink>> _ever = [];
    private readonly Dictionary<SiloAddress, long> _closed = [];
    private bool _hasNews;

    /// <summary>Those of the last call.</summary>
    public ImmutableArray<SpreadLink> Current { get; private set; } = [];

    /// <summary>How many lanes are known, replaced ones included whose blocks are still being played.</summary>
    public int Known => _ever.Count;

    /// <summary>The silos are others than before: lanes over those that there are now take the place of the lanes over those that there were.</summary>
    /// <param name="silos">All silos; those that are about to leave get no lanes.</param>
    public ImmutableArray<SpreadLink> Anew(IEnumerable<SiloLink> silos)
    {
        foreach (var lane in Current)
        {
            lane.Retire();
        }

        ImmutableArray<SiloLink> all = [.. silos.Where(silo => !silo.Leaving.IsCancellationRequested).OrderBy(silo => silo.Entry.Address)];
        Current = [.. all.SelectMany(table => Enumerable.Range(0, table.Lanes).Select(number => new SpreadLink(table, all, number)))];
        _ever.RemoveAll(known => !known.TryGetTarget(out var lane) || lane.Lost.IsCancellationRequested);
        _ever.AddRange(Current.Select(lane => new WeakReference<SpreadLink>(lane)));
        return Current;
    }

    /// <summary>
    /// Whether connections between silos were closed since this was asked last; to be asked once a second. Silos open others at once, but a call that was on the way is never answered, and the table that made it would wait without end.
    /// The answer comes one time later than the first news: each silo tells of the same event with a pulse of its own, and the lanes are to be given up once.
    /// </summary>
    /// <param name="silos">All silos.</param>
    public bool AreBroken(IEnumerable<SiloLink> silos)
    {
        var isNews = false;
        foreach (var silo in silos)
        {
            isNews |= _closed.TryGetValue(silo.Entry.Address, out var before) && before != silo.Report.Closed;
            _closed[silo.Entry.Address] = silo.Report.Closed;
        }

        var had = _hasNews;
        _hasNews = isNews && !had;
        return had;
    }

    /// <summary>Gives up the lanes that have anything on a silo that is lost.</summary>
    public void Lose(SiloLink silo)
    {
        _closed.Remove(silo.Entry.Address);
        ForEach(lane => lane.Lose(silo));
    }

    /// <summary>Gives all lanes up: what they play is played again on others.</summary>
    public void Lose() => ForEach(lane => lane.Lose());

    private void ForEach(Action<SpreadLink> act)
    {
        foreach (var known in _ever)
        {
            if (known.TryGetTarget(out var lane))
            {
                act(lane);
            }
        }
    }
}
