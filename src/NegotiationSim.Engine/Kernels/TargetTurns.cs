using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Minds;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Kernels;

/// <summary>
/// Plain turns of a principal whose target depends on time alone (<see cref="TimeDependentTactic"/>, <see cref="HardlinerTactic"/>): it remembers nothing, so a
/// turn is a target, a look at what stands, and the offer of the last turn unless the target has passed it.
/// </summary>
internal sealed class TargetTurns : PlainTurns
{
    private readonly DrawnInputs _inputs;
    private readonly AcceptanceKind _accept;
    private readonly bool _isHardliner;
    private readonly Input _exponent;
    private readonly Input _max;
    private readonly Input _min;
    private readonly Input _tolerance;
    private readonly Input _parameter;
    private Aim[] _aims = [];

    public TargetTurns(Scenario brief, int self, DrawnInputs inputs, OfferBook book)
        : base(brief, self, inputs, book)
    {
        var tactic = brief.Actors[self].Tactic;
        _inputs = inputs;
        _accept = tactic.Accept.Kind;
        _isHardliner = tactic.Kind == TacticKind.Hardliner;
        _exponent = tactic.E is { } e ? inputs.Of(e) : new Input(TimeDependentTactic.DefaultExponent(tactic.Kind), -1);
        _max = OfOptional(tactic.Max);
        _min = OfOptional(tactic.Min);
        _tolerance = inputs.Of(tactic.Tolerance);
        _parameter = OfOptional(tactic.Accept.Parameter);

        Input OfOptional(Quantity? quantity) => quantity is null ? new Input(double.NaN, -1) : inputs.Of(quantity);
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

        /// <summary>The utility of the text that it last put on the table; NaN for none.</summary>
        public double Offered;
    }

    /// <inheritdoc/>
    protected override void Forget(BlockSpec block)
    {
        if (_aims.Length < block.Count)
        {
            _aims = new Aim[block.Count];
        }

        for (var slot = 0; slot < block.Count; slot++)
        {
            ref var aim = ref _aims[slot];
            aim.Cheapest = aim.Offered = double.NaN;
            Aspire(ref aim, slot, MomentAt(slot, 1));
        }
    }

    /// <inheritdoc/>
    protected override void TakeTurns(TurnRequest request, Utterances said)
    {
        var (rounds, words, round) = (said.Round, said.Said, request.Round);
        var time = round / (LastRound + 1.0);
        var power = _exponent.IsConstant ? Math.Pow(time, _exponent.Constant) : double.NaN;
        foreach (var slot in request.Active.AsSpan(0, request.ActiveCount))
        {
            if (!Goes(slot))
            {
                Leave(slot);
            }
            else if (!request.ListenOnly)
            {
                rounds[slot] = round;
                words[slot] = round > LastRound ? Said.WalkOutDeadline : Decide(slot, request, time, power, said);
            }
        }
    }

    private Said Decide(int slot, TurnRequest request, double time, double power, Utterances said)
    {
        ref readonly var now = ref MomentAt(slot, request.Round);
        if (now.IsHopeless)
        {
            return Said.WalkOutNothing;
        }

        ref var aim = ref _aims[slot];
        if (Moves)
        {
            Aspire(ref aim, slot, now);
        }

        var target = Target(aim, slot, now, time, power);
        var standing = Standing(slot, request, now);
        if (!double.IsNaN(standing) && IsGoodEnough(ref aim, slot, standing, target, time))
        {
            return Said.Accept;
        }

        var own = Own(ref aim, slot, target);
        if (double.IsNaN(own))
        {
            return Said.Reject;
        }

        if (aim.Offered != own)
        {
            aim.Offered = own;
            Book.Write(slot, own, said.Text(slot));
        }

        return Said.Offer;
    }

    private void Aspire(ref Aim aim, int slot, in PlainMoment now) =>
        (aim.Low, aim.High) = TacticSettings.Aspirations(_inputs.Value(_min, slot), _inputs.Value(_max, slot), now.Floor, now.Best);

    private double Target(in Aim aim, int slot, in PlainMoment now, double time, double power)
    {
        var tolerance = _inputs.Value(_tolerance, slot);
        if (_isHardliner)
        {
            return TacticSettings.Clamp(aim.High - tolerance, now.Floor, now.Best);
        }

        power = _exponent.IsConstant ? power : Math.Pow(time, _inputs.Value(_exponent, slot));
        return TimeDependentTactic.Target(aim.Low, aim.High, power, tolerance, now.Floor, now.Best);
    }

    /// <summary>See <see cref="Acceptances.AcceptanceRule"/>; whoever has nothing to offer holds out for everything under <c>next</c>.</summary>
    private bool IsGoodEnough(ref Aim aim, int slot, double standing, double target, double time) => _accept switch
    {
        AcceptanceKind.Next => standing >= (Own(ref aim, slot, target) is var own && double.IsNaN(own) ? double.PositiveInfinity : own),
        AcceptanceKind.Target => standing >= target,
        AcceptanceKind.Constant => standing >= _inputs.Value(_parameter, slot),
        AcceptanceKind.Time => time >= _inputs.Value(_parameter, slot),
        _ => throw new InvalidOperationException($"No plain turn accepts by {_accept}."),
    };

    /// <summary>What its own offer of now is worth; NaN where it has none. From round to round a target moves little, and often not past the last offer.</summary>
    private double Own(ref Aim aim, int slot, double target)
    {
        if (!(target > aim.Above && target <= aim.Cheapest))
        {
            aim.Cheapest = Book.Cheapest(slot, target, out aim.Above);
        }

        return aim.Cheapest;
    }
}
