using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Search.Listed;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// An <see cref="OfferBook"/> over a small space: a row of utilities per slot in one flat array, NaN where the actor may not sign, all filled by one
/// profile that goes from slot to slot. Slots in which nothing about the actor differs share a row.
/// </summary>
internal sealed class OutcomeRows : OfferBook
{
    /// <summary>Beyond this many different rows nothing is looked for to share.</summary>
    private const int MostShared = 64;

    private readonly OutcomeList _lister;
    private readonly ComponentLayout _layout;
    private readonly bool _differsByLinesOnly;
    private readonly bool[] _held;
    private readonly List<(bool[] Held, int Slot)> _known = [];
    private readonly ushort[] _listed;
    private readonly int[] _stride;
    private double[] _utility = [];
    private int[] _row = [];

    /// <summary>Rows for an actor of a scenario whose space is small.</summary>
    public OutcomeRows(AgentBlock owner)
        : base(owner)
    {
        _layout = Profile.Utility.Layout;
        _lister = new OutcomeList(_layout);
        _differsByLinesOnly = UncertainInputs.OfProfile(owner.Brief, owner.Actor).All(quantity => quantity.IsConstant);
        _held = new bool[owner.Actor.RedLines.Length];
        _stride = new int[_layout.ComponentCount];
        for (var (c, stride) = (_stride.Length - 1, 1); c >= 0; stride *= _layout.ValueCount(c), c--)
        {
            _stride[c] = stride;
        }

        _listed = new ushort[_layout.Listed * _stride.Length];
        for (var index = 0; index < _layout.Listed; index++)
        {
            _layout.Decode(index, _listed.AsSpan(index * _stride.Length, _stride.Length));
        }
    }

    /// <summary>The utilities of all outcomes in a slot, in enumeration order.</summary>
    public ReadOnlySpan<double> Row(int slot) => _utility.AsSpan(_row[slot] * _lister.Length, _lister.Length);

    /// <summary>Where an outcome stands in the enumeration.</summary>
    public int IndexOf(ReadOnlySpan<ushort> outcome)
    {
        var index = 0;
        var stride = _stride.AsSpan(0, outcome.Length);
        for (var c = 0; c < outcome.Length; c++)
        {
            index += stride[c] * outcome[c];
        }

        return index;
    }

    /// <summary>Writes the outcome at a place of the enumeration.</summary>
    public void Write(int index, Span<ushort> outcome) => _listed.AsSpan(index * _stride.Length, _stride.Length).CopyTo(outcome);

    public override double Cheapest(int slot, double target, out double above)
    {
        var utility = OutcomeScan.AtOrAbove(Row(slot), target, out above);
        return double.IsPositiveInfinity(utility) ? double.NaN : utility;
    }

    public override void Write(int slot, double utility, Span<ushort> outcome) => Write(OutcomeScan.First(Row(slot), utility), outcome);

    public override double Worth(int slot, ReadOnlySpan<ushort> outcome) => _utility[_row[slot] * _lister.Length + IndexOf(outcome)];

    protected override void Open(BlockSpec block)
    {
        if (_row.Length < block.Count)
        {
            _row = new int[block.Count];
            _utility = new double[block.Count * _lister.Length];
        }

        _known.Clear();
        for (var slot = 0; slot < block.Count; slot++)
        {
            Owner.Inputs.Lines(slot, _held);
            _row[slot] = _differsByLinesOnly ? Known(slot) : slot;
            if (_row[slot] == slot)
            {
                Fill(block, slot);
            }
            else
            {
                var row = _row[slot];
                (Best[slot], Worst[slot], WorthOfLike[slot]) = (Best[row], Worst[row], WorthOfLike[row]);
            }
        }
    }

    private void Fill(BlockSpec block, int slot)
    {
        MoveTo(block, slot, _held);
        var utility = Profile.Utility;
        var row = _utility.AsSpan(slot * _lister.Length, _lister.Length);
        _lister.Fill(utility, row);
        _lister.Forbid(Profile.Infeasible, row);
        Worst[slot] = OutcomeScan.Least(row);
        _lister.Forbid(Profile.Vetoes, row);
        var best = OutcomeScan.Greatest(row);
        Best[slot] = double.IsNegativeInfinity(best) ? double.NaN : best;
    }

    /// <summary>A slot before, or this one, in which the same lines are held.</summary>
    private int Known(int slot)
    {
        foreach (var (held, first) in _known)
        {
            if (held.AsSpan().SequenceEqual(_held))
            {
                return first;
            }
        }

        if (_known.Count < MostShared)
        {
            _known.Add(([.. _held], slot));
        }

        return slot;
    }
}
