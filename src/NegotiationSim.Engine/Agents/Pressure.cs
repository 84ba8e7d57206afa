using System.Collections.Immutable;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// A patron that stands by an outcome can make its client go along although the client's no-deal value, or a line that yields, says no. Pressure has a price: it succeeds
/// when the pair's one uniform of this replica is below words * exp(-max(0, R - U) / 0.15), R and U the client's undiscounted for that outcome; so what costs a client
/// little is had more often than what costs it much. At the table it tells from t >= 0.75 on. Lines that do not yield hold against any pressure.
/// </summary>
internal sealed class Pressure
{
    /// <summary>Relative time from which pressure tells at the table.</summary>
    public const double TableTime = 0.75;

    private readonly ImmutableArray<Tie> _ties;
    private readonly int[] _own;
    private readonly ulong[] _streams;
    private readonly ulong _patrons;

    public Pressure(Scenario scenario, int client)
    {
        _ties = scenario.Ties;
        _own = [.. Enumerable.Range(0, _ties.Length).Where(t => _ties[t].Client == client)];
        _patrons = _own.Aggregate(0UL, (mask, t) => mask | 1UL << _ties[t].Patron);
        _streams = [.. _own.Select(t => StreamName.Hash(StreamName.Words(scenario.Actors[_ties[t].Patron].Id, scenario.Actors[client].Id)))];
    }

    /// <summary>Whether anybody has a hold over the actor.</summary>
    public bool Exists => _own.Length > 0;

    /// <summary>How likely pressure succeeds.</summary>
    /// <param name="words">How likely it does where it costs the client nothing.</param>
    /// <param name="shortfall">By how much the outcome is worth less to the client than no deal, in utility; below 0: it is worth more.</param>
    public static double Chance(double words, double shortfall) => words * PortableMath.Exp(-Math.Max(0, shortfall) / ImplementationDefaults.PressureScale);

    /// <summary>The patron under whose pressure the actor goes along with an outcome it would refuse, by actor index, or -1.</summary>
    /// <param name="state">The actor in the replica.</param>
    /// <param name="sampler">Any sampler of the actor's; it is turned to the replica.</param>
    /// <param name="supporters">Who stands by the outcome, a bit per actor.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="round">The round, for the no-deal value.</param>
    public int Overcomes(AgentState state, Sampler sampler, ulong supporters, ReadOnlySpan<ushort> outcome, int round) =>
        Exists && (supporters & _patrons) != 0 && state.Profile.FirstCrossed(outcome, unyieldingOnly: true) < 0
            ? SucceedingPatron(state, sampler, supporters, state.NoDealAt(round) - state.Profile.Utility.Evaluate(outcome))
            : -1;

    /// <summary>The first patron among the supporters whose pressure succeeds, by actor index, or -1.</summary>
    private int SucceedingPatron(AgentState state, Sampler sampler, ulong supporters, double shortfall)
    {
        for (var k = 0; k < _own.Length; k++)
        {
            var tie = _ties[_own[k]];
            if ((supporters >> tie.Patron & 1) != 0)
            {
                sampler.MoveTo(state.Draws);
                var words = Math.Clamp(sampler.Value(tie.Words) + state.WordsShift[_own[k]], 0, 1);
                if (state.Draws.Happens(Chance(words, shortfall), _streams[k]))
                {
                    return tie.Patron;
                }
            }
        }

        return -1;
    }
}
