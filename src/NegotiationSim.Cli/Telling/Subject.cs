using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>The scenario that is told about, and what its things are called.</summary>
internal class Subject(Scenario scenario)
{
    public Scenario Scenario { get; } = scenario;

    public Names Names { get; } = new(scenario);

    public IEnumerable<int> Principals => Enumerable.Range(0, Scenario.Actors.Length).Where(i => Scenario.Actors[i].Role == Role.Principal);

    public Sentence Sentence() => new(Names);
}
