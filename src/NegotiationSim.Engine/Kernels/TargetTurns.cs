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
    private double[] _cheapest = [];
    private double[] _above = [];
    private double[] _offered = [];

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

    /// <inheritdoc/>
    protected override void Forget(BlockSpec block)
    {
        if (_cheapest.Length < block.Count)
        {
            _cheapest = new double[block.Count];
            _above = new double[block.Count];
            _offered = new double[block.Count];
        }

        Array.Fill(_cheapest, double.NaN, 0, block.Count);
        Array.Fill(_offered, double.NaN, 0, block.Count);
    }

    /// <inheritdoc/>
    protected override void TakeTurns(TurnRequest request, Utterances said)
    {
        var time = request.Round / (LastRound + 1.0);
        var power = _exponent.IsConstant ? Math.Pow(time, _exponent.Constant) : double.NaN;
        for (var k = 0; k < request.ActiveCount; k++)
        {
            var slot = request.Active[k];
            if (!Goes(slot))
            {
                Leave(slot);
            }
            else if (!request.ListenOnly)
            {
                said.Round[slot] = request.Round;
                said.Said[slot] = Decide(slot, request, time, power, said);
            }
        }
    }

    private Said Decide(int slot, TurnRequest request, double time, double power, Utterances said)
    {
        if (request.Round > LastRound)
        {
            return Said.WalkOutDeadline;
        }

        if (!TryMoment(slot, request.Round, out var now))
        {
            return Said.WalkOutNothing;
        }

        var target = Target(slot, now, _exponent.IsConstant ? power : Math.Pow(time, _inputs.Value(_exponent, slot)));
        var standing = Standing(slot, request, now);
        if (!double.IsNaN(standing) && IsGoodEnough(slot, standing, target, time))
        {
            return Said.Accept;
        }

        var own = Own(slot, target);
        if (double.IsNaN(own))
        {
            return Said.Reject;
        }

        if (_offered[slot] != own)
        {
            _offered[slot] = own;
            Book.Write(slot, own, said.Text(slot));
        }

        return Said.Offer;
    }

    private double Target(int slot, in PlainMoment now, double power)
    {
        var (low, high) = TacticSettings.Aspirations(_inputs.Value(_min, slot), _inputs.Value(_max, slot), now.Floor, now.Best);
        var tolerance = _inputs.Value(_tolerance, slot);
        return _isHardliner
            ? TacticSettings.Clamp(high - tolerance, now.Floor, now.Best)
            : TimeDependentTactic.Target(low, high, power, tolerance, now.Floor, now.Best);
    }

    /// <summary>See <see cref="Acceptances.AcceptanceRule"/>; whoever has nothing to offer holds out for everything under <c>next</c>.</summary>
    private bool IsGoodEnough(int slot, double standing, double target, double time) => _accept switch
    {
        AcceptanceKind.Next => standing >= (Own(slot, target) is var own && double.IsNaN(own) ? double.PositiveInfinity : own),
        AcceptanceKind.Target => standing >= target,
        AcceptanceKind.Constant => standing >= _inputs.Value(_parameter, slot),
        AcceptanceKind.Time => time >= _inputs.Value(_parameter, slot),
        _ => throw new InvalidOperationException($"No plain turn accepts by {_accept}."),
    };

    /// <summary>What its own offer of now is worth; NaN where it has none. From round to round a target moves little, and often not past the last offer.</summary>
    private double Own(int slot, double target)
    {
        if (!(target > _above[slot] && target <= _cheapest[slot]))
        {
            _cheapest[slot] = Book.Cheapest(slot, target, out _above[slot]);
        }

        return _cheapest[slot];
    }
}
