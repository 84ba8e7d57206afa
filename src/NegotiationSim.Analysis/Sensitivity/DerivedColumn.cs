using System.Collections.Immutable;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>A column of drawn inputs behind which nothing is drawn but drivers: it says nothing that they do not say.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Drivers">The names of the drivers that it follows from.</param>
public sealed record DerivedColumn(string Path, ImmutableArray<string> Drivers)
{
    /// <summary>Those of a scenario.</summary>
    public static ImmutableArray<DerivedColumn> Of(Scenario scenario) =>
    [
        .. new SharedInputs(scenario).Derived.Concat(scenario.Actors.SelectMany(actor => UncertainInputs.Derived(actor).Select(own => (Name: $"actors.{actor.Id}.{own.Name}", own.Drivers))))
            .Select(derived => new DerivedColumn(InputColumn.DrawPrefix + derived.Name, [.. derived.Drivers.Select(driver => scenario.Drivers[driver].Name)])),
    ];
}
