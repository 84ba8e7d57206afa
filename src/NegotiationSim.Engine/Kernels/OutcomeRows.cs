using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Minds;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Listed;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Kernels;

/// <summary>
/// An <see cref="OfferBook"/> over a small space: a row of utilities per slot in one flat array, NaN where the actor may not sign, all filled by one
/// stance that goes from slot to slot. Slots in which nothing about the actor differs share a row.
/// </summary>
internal sealed class OutcomeRows : OfferBook
{
    /// <summary>Beyond this many different rows nothing is looked for to share.</summary>
    private const int MostShared = 64;

    private static readonly List<ActorChange> s_noChanges = [];

    private readonly DrawnInputs _inputs;
    private readonly Sampler _sampler;
    private readonly Stance _stance;
    private readonly OutcomeList _lister;
    private readonly ComponentLayout _layout;
    private readonly bool _differsByLinesOnly;
    private readonly bool[] _held;
    private readonly List<(bool[] Held, int Slot)> _known = [];
    private readonly ushort[] _texts;
    private readonly int[] _stride;
    private double[] _utility = [];
    private int[] _row = [];

    /// <summary>Rows for an actor of a scenario whose space is small.</summary>
    public OutcomeRows(Scenario brief, Actor actor, DrawnInputs inputs, Sampler sampler, ReadOnlyMemory<ushort> like)
        : base(like)
    {
        _inputs = inputs;
        _sampler = sampler;
        _stance = new Stance(brief, actor, new StanceShape(brief, actor, inputs), sampler);
        _layout = _stance.Utility.Layout;
        _lister = new OutcomeList(_layout);
        _differsByLinesOnly = UncertainInputs.OfStance(brief, actor).All(quantity => quantity.IsConstant);
        _held = new bool[actor.RedLines.Length];
        _stride = new int[_layout.ComponentCount];
        for (var (c, stride) = (_stride.Length - 1, 1); c >= 0; stride *= _layout.ValueCount(c), c--)
        {
            _stride[c] = stride;
        }

        _texts = new ushort[_layout.Listed * _stride.Length];
        for (var index = 0; index < _layout.Listed; index++)
        {
            _layout.Decode(index, _texts.AsSpan(index * _stride.Length, _stride.Length));
        }
    }

    /// <summary>The utilities of all outcomes in a slot, in enumeration order.</summary>
    public ReadOnlySpan<double> Row(int slot) => _utility.AsSpan(_row[slot] * _lister.Length, _lister.Length);

    /// <summary>Where an outcome stands in the enumeration.</summary>
    public int IndexOf(ReadOnlySpan<ushort> text)
    {
        var index = 0;
        var stride = _stride.AsSpan(0, text.Length);
        for (var c = 0; c < text.Length; c++)
        {
            index += stride[c] * text[c];
        }

        return index;
    }

    /// <summary>Writes the outcome at a place of the enumeration.</summary>
    public void Write(int index, Span<ushort> text) => _texts.AsSpan(index * _stride.Length, _stride.Length).CopyTo(text);

    /// <inheritdoc/>
    public override double Cheapest(int slot, double target, out double above)
    {
        var utility = OutcomeScan.AtOrAbove(Row(slot), target, out above);
        return double.IsPositiveInfinity(utility) ? double.NaN : utility;
    }

    /// <inheritdoc/>
    public override void Write(int slot, double utility, Span<ushort> text) => Write(OutcomeScan.First(Row(slot), utility), text);

    /// <inheritdoc/>
    public override double Worth(int slot, ReadOnlySpan<ushort> text) => _utility[_row[slot] * _lister.Length + IndexOf(text)];

    /// <inheritdoc/>
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
            _inputs.Lines(slot, _held);
            _row[slot] = _differsByLinesOnly ? Known(slot) : slot;
            if (_row[slot] == slot)
            {
                Fill(slot, new ReplicaDraws(block.Seed, block.FirstReplica + slot));
            }
            else
            {
                var row = _row[slot];
                (Best[slot], Worst[slot], WorthOfLike[slot]) = (Best[row], Worst[row], WorthOfLike[row]);
            }
        }
    }

    private void Fill(int slot, ReplicaDraws draws)
    {
        _sampler.MoveTo(draws);
        _stance.Fill(_sampler, slot, _held, s_noChanges, 0);
        var row = _utility.AsSpan(slot * _lister.Length, _lister.Length);
        _lister.Fill(_stance.Utility, row);
        _lister.Forbid(_stance.Infeasible, row);
        Worst[slot] = OutcomeScan.Least(row);
        _lister.Forbid(_stance.Vetoes, row);
        var best = OutcomeScan.Greatest(row);
        Best[slot] = double.IsNegativeInfinity(best) ? double.NaN : best;
        WorthOfLike[slot] = Like.IsEmpty ? double.NaN : _stance.Utility.Evaluate(Like.Span);
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
