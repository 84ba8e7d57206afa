using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Cli.Sensitivities;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Sensitivities;

/// <summary>The analysis that is told, and what its tellers look up.</summary>
internal sealed class SensitivityTale(Scenario scenario, SensitivityAnalysis analysis, Tornado? tornado, Detail detail) : Subject(scenario)
{
    public SensitivityAnalysis Analysis { get; } = analysis;

    /// <summary>What is taken out one at a time; null where that was not asked.</summary>
    public Tornado? Tornado { get; } = tornado;

    public Detail Detail { get; } = detail;

    /// <summary>Replicas that were asked for and not played.</summary>
    public long Missing { get; init; }

    /// <summary>What inputs are called.</summary>
    public InputWords Words { get; } = new(scenario);

    /// <summary>What is taken out, as a clause: <c>without Turkey's red line (...)</c>.</summary>
    public string Clause(TornadoBar bar) => bar.Lever.Kind == LeverKind.Tie ? Words.WithoutTie(bar.Lever.Setting) : new WhatIfWords(Scenario).Of(bar.WhatIf.Settings);

    /// <summary>Drivers that are drawn before anything happens.</summary>
    public IEnumerable<InputEffect> DrawnDrivers => Analysis.Drivers.Where(input => input.Column.Kind == InputKind.Drawn);

    /// <summary>Events that go with the ending.</summary>
    public IEnumerable<InputEffect> EventDrivers => Analysis.Drivers.Where(input => input.Column.Kind == InputKind.Event);

    /// <summary>Whether an agreement that is signed may still fail, so that to hold is more than to be signed.</summary>
    public bool CanFail => !EndingWords.SignedIsAll(Scenario);
}
