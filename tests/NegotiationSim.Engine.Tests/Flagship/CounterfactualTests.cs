using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Flagship;

/// <summary>
/// The flagship over 10,000 seeds, and the eight switches of its guide, each against the file as it stands on the same random numbers. Takes ten
/// minutes or so: runs when NEGSIM_LONG_TESTS=1. The figures go to the test's output; what is asserted is that all endings occur and that the
/// switches which the guide says move the result as the analyst expected do so, with a paired 95% interval away from zero.
/// </summary>
public sealed class CounterfactualTests(ITestOutputHelper output)
{
    private const int Replicas = 10_000;

    /// <summary>A share of replicas that a switch is expected to move.</summary>
    private sealed record Measure(string Name, Func<Fate, bool> Of);

    private readonly record struct Fate(bool Signed, bool InForce, int Period, bool GateOpened, Ending Ending)
    {
        public bool Lives(int days) => InForce && (Period == 0 || Period > days);
    }

    private static readonly Measure _signed = new("signed", f => f.Signed);
    private static readonly Measure _week = new("in force past 7 days", f => f.Lives(7));
    private static readonly Measure _fortnight = new("in force past 14 days", f => f.Lives(14));
    private static readonly Measure _month = new("in force past 30 days", f => f.Lives(30));
    private static readonly Measure _centre = new("the centre opens", f => f.GateOpened);

    [Fact]
    public void Switches_TenThousandSeeds_MoveTheResultAsTheGuideSays()
    {
        if (Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") != "1")
        {
            Assert.Skip("a long test: set NEGSIM_LONG_TESTS=1");
        }

        var asItStands = Play([]);
        output.WriteLine("As it stands, of {0} seeds:", Replicas);
        foreach (var ending in Enum.GetValues<Ending>())
        {
            var count = asItStands.Count(f => f.Ending == ending);
            output.WriteLine("  {0}: {1:P2}", ending, count / (double)Replicas);
            Assert.NotEqual(0, count);
        }

        Report("signed", asItStands.Count(f => f.Signed));
        Report("in force", asItStands.Count(f => f.InForce));
        foreach (var days in (int[])[7, 14, 30, 90])
        {
            Report($"in force past {days} days", asItStands.Count(f => f.Lives(days)));
        }

        Report("the centre opens", asItStands.Count(f => f.GateOpened));
        foreach (var (name, settings, expected) in Switches())
        {
            var changed = Play(settings);
            output.WriteLine("{0} ({1}):", name, string.Join(", ", settings));
            foreach (var measure in (Measure[])[_signed, _week, _fortnight, _month, _centre])
            {
                var (difference, margin) = Paired(asItStands, changed, measure);
                output.WriteLine("  {0}: {1:+0.00;-0.00} [{2:+0.00;-0.00}, {3:+0.00;-0.00}] points", measure.Name, difference, difference - margin, difference + margin);
                if (expected.TryGetValue(measure, out var sign))
                {
                    Assert.True(sign * difference > margin, $"{name}: {measure.Name} moved by {difference:F2} +- {margin:F2} points");
                }
            }
        }
    }

    private static IEnumerable<(string Name, string[] Settings, Dictionary<Measure, int> Expected)> Switches()
    {
        yield return ("No strike at Deir ez-Zor", ["events.deir-ez-zor.probability=0"], new() { [_month] = 1 });
        yield return (
            "The Pentagon commits to day eight",
            ["implementation.gates.seven-days.needs.1.probability=1", "ties.0.deeds=1"],
            new() { [_centre] = 1 });
        yield return ("Aid letters issued with the text", ["drivers.letters_withheld=0"], new() { [_centre] = 1 });
        yield return ("Iran signs too", ["events.iran-cosigns.probability=1"], []);
        yield return ("Turkey stands guarantor", ["events.turkey-guarantees.probability=1"], new() { [_fortnight] = 1 });
        yield return ("The siege is not closed again", ["events.siege-returns.probability=0"], []);
        yield return (
            "Everybody counts on Clinton", ["events.clinton-certain.probability=1", "events.election.branches.trump.probability=0"], []);
        yield return ("Moscow believes in a strike", ["events.threat-credible.probability=1"], new() { [_fortnight] = 1 });
    }

    private void Report(string what, int count) => output.WriteLine("  {0}: {1:P2}", what, count / (double)Replicas);

    /// <summary>The paired difference of a share, in points, and half its 95% interval.</summary>
    private static (double Difference, double Margin) Paired(Fate[] before, Fate[] after, Measure measure)
    {
        var differences = before.Zip(after, (b, a) => (measure.Of(a) ? 1.0 : 0) - (measure.Of(b) ? 1.0 : 0)).ToArray();
        var mean = differences.Average();
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1);
        return (100 * mean, 100 * 1.959963984540054 * Math.Sqrt(variance / differences.Length));
    }

    private static Fate[] Play(string[] settings)
    {
        var path = Path.Combine(Repository.Root, "scenarios", "kerry-lavrov-2016.yaml");
        var read = ScenarioReader.Read(File.ReadAllText(path), path, settings);
        Assert.True(read.Scenario is not null, string.Join("\n", read.Diagnostics));
        var fates = new Fate[Replicas];
        const int size = 50;
        Parallel.For(
            0,
            Replicas / size,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new DirectBlock(read.Scenario),
            (k, _, table) =>
            {
                var first = k * size;
                var block = table.Play(new BlockSpec(1, first, size, Tell: false));
                for (var slot = 0; slot < size; slot++)
                {
                    var inForce = block.Endings[slot] is Ending.Held or Ending.Collapsed;
                    fates[first + slot] = new Fate(
                        block.SignedRounds[slot] > 0, inForce, block.EndedPeriods[slot], block.GatesOpened[slot] > 0, block.Endings[slot]);
                }

                return table;
            },
            _ => { });
        return fates;
    }
}
