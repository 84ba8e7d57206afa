using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>A what-if that can be played.</summary>
/// <param name="Text">The settings as they were typed.</param>
/// <param name="Settings">The settings one by one.</param>
/// <param name="Scenario">The scenario with them.</param>
/// <param name="ScenarioText">Its file.</param>
internal sealed record WhatIf(string Text, ImmutableArray<Setting> Settings, Scenario Scenario, string ScenarioText);
