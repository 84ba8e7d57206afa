namespace NegotiationSim.Grains;

/// <summary>What the tables of this silo have done, and are doing. Counted once per block, so it costs nothing.</summary>
public sealed class SiloWork(TimeProvider clock)
{
    /// <summary>Rates are those of so many seconds, the running one left out.</summary>
    private const int Window = 10;

    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly (long Second, long Replicas)[] _seconds = new (long, long)[Window + 1];
    private long _blocks;
    private long _replicas;
    private long _closed;
    private int _running;

    /// <summary>How many tables may play here at the same time, as drivers are told.</summary>
    public int Lanes { get; private set; } = Environment.ProcessorCount;

    /// <summary>What these tables may take of memory together, in bytes, as drivers are told; 0: it is not limited.</summary>
    public long Memory { get; set; }

    /// <summary>The program that the silo runs, as drivers are told.</summary>
    public string Build { get; set; } = "";

    /// <summary>Whether the silo is about to leave; drivers then hand out no more blocks here.</summary>
    public bool IsDraining { get; set; }

    /// <summary>Blocks that are being played.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Where blocks wait for their turn; null: none waits, the driver of a silo of its own knows how many it wants.</summary>
    internal TableSeats? Seats { get; private set; }

    /// <summary>Lets so many tables play at the same time and no more, whoever opened them. Before the first.</summary>
    /// <param name="lanes">How many, at least 1.</param>
    public void Limit(int lanes) => (Lanes, Seats) = (lanes, new TableSeats(lanes));

    /// <summary>What there is to tell of it.</summary>
    /// <param name="drivers">How many drivers were heard of lately.</param>
    public SiloReport Report(int drivers)
    {
        lock (_gate)
        {
            var now = Second();
            var recent = _seconds.Where(second => second.Second < now && second.Second >= now - Window).Sum(second => second.Replicas);
            return new SiloReport(Build, Lanes, IsDraining, drivers, _running, _blocks, _replicas, recent / (double)Math.Clamp(now, 1, Window)) { Closed = Interlocked.Read(ref _closed), Memory = Memory };
        }
    }

    /// <summary>A connection between this silo and another was closed.</summary>
    internal void CountClosed() => Interlocked.Increment(ref _closed);

    /// <summary>A block begins.</summary>
    internal void Begin() => Interlocked.Increment(ref _running);

    /// <summary>A block has ended.</summary>
    /// <param name="finished">How many replicas were finished with it; 0: it was given up.</param>
    internal void End(int finished)
    {
        Interlocked.Decrement(ref _running);
        if (finished == 0)
        {
            return;
        }

        lock (_gate)
        {
            _blocks++;
            _replicas += finished;
            var now = Second();
            ref var second = ref _seconds[now % _seconds.Length];
            second = second.Second == now ? (now, second.Replicas + finished) : (now, finished);
        }
    }

    private long Second() => (long)clock.GetElapsedTime(_start).TotalSeconds;
}
