using System.Runtime.InteropServices;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// Stances that replicas share: where no input to preferences and lines is uncertain, a stance depends only on which lines are held
/// and which events have struck, and is worked out once.
/// </summary>
internal sealed class StanceLibrary
{
    /// <summary>Beyond this many different stances, replicas work out their own.</summary>
    private const int MostShared = 256;

    /// <summary>Shared stances keep so many values together at most: some hundred bytes each.</summary>
    private const int MostValues = 2_500_000;

    private readonly Scenario _scenario;
    private readonly Actor _actor;
    private readonly List<(bool[] Held, ActorChange[] Changes, Stance Stance)> _known = [];
    private readonly StanceShape? _shape;
    private readonly bool _shareable;
    private readonly int _mostShared;

    public StanceLibrary(Scenario scenario, Actor actor, DrawnInputs inputs)
    {
        _scenario = scenario;
        _actor = actor;
        _shape = actor.Preferences is null ? null : new StanceShape(scenario, actor, inputs);
        _mostShared = Math.Clamp(MostValues / Math.Max(1, scenario.Space.Components.Sum(component => component.ValueCount)), 1, MostShared);
        _shareable = UncertainInputs.OfStance(scenario, actor).All(input => input.IsConstant);
    }

    /// <summary>Gives the seat the stance that its lines and changes call for.</summary>
    /// <param name="seat">The actor in one replica.</param>
    /// <param name="sampler">At that replica.</param>
    public void Settle(Seat seat, Sampler sampler)
    {
        seat.StanceIsStale = false;
        if (_shareable && seat.EnforcementShift == 0 && Find(seat) is { } known)
        {
            seat.Stance = known;
            return;
        }

        if (_shareable && seat.EnforcementShift == 0 && _known.Count < _mostShared)
        {
            var stance = new Stance(_scenario, _actor, _shape!, sampler);
            stance.Fill(sampler, seat.Slot, seat.Held, seat.Changes, seat.EnforcementShift);
            _known.Add(([.. seat.Held], [.. seat.Changes], stance));
            seat.Stance = stance;
            return;
        }

        seat.OwnStance ??= new Stance(_scenario, _actor, _shape!, sampler);
        seat.OwnStance.Fill(sampler, seat.Slot, seat.Held, seat.Changes, seat.EnforcementShift);
        seat.Stance = seat.OwnStance;
    }

    private Stance? Find(Seat seat)
    {
        foreach (var (held, changes, stance) in _known)
        {
            if (held.AsSpan().SequenceEqual(seat.Held) && changes.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(seat.Changes)))
            {
                return stance;
            }
        }

        return null;
    }
}
