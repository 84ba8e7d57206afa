using System.Runtime.CompilerServices;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Scenarios.Arithmetic;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// A tactic whose target depends on time alone (<see cref="TargetTactic{TRule}"/>) in columns: it remembers nothing, so a
/// turn is a target, a look at what stands, and the offer of the last turn unless the target has passed it.
/// </summary>
internal struct TargetColumns<TRule> : IColumnTactic
    where TRule : struct, ITargetRule
{
    private readonly Input _exponent;
    private readonly Input _max;
    private readonly Input _min;
    private readonly Input _tolerance;
    private double _time;
    private double _power;
    private Aim[] _aims = [];

    public TargetColumns(AgentBlock owner)
    {
        var (inputs, tactic) = (owner.Inputs, owner.Actor.Tactic);
        _exponent = tactic.E is { } e ? inputs.Of(e) : new Input(TimeDependentTactic.DefaultExponent(tactic.Kind), -1);
        _max = tactic.Max is { } max ? inputs.Of(max) : new Input(double.NaN, -1);
        _min = tactic.Min is { } min ? inputs.Of(min) : new Input(double.NaN, -1);
        _tolerance = inputs.Of(tactic.Tolerance);
    }

    /// <summary>What the actor aims at in one replica.</summary>
    private struct Aim
    {
        /// <summary>The final aspiration.</summary>
        public double Low;

        /// <summary>The first aspiration.</summary>
        public double High;

        /// <summary>The cheapest offer for every target above <see cref="Above"/> and up to it; NaN where that is not known.</summary>
        public double Cheapest;

        public double Above;

        /// <summary>The utility of the outcome that it last put on the table; NaN for none.</summary>
        public double Offered;
    }

    public readonly bool HasOwnAcceptance => false;

    public void Begin(ColumnTurns turns, BlockSpec block)
    {
        if (_aims.Length < block.Count)
        {
            _aims = new Aim[block.Count];
        }

        for (var slot = 0; slot < block.Count; slot++)
        {
            ref var aim = ref _aims[slot];
            aim.Cheapest = aim.Offered = double.NaN;
            Aspire(ref aim, turns, slot);
        }
    }

    public void BeginTurn(int round, double time)
    {
        _time = time;
        _power = _exponent.IsConstant ? PortableMath.Pow(time, _exponent.Constant) : double.NaN;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Fetch(ColumnTurns turns, int slot)
    {
        MemoryAhead.Fetch(_aims, slot);
        turns.Book.Fetch(slot);
    }

    public readonly double Standing(ColumnTurns turns, int slot, ReadOnlySpan<ushort> outcome) => turns.Book.Worth(slot, outcome);

    public readonly void Hear(int slot, TurnRequest request)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double Target(ColumnTurns turns, int slot)
    {
        ref var aim = ref _aims[slot];
        ref readonly var now = ref turns.ProspectsAt(slot);
        if (turns.Moves)
        {
            Aspire(ref aim, turns, slot);
        }

        var power = _exponent.IsConstant ? _power : PortableMath.Pow(_time, turns.Value(_exponent, slot));
        return now.Clamp(TRule.Target(aim.Low, aim.High, power, turns.Value(_tolerance, slot)));
    }

    /// <summary>The cheapest offer at the target. From round to round a target moves little, and often not past the last offer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double Propose(ColumnTurns turns, int slot, double target)
    {
        ref var aim = ref _aims[slot];
        if (!(target > aim.Above && target <= aim.Cheapest))
        {
            aim.Cheapest = turns.Book.Cheapest(slot, target, out aim.Above);
        }

        return aim.Cheapest;
    }

    public readonly bool Accepts(ColumnTurns turns, int slot, double utility) => throw new NotSupportedException();

    public readonly void Offer(ColumnTurns turns, int slot, Utterances said)
    {
        ref var aim = ref _aims[slot];
        if (aim.Offered != aim.Cheapest)
        {
            aim.Offered = aim.Cheapest;
            turns.Book.Write(slot, aim.Cheapest, said.Text(slot));
        }
    }

    public readonly void Recall(int slot, AgentState state)
    {
    }

    private readonly void Aspire(ref Aim aim, ColumnTurns turns, int slot) =>
        (aim.Low, aim.High) = TacticSettings.AspirationsBetween(turns.Value(_min, slot), turns.Value(_max, slot), turns.ProspectsAt(slot));
}
