using System.Threading.Channels;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Driving;

/// <summary>
/// The lanes of an experiment, over all silos that there are. Blocks wait here for a lane, not at a silo: whoever is free takes the next one, so a silo that comes has work at once, and one that goes
/// leaves no queue behind.
/// </summary>
internal sealed class LanePool : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Scenario _scenario;
    private readonly string _experiment;
    private readonly long _tableBytes;
    private readonly List<Site> _sites = [];
    private readonly List<Task> _closing = [];
    private readonly IDisposable _watch;

    // Whoever waits for a lane goes on where it became free, so that the lane's next block begins on the processor that has its memory at hand.
    private readonly Channel<Lane> _free = Channel.CreateUnbounded<Lane>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });
    private int _most;
    private int _count;
    private int _named;
    private bool _isClosed;

    /// <summary>A pool without lanes; <see cref="Allow"/> opens them.</summary>
    /// <param name="silos">Where lanes can be.</param>
    /// <param name="scenario">What is negotiated.</param>
    /// <param name="experiment">The name of the experiment, unique among all that its silos know.</param>
    /// <param name="tableBytes">What a table takes of memory at the most, in bytes.</param>
    public LanePool(ISilos silos, Scenario scenario, string experiment, long tableBytes = 0)
    {
        (_scenario, _experiment, _tableBytes) = (scenario, experiment, tableBytes);
        _watch = silos.Watch(Arrive);
    }

    /// <summary>How many lanes there are now, free or not.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Allows so many lanes. Those that are there stay.</summary>
    public void Allow(int most)
    {
        List<Lane> opened;
        lock (_gate)
        {
            _most = Math.Max(_most, most);
            opened = Open();
        }

        opened.ForEach(lane => _free.Writer.TryWrite(lane));
    }

    /// <summary>Waits for a lane.</summary>
    public async ValueTask<Lane> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var lane = await _free.Reader.ReadAsync(cancellation).ConfigureAwait(false);
            if (lane.Site.IsOpen)
            {
                return lane;
            }

            Discard(lane);
        }
    }

    /// <summary>The lane is free again.</summary>
    public void Return(Lane lane)
    {
        if (lane.Site.IsOpen)
        {
            _free.Writer.TryWrite(lane);
        }
        else
        {
            Discard(lane);
        }
    }

    /// <summary>Lets all grains go. No lane may be in use.</summary>
    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        lock (_gate)
        {
            _isClosed = true;
            _sites.ForEach(site => site.Dispose());
        }

        while (_free.Reader.TryRead(out var lane))
        {
            Discard(lane);
        }

        // Nobody adds to the list any more.
        await Task.WhenAll(_closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Arrive(ISiloLink link)
    {
        List<Lane> opened;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            var site = new Site(link);
            _sites.Add(site);
            opened = Open();
            site.Watch(() => Close(site));
        }

        opened.ForEach(lane => _free.Writer.TryWrite(lane));
    }

    /// <summary>The silo plays no more; where others may have more lanes instead, they get them.</summary>
    private void Close(Site site)
    {
        List<Lane> opened;
        lock (_gate)
        {
            if (_isClosed || !_sites.Remove(site))
            {
                return;
            }

            _count -= site.Lanes;
            opened = Open();
        }

        opened.ForEach(lane => _free.Writer.TryWrite(lane));
    }

    /// <summary>Opens lanes up to what is allowed, one at each silo in turn.</summary>
    private List<Lane> Open()
    {
        var opened = new List<Lane>();
        while (_count < _most && _sites.Where(site => site.IsOpen && site.Lanes < site.Link.LanesFor(_tableBytes)).MinBy(site => site.Lanes) is { } site)
        {
            site.Lanes++;
            _count++;
            opened.Add(new Lane(site, _scenario, _experiment, _named++));
        }

        return opened;
    }

    private void Discard(Lane lane)
    {
        lock (_gate)
        {
            _closing.RemoveAll(task => task.IsCompleted);

            // Should the silo be lost meanwhile, nobody answers.
            var lost = lane.Site.Link.Lost;
            _closing.Add(lost.IsCancellationRequested ? lane.DropAsync() : lane.CloseAsync().WaitAsync(lost));
        }
    }

    /// <summary>A silo and how many of the lanes are there.</summary>
    internal sealed class Site(ISiloLink link) : IDisposable
    {
        private CancellationTokenRegistration _lost;
        private CancellationTokenRegistration _leaving;
        public ISiloLink Link => link;

        public int Lanes { get; set; }

        /// <summary>Whether its lanes may take blocks. It is asked of the link itself: those who wait for it to go are told one after the other, and a lane may come back before the pool has heard.</summary>
        public bool IsOpen => !link.Lost.IsCancellationRequested && !link.Leaving.IsCancellationRequested;

        /// <summary>Hears when the silo goes; at once where it has gone already.</summary>
        public void Watch(Action gone) => (_lost, _leaving) = (link.Lost.UnsafeRegister(_ => gone(), null), link.Leaving.UnsafeRegister(_ => gone(), null));

        public void Dispose()
        {
            // Not waited for: the one that calls may be the one that is being told.
            _lost.Unregister();
            _leaving.Unregister();
        }
    }
}
