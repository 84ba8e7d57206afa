using System.Collections.Immutable;
using NegotiationSim.Grains.Driving;

namespace NegotiationSim.Cluster.Driving;

/// <summary>The lanes over silos where actors are spread. Whenever the silos are others than before, lanes over those that there are now take the place of those that there were. Not safe for use by several threads.</summary>
internal sealed class SpreadLanes : IDisposable
{
    private readonly List<SpreadLink> _ever = [];
    private readonly Dictionary<SiloAddress, long> _closed = [];
    private bool _hasNews;

    /// <summary>The lanes that take blocks.</summary>
    public ImmutableArray<SpreadLink> Now { get; private set; } = [];

    /// <summary>Makes new lanes. Those before play their blocks to the end.</summary>
    /// <param name="live">The silos that are connected.</param>
    /// <param name="watchers">Hear of the new lanes.</param>
    public void Renew(IEnumerable<SiloLink> live, IReadOnlyList<Action<ISiloLink>> watchers)
    {
        var before = Now;
        ImmutableArray<SiloLink> all = [.. live.Where(link => !link.Leaving.IsCancellationRequested).OrderBy(link => link.Entry.Address)];
        Now = [.. all.SelectMany(table => Enumerable.Range(0, table.Lanes).Select(_ => new SpreadLink(table, all)))];
        _ever.AddRange(Now);
        foreach (var lane in before)
        {
            lane.Retire();
        }

        foreach (var lane in Now)
        {
            foreach (var watcher in watchers)
            {
                watcher(lane);
            }
        }
    }

    /// <summary>
    /// Whether connections between silos were closed since this was asked last; asked once a second. Silos open others at once, but a call that was on the way is never answered, and the table that made it would wait without end.
    /// The answer comes one time later than the first news: each silo tells of the same event with a pulse of its own, and the lanes are to be given up once.
    /// </summary>
    /// <param name="live">The silos that are connected.</param>
    public bool AreBroken(IEnumerable<SiloLink> live)
    {
        var isNews = false;
        foreach (var link in live)
        {
            isNews |= _closed.TryGetValue(link.Entry.Address, out var before) && before != link.Report.Closed;
            _closed[link.Entry.Address] = link.Report.Closed;
        }

        var had = _hasNews;
        _hasNews = isNews && !had;
        return had;
    }

    /// <summary>Gives all lanes up: what they play is played again on others.</summary>
    public void Lose()
    {
        foreach (var lane in _ever)
        {
            lane.Lose();
        }
    }

    /// <summary>Lets go of the silos.</summary>
    public void Dispose() => _ever.ForEach(lane => lane.Dispose());
}
