using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>The engine beside the reference, move by move, on made-up scenarios.</summary>
public sealed class EngineOnRandomScenariosTests
{
    /// <summary>Everything but tactics that remember: events, drifting values, consulting, renegotiation, trust, pressure, tabled texts.</summary>
    [Fact]
    public void Run_ChangingCircumstances_IsThatOfTheReference() => Compare(new ScenarioShape
    {
        NumericQuantiles = false, RandomTactic = false, TitForTat = false, Micro = false, WalkOutEvents = false, LearningTacticsByEvent = false,
    });

    /// <summary>The same where nobody names a line or keeps up a bluff: what the talks are without objections.</summary>
    [Fact]
    public void Run_NobodyNamesLines_IsThatOfTheReference() => Compare(
        new ScenarioShape
        {
            NumericQuantiles = false, RandomTactic = false, TitForTat = false, Micro = false, WalkOutEvents = false, LearningTacticsByEvent = false,
            SpatialModel = false, DeadlineRule = false, Objections = false,
        },
        500);

    /// <summary>Every tactic, in circumstances that stay as they are.</summary>
    [Fact]
    public void Run_EveryTactic_IsThatOfTheReference() => Compare(new ScenarioShape
    {
        NumericQuantiles = false, Events = false, DriftingNoDeal = false, Discounts = false, Consults = false, Renegotiation = false,
    });

    private static void Compare(ScenarioShape shape, int iter = 1_500) =>
        Gen.Select(RandomScenarios.Create(shape), Gen.Int[0, 1000]).Sample(
            (text, seed) => Check(RandomScenariosTests.Read(text), (ulong)seed),
            iter: iter,
            print: t => $"seed {t.Item2}\n{t.Item1}");

    private static void Check(Scenario scenario, ulong seed)
    {
        if (TraceComparison.FirstDifference(scenario, scenario.Run(seed), new DirectBlock(scenario).Run(seed, 0)) is { } difference)
        {
            Assert.Fail(difference);
        }
    }
}
