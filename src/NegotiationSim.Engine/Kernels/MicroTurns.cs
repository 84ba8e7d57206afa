using System.Numerics;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Minds;
using NegotiationSim.Engine.Offers;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Kernels;

/// <summary>
/// Plain turns by <see cref="MicroTactic"/> in a small space: the walk down stands at an index of the actor's row, what was heard is a bit per
/// outcome, what was made a list of indices in the order of the walk.
/// </summary>
internal sealed class MicroTurns : PlainTurns
{
    private readonly OutcomeRows _rows;
    private readonly ulong _stream;
    private readonly int _actors;
    private readonly int _mostMade;
    private readonly int _words;
    private BlockSpec _block = new(0, 0, 0, false);
    private Walk[] _walk = [];
    private ushort[] _made = [];
    private ulong[] _heard = [];
    private int[] _heardRound = [];

    public MicroTurns(Scenario brief, int self, DrawnInputs inputs, OutcomeRows rows)
        : base(brief, self, inputs, rows)
    {
        _rows = rows;
        _stream = StreamName.Hash(StreamName.Tactic(brief.Actors[self].Id));
        _actors = brief.Actors.Length;
        var outcomes = (int)brief.Space.Count;
        _mostMade = Math.Min(brief.Calendar.Rounds, outcomes);
        _words = (outcomes + 63) / 64;
    }

    /// <summary>Where the actor stands in one replica.</summary>
    private struct Walk
    {
        /// <summary>The utility of the next offer; NaN before the walk has begun and after it has ended.</summary>
        public double Next;

        /// <summary>The utility of the offer that it made last.</summary>
        public double Last;

        /// <summary>The index of the next offer; -1 before the walk has begun.</summary>
        public int Index;

        /// <summary>The index of the text that it last put on the table, or -1.</summary>
        public int Said;

        public int MadeCount;

        public int HeardCount;

        /// <summary>The next offer has been made, or the walk has not begun: the next one is to be looked for.</summary>
        public bool IsTaken;

        public readonly bool IsReady => MadeCount <= HeardCount;
    }

    /// <inheritdoc/>
    protected override void Forget(BlockSpec block)
    {
        _block = block;
        if (_walk.Length < block.Count)
        {
            _walk = new Walk[block.Count];
            _made = new ushort[block.Count * _mostMade];
            _heard = new ulong[block.Count * _words];
            _heardRound = new int[block.Count * _actors];
        }

        Array.Fill(_walk, new Walk { Next = double.NaN, Last = double.NaN, Index = -1, Said = -1, IsTaken = true }, 0, block.Count);
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
                said.Said[slot] = Decide(ref walk, slot, request, said);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Recall(int slot, Seat seat)
    {
        Span<ushort> text = stackalloc ushort[seat.OwnText.Length];
        for (var m = 0; m < _walk[slot].MadeCount; m++)
        {
            _rows.Write(_made[slot * _mostMade + m], text);
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
        for (var other = 0; other < _actors; other++)
        {
            ref var heardRound = ref _heardRound[slot * _actors + other];
            if (other == Self || request.Board[other] is not { } spoken || spoken.Round[slot] <= heardRound)
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
        if (request.Round > LastRound)
        {
            return Said.WalkOutDeadline;
        }

        if (!TryMoment(slot, request.Round, out var now))
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

    /// <summary>Finds the first outcome of the walk that was not offered yet; false where there is none worth the no-deal value.</summary>
    private bool TryNext(ref Walk walk, int slot, in PlainMoment now)
    {
        if (walk.IsTaken && (walk.Index < 0 || !double.IsNaN(walk.Next)))
        {
            Advance(ref walk, _rows.Row(slot), Book.Best[slot]);
        }

        return !double.IsNaN(walk.Next) && !(walk.Next < now.Reservation - Reservation.Tolerance);
    }

    /// <summary>A step down: equal ones by descending index, then the next lower utility.</summary>
    private static void Advance(ref Walk walk, ReadOnlySpan<double> row, double best)
    {
        walk.IsTaken = false;
        var index = walk.Index < 0 ? -1 : OutcomeScan.Last(row, walk.Next, walk.Index);
        if (index < 0)
        {
            walk.Next = walk.Index < 0 ? best : OutcomeScan.Below(row, walk.Next);
            index = OutcomeScan.Last(row, walk.Next, row.Length);
        }

        walk.Index = Math.Max(index, 0);
        walk.Next = index < 0 ? double.NaN : walk.Next;
    }

    private int Make(ref Walk walk, int slot)
    {
        walk.IsTaken = true;
        walk.Last = walk.Next;
        _made[slot * _mostMade + walk.MadeCount++] = (ushort)walk.Index;
        return walk.Index;
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
        var index = _made[slot * _mostMade + pick];
        return now.Allows(_rows.Row(slot)[index]) ? index : -1;
    }
}
