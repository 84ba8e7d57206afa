using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Agents;

/// <summary>The actor while the agreement is in force: whether it keeps its word, and whether it is better off without.</summary>
/// <param name="block">The actor.</param>
internal sealed class Compliance(AgentBlock block)
{
    private readonly PeriodReply _period = new();
    private readonly ushort[] _inForce = new ushort[block.Components];
    private readonly ulong _leaveStream = StreamName.Hash(StreamName.Leave(block.Actor.Id));
    private readonly ulong _breachStream = StreamName.Hash(StreamName.Breach(block.Actor.Id));

    /// <summary>One period in every replica asked about.</summary>
    public PeriodReply Answer(PeriodRequest request)
    {
        block.Listen(request.Announcements);
        _period.Ensure(request.ActiveCount);
        for (var k = 0; k < request.ActiveCount; k++)
        {
            var state = block.SettledStateAt(request.Active[k]);
            var outcome = request.Texts.AsSpan(request.Active[k] * block.Components, block.Components);
            var reservation = state.NoDealAt(request.Rounds[k]);
            _period.Breaches[k] = Breaches(state, outcome, reservation, request, k);
            _period.WantsOut[k] = WantsOut(state, outcome, reservation, request);
        }

        return _period;
    }

    /// <summary>
    /// A breach has probability 1 - exp(-exposure * exp(c)), c = clamp((R - U + what crossed lines add + revenge * tension) / 0.1, -6, 3), less the share
    /// that patrons prevent. What a gate has not unlocked yet counts as at its status quo: gains that come second bind nobody before they come.
    /// </summary>
    private bool Breaches(AgentState state, ReadOnlySpan<ushort> outcome, double reservation, PeriodRequest request, int k)
    {
        var exposure = request.Exposure[k] * state.BreachFactor * (1 - request.Prevented[k]);
        if (!(exposure > 0))
        {
            return false;
        }

        if (!state.IsInForceKnown || state.InForceShut != request.Shut[k])
        {
            InForce(outcome, request.Shut[k]);
            state.InForceUtility = state.Profile.Utility.Evaluate(_inForce);
            state.InForceCrossed = state.Profile.CountCrossed(_inForce);
            state.InForceShut = request.Shut[k];
            state.AgreedUtility = state.Profile.Utility.Evaluate(outcome);
            state.IsInForceKnown = true;
        }

        var lines = Math.Min(ImplementationDefaults.MostForCrossedLines, ImplementationDefaults.PerCrossedLine * state.InForceCrossed);
        var pull = reservation - state.InForceUtility + lines + state.Revenge * request.Tension[k];
        var c = Math.Clamp(pull / ImplementationDefaults.Scale, ImplementationDefaults.LeastExponent, ImplementationDefaults.MostExponent);

        // As long as nothing moves, one period is like the last.
        var inputs = (Pull: c, Exposure: request.Exposure[k] * state.BreachFactor, Prevented: request.Prevented[k]);
        if (state.BreachInputs != inputs)
        {
            // Patrons thin the breaches out: what they prevent is a share of the occurrences, not of the hazard.
            state.BreachInputs = inputs;
            state.BreachProbability = (1 - PortableMath.Exp(-inputs.Exposure * PortableMath.Exp(c))) * (1 - inputs.Prevented);
        }

        return state.Draws.Happens(state.BreachProbability, _breachStream, (ulong)request.Period);
    }

    /// <summary>
    /// Where U is below R, an actor leaves with hazard (R - U) / 0.1 per 7 days: the more it loses by staying, the sooner. What a gate unlocks counts as agreed, for a gate that
    /// lapses ends the agreement.
    /// </summary>
    private bool WantsOut(AgentState state, ReadOnlySpan<ushort> outcome, double reservation, PeriodRequest request)
    {
        if (!state.IsInForceKnown)
        {
            state.AgreedUtility = state.Profile.Utility.Evaluate(outcome);
        }

        if (!(state.AgreedUtility < reservation - Reservation.Tolerance))
        {
            return false;
        }

        var hazard = (reservation - state.AgreedUtility) / ImplementationDefaults.LeavingScale * (request.Days / 7);
        return state.Draws.Happens(1 - PortableMath.Exp(-hazard), _leaveStream, (ulong)request.Period);
    }

    /// <summary>The outcome with what shut gates unlock put back to its status quo.</summary>
    private void InForce(ReadOnlySpan<ushort> outcome, ulong shut)
    {
        outcome.CopyTo(_inForce);
        var gates = block.Brief.Implementation!.Gates;
        for (var gate = 0; gate < gates.Length; gate++)
        {
            if ((shut >> gate & 1) == 0)
            {
                continue;
            }

            foreach (var index in gates[gate].Unlocks)
            {
                var issue = block.Brief.Space.Issues[index];
                for (var i = 0; i < issue.ComponentCount; i++)
                {
                    _inForce[issue.FirstComponent + i] = (ushort)issue.StatusQuo[i];
                }
            }
        }
    }
}
