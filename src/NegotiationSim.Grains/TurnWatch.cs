using System.Collections.Concurrent;

namespace NegotiationSim.Grains;

/// <summary>What the actors of this silo are busy with, and for how long: a turn over many outcomes may take minutes, and whoever waits wants to know what for.</summary>
public sealed class TurnWatch
{
    private readonly ConcurrentDictionary<string, Desk> _desks = new();

    /// <summary>The piece of work that has been going on for longest; null: nobody is at work.</summary>
    public LongTurn? Longest()
    {
        LongTurn? longest = null;
        var now = Environment.TickCount64;
        foreach (var desk in _desks.Values)
        {
            if (desk.Since is > 0 and var since && (longest is null || now - since > longest.For.TotalMilliseconds))
            {
                longest = new LongTurn(desk.Actor, desk.Round, TimeSpan.FromMilliseconds(now - since));
            }
        }

        return longest;
    }

    /// <summary>Where an actor notes what it is at.</summary>
    internal Desk Open(string grain, int actor) => _desks[grain] = new Desk(actor);

    /// <summary>The actor is gone.</summary>
    internal void Close(string grain) => _desks.TryRemove(grain, out _);

    /// <summary>What one actor is at; written by its grain alone.</summary>
    internal sealed class Desk(int actor)
    {
        private long _since;

        public int Actor => actor;

        public int Round { get; private set; }

        public long Since => Volatile.Read(ref _since);

        /// <summary>A piece of work begins.</summary>
        public void Begin(int round)
        {
            Round = round;
            Volatile.Write(ref _since, Math.Max(1, Environment.TickCount64));
        }

        /// <summary>It is over.</summary>
        public void End() => Volatile.Write(ref _since, 0);
    }
}

/// <summary>Work of an actor that is still going on.</summary>
/// <param name="Actor">Its index in the scenario.</param>
/// <param name="Round">The round of its turn, from 1; 0: it prepares a block.</param>
/// <param name="For">How long already.</param>
public sealed record LongTurn(int Actor, int Round, TimeSpan For);
