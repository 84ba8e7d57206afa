using System.Collections.Immutable;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>
/// Gates: issues that take effect only after a spell of calm. A gate opens when enough days in a row have passed without a counted incident
/// or breach above <c>calm_below</c> and everything it needs holds; unopened after <c>within</c> days it lapses, and the agreement with it. So a side whose gains come second bears
/// the risk (Fearon 1998; the seven days of calm of September 2016).
/// </summary>
internal sealed class GateKeeper
{
    private readonly ImplementationState _state;
    private readonly ulong[][] _performances;

    public GateKeeper(ImplementationState state)
    {
        _state = state;
        _performances = [.. Gates.Select(g => g.Needs.Select(need => need is PerformanceNeed performance
            ? StreamName.Hash(StreamName.Performance(g.Id, state.Scenario.Actors[performance.Actor].Id)) : 0).ToArray())];
    }

    private ImmutableArray<Gate> Gates => _state.Implementation.Gates;

    /// <summary>The gates that are not open, a bit per gate.</summary>
    public ulong NotOpen(Accord accord)
    {
        var mask = 0UL;
        for (var g = 0; g < accord.Gates.Length; g++)
        {
            mask |= accord.Gates[g] == GateState.Open ? 0 : 1UL << g;
        }

        return mask;
    }

    /// <summary>An incident (of a spoiler) or a breach (of an actor) breaks the calm of the gates that count it.</summary>
    public void Disturb(Accord accord, int actor, int spoiler, double severity)
    {
        for (var g = 0; g < Gates.Length; g++)
        {
            var counts = actor >= 0 ? Gates[g].CountsActors.Contains(actor) : Gates[g].CountsSpoilers.Contains(spoiler);
            accord.HasBroken[g] |= counts && severity > _state.Sampler.Value(Gates[g].CalmBelow);
        }
    }

    /// <summary>Gates open or lapse at the end of a period.</summary>
    public void Pass(Accord accord, int period)
    {
        for (var g = 0; g < accord.Gates.Length; g++)
        {
            ref var opened = ref _state.Table.Result.GatesOpened[accord.Slot * accord.Gates.Length + g];
            var passed = Pass(accord, g, period);
            if (passed is null && accord.Gates[g] == GateState.Open && opened == 0)
            {
                // An event has forced it open.
                passed = true;
            }

            if (passed is not { } opens)
            {
                continue;
            }

            if (_state.Table.Block.Tell)
            {
                _state.Note(accord, period, -1, Move.Gate, new ImplementationDetail { Gate = Gates[g].Id, GateOpened = opens });
            }

            if (opens)
            {
                opened = period;
            }
            else
            {
                _state.Collapse(accord, period, new BlockCause(CauseKind.Gate));
                return;
            }
        }
    }

    /// <summary>What becomes of a gate at the end of a period.</summary>
    /// <returns>True: it opens; false: it lapses; null: neither.</returns>
    private bool? Pass(Accord accord, int g, int period)
    {
        var gate = Gates[g];
        accord.Calm[g] = accord.HasBroken[g] ? 0 : accord.Calm[g] + _state.Days;
        accord.HasBroken[g] = false;
        if (accord.Gates[g] == GateState.Open)
        {
            return null;
        }

        if (accord.Gates[g] == GateState.Waiting && accord.Calm[g] >= gate.NeedsCalm - 1e-9 && HasNeeds(accord, g))
        {
            accord.Gates[g] = GateState.Open;
            return true;
        }

        return period * _state.Days >= gate.Within - 1e-9 ? false : null;
    }

    private bool HasNeeds(Accord accord, int g)
    {
        var needs = Gates[g].Needs;
        for (var n = 0; n < needs.Length; n++)
        {
            var holds = needs[n] switch
            {
                EventNeed e => _state.Table.Clock.HasStruck(accord.Slot, e.Event) == e.Struck,
                PerformanceNeed p => _state.Sampler.Draws.Happens(_state.Sampler.Value(p.Probability), _performances[g][n]),
                _ => throw new InvalidOperationException($"Unknown need {needs[n].GetType().Name}."),
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }
}
