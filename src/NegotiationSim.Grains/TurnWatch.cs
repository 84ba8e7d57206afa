using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NegotiationSim.Grains;

/// <summary>What the actors of this silo are busy with, and for how long: a turn over many outcomes may take minutes, and whoever waits wants to know what for.</summary>
public sealed partial class TurnWatch(ILogger<TurnWatch> logger, TimeProvider clock)
{
    /// <summary>A turn of this length is worth a warning; it is no failure.</summary>
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Desk> _desks = new();
    private readonly ILogger _logger = logger;
    private readonly TimeProvider _clock = clock;

    /// <summary>The piece of work that has been going on for longest; null: nobody is at work.</summary>
    public LongTurn? Longest() => _desks.Values
        .Select(desk => (Desk: desk, desk.Since))
        .Where(work => work.Since > 0)
        .OrderBy(work => work.Since)
        .Select(work => new LongTurn(work.Desk.Actor, work.Desk.Round, _clock.GetElapsedTime(work.Since)))
        .FirstOrDefault();

    /// <summary>Where an actor notes what it is at.</summary>
    /// <param name="grain">The key of its grain.</param>
    /// <param name="actor">Its index in the scenario.</param>
    /// <param name="id">Its id.</param>
    internal Desk Open(string grain, int actor, string id) => _desks[grain] = new Desk(this, actor, id);

    /// <summary>The actor is gone. Another activation of it may have a desk of its own already, which stays.</summary>
    internal void Close(string grain, Desk desk) => _desks.TryRemove(KeyValuePair.Create(grain, desk));

    [LoggerMessage(Level = LogLevel.Warning, Message = "'{Actor}' took {Seconds} s for round {Round} (0: for the beginning of a block)")]
    private static partial void LogLongTurn(ILogger logger, string actor, double seconds, int round);

    /// <summary>What one actor is at; written by its grain alone. Disposing it ends the piece of work, not the desk.</summary>
    internal sealed class Desk(TurnWatch watch, int actor, string id) : IDisposable
    {
        private long _since;

        public int Actor => actor;

        public int Round { get; private set; }

        /// <summary>When the work began, by the clock's counter; 0: the actor is not at work.</summary>
        public long Since => Volatile.Read(ref _since);

        /// <summary>A piece of work begins; it ends when the result is disposed.</summary>
        public Desk Begin(int round)
        {
            Round = round;
            Volatile.Write(ref _since, Math.Max(1, watch._clock.GetTimestamp()));
            return this;
        }

        public void Dispose()
        {
            if (watch._clock.GetElapsedTime(_since) is var took && took >= s_long)
            {
                LogLongTurn(watch._logger, id, took.TotalSeconds, Round);
            }

            Volatile.Write(ref _since, 0);
        }
    }
}

/// <summary>Work of an actor that is still going on.</summary>
/// <param name="Actor">Its index in the scenario.</param>
/// <param name="Round">The round of its turn, from 1; 0: it prepares a block.</param>
/// <param name="For">How long already.</param>
public sealed record LongTurn(int Actor, int Round, TimeSpan For);
