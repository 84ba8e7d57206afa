using System.Numerics;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Search;

/// <summary>How large a scenario is in what searches and what actors keep grow with.</summary>
/// <param name="Values">The values of all components together.</param>
/// <param name="Components">The components of an outcome.</param>
/// <param name="Outcomes">The outcomes.</param>
/// <param name="Parties">The actors that have preferences.</param>
/// <param name="Conditions">Packages that are infeasible, red lines and linkages.</param>
public readonly record struct ScenarioSize(long Values, int Components, BigInteger Outcomes, long Parties, int Conditions)
{
    /// <summary>The size of a scenario.</summary>
    public static ScenarioSize Of(Scenario scenario) => new(
        scenario.Space.Components.Sum(component => (long)component.ValueCount),
        scenario.Space.Components.Length,
        scenario.Space.Count,
        scenario.Actors.Count(actor => actor.Preferences is not null),
        scenario.Infeasible.Length + scenario.Actors.Sum(actor => actor.RedLines.Length + (actor.Preferences?.Linkages.Length ?? 0)));

    /// <summary>What each value is worth to each party, as so many numbers.</summary>
    public long Numbers => Values * Parties;
}
