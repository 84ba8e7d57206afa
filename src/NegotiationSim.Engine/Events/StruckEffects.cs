using System.Collections.Immutable;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Events;

/// <summary>What an event that struck does: its own effects, then those of the branch that it took.</summary>
internal readonly struct StruckEffects(Scenario scenario, Strike strike)
{
    private readonly ImmutableArray<Effect> _own = scenario.Events[strike.Event].Effects;
    private readonly ImmutableArray<Effect> _ofBranch = strike.Branch >= 0 ? scenario.Events[strike.Event].Branches[strike.Branch].Effects : [];

    public int Count => _own.Length + _ofBranch.Length;

    public Effect this[int index] => index < _own.Length ? _own[index] : _ofBranch[index - _own.Length];

    /// <summary>What an event can do, on whatever branch.</summary>
    public static IEnumerable<Effect> Possible(ScenarioEvent candidate) => candidate.Effects.Concat(candidate.Branches.SelectMany(branch => branch.Effects));
}
