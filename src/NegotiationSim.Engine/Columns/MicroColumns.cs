using System.Numerics;
using System.Runtime.CompilerServices;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;
using NegotiationSim.Search.Listed;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// <see cref="MicroTactic"/> in columns, in a small space: the walk down is a list of indices of the actor's row, put in order as far as it goes,
/// of which the first ones have been offered; what was heard is a bit per outcome.
/// </summary>
internal struct MicroColumns : IColumnTactic
{
    private readonly OutcomeRows _rows;
    private readonly ulong _stream;
    private readonly int _actors;
    private readonly int[] _others;
    private readonly int _outcomes;
    private readonly int _words;
    private BlockSpec _block = new(0, 0, 0, false);
    private int _round;
    private Walk[] _walk = [];
    private ushort[] _order = [];
    private ulong[] _heard = [];
    private int[] _heardRound = [];

    public MicroColumns(AgentBlock owner, OutcomeRows rows)
    {
        var (brief, self) = (owner.Brief, owner.Self);
        _rows = rows;
        _stream = StreamName.Hash(StreamName.Tactic(owner.Actor.Id));
        _actors = brief.Actors.Length;
        _others = [.. Enumerable.Range(0, _actors).Where(other => other != self && brief.Actors[other].Role == Role.Principal)];
        _outcomes = (int)brief.Space.Count;
        _words = (_outcomes + 63) / 64;
    }

    /// <summary>Where the actor stands in one replica.</summary>
    private struct Walk
    {
        /// <summary>The utility of the next offer, where <see cref="IsNextKnown"/>.</summary>
        public double Next;

        /// <summary>The utility of the offer that it made last; positive infinity before the first.</summary>
        public double Last;

        /// <summary>What the last standing offer of somebody else is worth: an offer is heard at the first turn after it was made.</summary>
        public double Standing;

        /// <summary>The index of the outcome that it last put on the table, or -1.</summary>
        public int Said;

        /// <summary>The index of the offer of its own that it would repeat, or -1 where it would make the next.</summary>
        public int Repeated;

        /// <summary>How much of the walk is in order.</summary>
        public int OrderCount;

        /// <summary>How much of it was offered.</summary>
        public int MadeCount;

        public int HeardCount;

        public bool IsNextKnown;
    }

    public readonly bool HasOwnAcceptance => true;

    public void Begin(ColumnTurns turns, BlockSpec block)
    {
        _block = block;
        if (_walk.Length < block.Count)
        {
            _walk = new Walk[block.Count];
            _order = new ushort[block.Count * _outcomes];
            _heard = new ulong[block.Count * _words];
            _heardRound = new int[block.Count * _actors];
        }

        Array.Fill(_walk, new Walk { Last = double.PositiveInfinity, Said = -1 }, 0, block.Count);
        Array.Clear(_heard, 0, block.Count * _words);
        Array.Clear(_heardRound, 0, block.Count * _actors);
    }

    public void BeginTurn(int round, double time) => _round = round;

    public readonly void Fetch(ColumnTurns turns, int slot)
    {
        MemoryAhead.Fetch(_walk, slot);
        MemoryAhead.Fetch(_heard, slot * _words, _words);
        MemoryAhead.Fetch(_heardRound, slot * _actors);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double Standing(ColumnTurns turns, int slot, ReadOnlySpan<ushort> outcome) => _walk[slot].Standing;

    public readonly void Hear(int slot, TurnRequest request)
    {
        ref var walk = ref _walk[slot];
        foreach (var other in _others)
        {
            if (!Hearing.IsNewOffer(request, slot, other, ref _heardRound[slot * _actors + other]))
            {
                continue;
            }

            var index = _rows.IndexOf(request.Board[other]!.Text(slot));
            ref var word = ref _heard[slot * _words + index / 64];
            var bit = 1UL << (index % 64);
            walk.HeardCount += (word & bit) == 0 ? 1 : 0;
            word |= bit;
            if (request.Proposer[slot] == other)
            {
                // Read where the index is known, so that the memory is on its way while the next offer is looked for.
                walk.Standing = _rows.Row(slot)[index];
            }
        }
    }

    /// <summary>MiCRO's target is for the diary alone.</summary>
    public readonly double Target(ColumnTurns turns, int slot) => double.NaN;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double Propose(ColumnTurns turns, int slot, double target) =>
        MicroRule.Propose(new Memory(in this, ref _walk[slot], turns, slot));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Accepts(ColumnTurns turns, int slot, double utility) =>
        MicroRule.Accepts(new Memory(in this, ref _walk[slot], turns, slot), utility);

    public readonly void Offer(ColumnTurns turns, int slot, Utterances said)
    {
        ref var walk = ref _walk[slot];
        var offer = walk.Repeated;
        if (offer < 0)
        {
            walk.IsNextKnown = false;
            walk.Last = walk.Next;
            offer = _order[slot * _outcomes + walk.MadeCount++];
        }

        if (walk.Said != offer)
        {
            walk.Said = offer;
            _rows.Write(offer, said.Text(slot));
        }
    }

    public readonly void Recall(int slot, AgentState state)
    {
        Span<ushort> outcome = stackalloc ushort[state.OwnOffer.Length];
        for (var m = 0; m < _walk[slot].MadeCount; m++)
        {
            _rows.Write(_order[slot * _outcomes + m], outcome);
            MicroTactic.Instance.Offered(state, outcome);
        }

        for (var w = 0; w < _words; w++)
        {
            for (var bits = _heard[slot * _words + w]; bits != 0; bits &= bits - 1)
            {
                _rows.Write(64 * w + BitOperations.TrailingZeroCount(bits), outcome);
                MicroTactic.Instance.Hear(state, -1, outcome);
            }
        }

        _heardRound.AsSpan(slot * _actors, _actors).CopyTo(state.HeardRound);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void FindNext(ref Walk walk, int slot)
    {
        var row = _rows.Row(slot);
        var order = _order.AsSpan(slot * _outcomes, _outcomes);
        if (walk.MadeCount == walk.OrderCount)
        {
            walk.OrderCount += OutcomeOrder.NextBand(row, walk.Last, order[walk.OrderCount..]);
        }

        walk.Next = walk.MadeCount < walk.OrderCount ? row[order[walk.MadeCount]] : double.NaN;
        walk.IsNextKnown = true;
    }

    private readonly double Repeat(ref Walk walk, ColumnTurns turns, int slot)
    {
        if (walk.MadeCount == 0)
        {
            return double.NaN;
        }

        var uniform = new ReplicaDraws(_block.Seed, _block.FirstReplica + slot).Uniform(_stream, (ulong)_round);
        walk.Repeated = _order[slot * _outcomes + MicroRule.Pick(uniform, walk.MadeCount)];
        var utility = _rows.Row(slot)[walk.Repeated];
        return turns.ProspectsAt(slot).Allows(utility) ? utility : double.NaN;
    }

    /// <summary>What MiCRO knows in one slot.</summary>
    private readonly ref struct Memory(ref readonly MicroColumns columns, ref Walk walk, ColumnTurns turns, int slot) : IMicroMemory
    {
        private readonly ref readonly MicroColumns _columns = ref columns;
        private readonly ref Walk _walk = ref walk;

        public int Made => _walk.MadeCount;

        public int Heard => _walk.HeardCount;

        public double LastMade => _walk.Last;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryNext(out double utility)
        {
            if (!_walk.IsNextKnown)
            {
                _columns.FindNext(ref _walk, slot);
            }

            utility = _walk.Next;
            return utility >= turns.ProspectsAt(slot).Reservation - Reservation.Tolerance;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double MakeNext()
        {
            _walk.Repeated = -1;
            return _walk.Next;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Repeat() => _columns.Repeat(ref _walk, turns, slot);
    }
}
