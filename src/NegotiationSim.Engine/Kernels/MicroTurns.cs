using System.Numerics;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Minds;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Listed;

namespace NegotiationSim.Engine.Kernels;

/// <summary>
/// Plain turns by <see cref="MicroTactic"/> in a small space: the walk down is a list of indices of the actor's row, put in order as far as it goes,
/// of which the first ones have been offered; what was heard is a bit per outcome.
/// </summary>
internal sealed class MicroTurns : PlainTurns
{
    private readonly OutcomeRows _rows;
    private readonly ulong _stream;
    private readonly int _actors;
    private readonly int[] _others;
    private readonly int _outcomes;
    private readonly int _words;
    private BlockSpec _block = new(0, 0, 0, false);
    private Walk[] _walk = [];
    private ushort[] _order = [];
    private ulong[] _heard = [];
    private int[] _heardRound = [];

    public MicroTurns(Scenario brief, int self, DrawnInputs inputs, OutcomeRows rows)
        : base(brief, self, inputs, rows)
    {
        _rows = rows;
        _stream = StreamName.Hash(StreamName.Tactic(brief.Actors[self].Id));
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

        /// <summary>The index of the text that it last put on the table, or -1.</summary>
        public int Said;

        /// <summary>How much of the walk is in order.</summary>
        public int OrderCount;

        /// <summary>How much of it was offered.</summary>
        public int MadeCount;

        public int HeardCount;

        public bool IsNextKnown;

        public readonly bool IsReady => MadeCount <= HeardCount;
    }

    /// <inheritdoc/>
    protected override void Forget(BlockSpec block)
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

    /// <inheritdoc/>
    protected override void TakeTurns(TurnRequest request, Utterances said)
    {
        for (var k = 0; k < request.ActiveCount; k++)
        {
            var slot = request.Active[k];
            if (!Goes(slot))
            {
                Leave(slot);
                continue;
            }

            ref var walk = ref _walk[slot];
            Hear(ref walk, slot, request);
            if (!request.ListenOnly)
            {
                said.Round[slot] = request.Round;
                said.Said[slot] = request.Round > LastRound ? Said.WalkOutDeadline : Decide(ref walk, slot, request, said);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Recall(int slot, Seat seat)
    {
        Span<ushort> text = stackalloc ushort[seat.OwnText.Length];
        for (var m = 0; m < _walk[slot].MadeCount; m++)
        {
            _rows.Write(_order[slot * _outcomes + m], text);
            MicroTactic.Instance.Offered(seat, text);
        }

        for (var w = 0; w < _words; w++)
        {
            for (var bits = _heard[slot * _words + w]; bits != 0; bits &= bits - 1)
            {
                _rows.Write(64 * w + BitOperations.TrailingZeroCount(bits), text);
                MicroTactic.Instance.Hear(seat, -1, text);
            }
        }

        _heardRound.AsSpan(slot * _actors, _actors).CopyTo(seat.HeardRound);
    }

    private void Hear(ref Walk walk, int slot, TurnRequest request)
    {
        foreach (var other in _others)
        {
            ref var heardRound = ref _heardRound[slot * _actors + other];
            if (request.Board[other] is not { } spoken || spoken.Round[slot] <= heardRound)
            {
                continue;
            }

            heardRound = spoken.Round[slot];
            if (spoken.Said[slot] == Said.Offer)
            {
                var index = _rows.IndexOf(spoken.Text(slot));
                ref var word = ref _heard[slot * _words + index / 64];
                var bit = 1UL << (index % 64);
                walk.HeardCount += (word & bit) == 0 ? 1 : 0;
                word |= bit;
            }
        }
    }

    private Said Decide(ref Walk walk, int slot, TurnRequest request, Utterances said)
    {
        ref readonly var now = ref MomentAt(slot, request.Round);
        if (now.IsHopeless)
        {
            return Said.WalkOutNothing;
        }

        var isReady = walk.IsReady;
        var hasNext = isReady && TryNext(ref walk, slot, now);
        var standing = Standing(slot, request, now);
        if (!double.IsNaN(standing) && (isReady ? !hasNext || standing >= walk.Next : standing >= walk.Last))
        {
            return Said.Accept;
        }

        var offer = hasNext ? Make(ref walk, slot) : Repeat(walk, slot, request.Round, now);
        if (offer < 0)
        {
            return Said.Reject;
        }

        if (walk.Said != offer)
        {
            walk.Said = offer;
            _rows.Write(offer, said.Text(slot));
        }

        return Said.Offer;
    }

    /// <summary>Finds the next outcome of the walk; false where there is none worth the no-deal value.</summary>
    private bool TryNext(ref Walk walk, int slot, in PlainMoment now)
    {
        if (!walk.IsNextKnown)
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

        return walk.Next >= now.Reservation - Reservation.Tolerance;
    }

    private int Make(ref Walk walk, int slot)
    {
        walk.IsNextKnown = false;
        walk.Last = walk.Next;
        return _order[slot * _outcomes + walk.MadeCount++];
    }

    /// <summary>A uniformly drawn one of its own offers, or -1 where it has none that is still worth the no-deal value.</summary>
    private int Repeat(in Walk walk, int slot, int round, in PlainMoment now)
    {
        if (walk.MadeCount == 0)
        {
            return -1;
        }

        var uniform = new ReplicaDraws(_block.Seed, _block.FirstReplica + slot).Uniform(_stream, (ulong)round);
        var pick = Math.Min((int)(uniform * walk.MadeCount), walk.MadeCount - 1);
        var index = _order[slot * _outcomes + pick];
        return now.Allows(_rows.Row(slot)[index]) ? index : -1;
    }
}
