using System.Collections.Immutable;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// A patron that stands by an outcome can make its client go along although the client's no-deal value, or a line that yields, says no: with
/// probability <c>words</c>, drawn once per replica. At the table it tells from t >= 0.75 on. Lines that do not yield hold against any pressure.
/// </summary>
internal sealed class Pressure
{
    /// <summary>Relative time from which pressure tells at the table.</summary>
    public const double TableTime = 0.75;

    private readonly ImmutableArray<Tie> _ties;
    private readonly int[] _own;
    private readonly ulong[] _streams;

    public Pressure(Scenario scenario, int client)
    {
        _ties = scenario.Ties;
        _own = [.. Enumerable.Range(0, _ties.Length).Where(t => _ties[t].Client == client)];
        _streams = [.. _own.Select(t => StreamName.Hash(StreamName.Words(scenario.Actors[_ties[t].Patron].Id, scenario.Actors[client].Id)))];
    }

    /// <summary>Whether anybody has a hold over the actor.</summary>
    public bool Exists => _own.Length > 0;

    /// <summary>The first patron among the supporters whose pressure succeeds, by actor index, or -1.</summary>
    public int SucceedingPatron(AgentState state, Sampler sampler, ulong supporters)
    {
        for (var k = 0; k < _own.Length; k++)
        {
            var tie = _ties[_own[k]];
            if ((supporters >> tie.Patron & 1) != 0)
            {
                sampler.MoveTo(state.Draws);
                var words = Math.Clamp(sampler.Value(tie.Words) + state.WordsShift[_own[k]], 0, 1);
                if (state.Draws.Happens(words, _streams[k]))
                {
                    return tie.Patron;
                }
            }
        }

        return -1;
    }

    /// <summary>The patron under whose pressure the actor goes along with an outcome it would refuse, or -1.</summary>
    public int Overcomes(AgentState state, Sampler sampler, ulong supporters, ReadOnlySpan<ushort> outcome) =>
        Exists && state.Profile.FirstCrossed(outcome, unyieldingOnly: true) < 0 ? SucceedingPatron(state, sampler, supporters) : -1;
}
