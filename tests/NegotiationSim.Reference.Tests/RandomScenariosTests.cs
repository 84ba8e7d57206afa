using System.Collections.Concurrent;
using CsCheck;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

public sealed class RandomScenariosTests
{
    [Fact]
    public void Create_AnyShape_ValidatesWithoutError() =>
        RandomScenarios.Create(new ScenarioShape { Implementation = true }).Sample(text => Read(text) is not null, iter: 2_000);

    /// <summary>Whether the made-up scenarios are a test of objections: each thing that they can do happens in at least so many of 400.</summary>
    [Fact]
    public void Create_Default_NamesHearsAndWithdraws()
    {
        var traces = new ConcurrentBag<NegotiationTrace>();
        RandomScenarios.Create(new ScenarioShape { NumericQuantiles = false, MaxOutcomes = 60, MaxRounds = 12 })
            .Sample(text => traces.Add(NaiveNegotiation.Run(Read(text), 1, 0)), iter: 400);

        int Count(Func<NegotiationTrace, bool> happens) => traces.Count(happens);
        Assert.InRange(Count(t => t.Entries.Any(e => e.Objects is not null)), 40, 400);
        Assert.InRange(Count(t => t.Entries.Any(e => e.Objects?.Split(' ').Any(line => line[0] == 'r') ?? false)), 1, 400);
        Assert.InRange(Count(t => t.Entries.Any(e => e.Withdraws is not null)), 5, 400);
        Assert.InRange(Count(t => t.Tally.Respecting > 0), 15, 400);
        Assert.InRange(Count(t => t.Tally.CutShort > 0), 15, 400);
        Assert.InRange(Count(t => t.Tally.AvoidingBluffs > 0), 15, 400);
        Assert.InRange(Count(t => t.Tally.SkippingBluffs > 0), 5, 400);
    }

    internal static Scenario Read(string text)
    {
        var result = ScenarioReader.Read(text, "random.yaml");
        return result.Scenario ?? throw new InvalidOperationException(string.Join("\n", result.Diagnostics) + "\n" + text);
    }
}
