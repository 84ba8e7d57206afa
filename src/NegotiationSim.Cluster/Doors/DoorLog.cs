using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NegotiationSim.Cluster.Doors;

/// <summary>
/// Remembers which connections did not pass the door, and tells of them, to the log (as warnings) and to who listens: each kind of refusal of each address at once when it is first seen, and from then on at most once a minute with their
/// number, so that a stranger who tries a thousand times does not fill a disk. Safe for use by several threads.
/// </summary>
public sealed partial class DoorLog : IDisposable
{
    /// <summary>How many refusals are kept.</summary>
    public const int MostKept = 100;

    /// <summary>How many kinds of refusals of how many addresses are told apart; what is more is told as one.</summary>
    internal const int MostTold = 256;

    /// <summary>How often refusals of one kind are told of.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly Queue<DoorRefusal> _last = new();
    private readonly Dictionary<DoorReason, long> _counts = [];
    private readonly Dictionary<Kind, Told> _told = [];
    private long _admitted;

    /// <summary>A log.</summary>
    /// <param name="logger">Where warnings go; null: nowhere.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public DoorLog(ILogger<DoorLog>? logger = null, TimeProvider? time = null)
    {
        _logger = logger ?? NullLogger<DoorLog>.Instance;
        _time = time ?? TimeProvider.System;
        _timer = _time.CreateTimer(_ => TellRepeated(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Told of refusals as the log is: the first of its kind at once, repeated ones summed up (<see cref="DoorRefusal.Times"/>). It is called on the thread of the connection or of a timer, and must neither throw nor wait.
    /// </summary>
    public event Action<DoorRefusal>? Refused;

    /// <summary>How many connections passed.</summary>
    internal long AdmittedCount => Interlocked.Read(ref _admitted);

    /// <summary>How many connections did not pass, for each reason that occurred; those that were closed without a word (<see cref="DoorReason.Closed"/>) included.</summary>
    internal IReadOnlyDictionary<DoorReason, long> Counts
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<DoorReason, long>(_counts);
            }
        }
    }

    /// <summary>The last refusals, at most <see cref="MostKept"/>, oldest first; each by itself.</summary>
    public IReadOnlyList<DoorRefusal> Last
    {
        get
        {
            lock (_lock)
            {
                return [.. _last];
            }
        }
    }

    /// <summary>Ends the telling of repeated refusals.</summary>
    public void Dispose() => _timer.Dispose();

    /// <summary>A connection passed.</summary>
    internal void Admit() => Interlocked.Increment(ref _admitted);

    /// <summary>A connection did not pass.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="host">The other side's address without its port: what repeated refusals are told together by.</param>
    /// <param name="quiet">Whether to count it only: a monitor that looks whether a port is open is no stranger at the door.</param>
    internal void Refuse(DoorRefusal refusal, string host, bool quiet = false)
    {
        bool tell;
        lock (_lock)
        {
            _counts[refusal.Reason] = _counts.GetValueOrDefault(refusal.Reason) + 1;
            tell = !quiet && IsNews(refusal, host);
            if (!quiet)
            {
                Keep(refusal);
            }
        }

        if (tell)
        {
            Tell(refusal);
        }
        else
        {
            LogQuietly(refusal.Sentence);
        }
    }

    private void Keep(DoorRefusal refusal)
    {
        _last.Enqueue(refusal);
        if (_last.Count > MostKept)
        {
            _last.Dequeue();
        }
    }

    /// <summary>Whether a refusal is the first of its kind for a while; else it is put aside for <see cref="TellRepeated"/>.</summary>
    private bool IsNews(DoorRefusal refusal, string host)
    {
        var kind = new Kind(refusal.Incoming, refusal.ByOther, refusal.Reason, host);
        if (!_told.ContainsKey(kind) && _told.Count >= MostTold)
        {
            // Of more addresses than anyone wants to read about: together.
            kind = kind with { Host = "" };
        }

        if (_told.Count == 0)
        {
            _timer.Change(Interval, Interval);
        }

        if (_told.TryGetValue(kind, out var told))
        {
            told.Again = refusal with { Times = (told.Again?.Times ?? 0) + 1 };
            return false;
        }

        _told.Add(kind, new Told());
        return true;
    }

    /// <summary>Tells of what was put aside since the last time, and forgets what did not happen again.</summary>
    private void TellRepeated()
    {
        List<DoorRefusal> again = [];
        lock (_lock)
        {
            foreach (var (kind, told) in _told)
            {
                if (told.Again is { } refusal)
                {
                    again.Add(refusal.Times == 1 ? refusal : refusal with { Sentence = $"{refusal.Sentence} (and {refusal.Times - 1} more like it within a minute)" });
                    told.Again = null;
                }
                else
                {
                    _told.Remove(kind);
                }
            }

            if (_told.Count == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        again.ForEach(Tell);
    }

    private void Tell(DoorRefusal refusal)
    {
        LogRefusal(refusal.Sentence);
        Refused?.Invoke(refusal);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Refusal}")]
    private partial void LogRefusal(string refusal);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Refusal}")]
    private partial void LogQuietly(string refusal);

    /// <summary>What refusals have in common that are told together.</summary>
    private readonly record struct Kind(bool Incoming, bool ByOther, DoorReason Reason, string Host);

    /// <summary>That a kind of refusal was told of, and those that came since.</summary>
    private sealed class Told
    {
        public DoorRefusal? Again { get; set; }
    }
}
