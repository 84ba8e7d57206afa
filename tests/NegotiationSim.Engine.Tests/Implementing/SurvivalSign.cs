using System.Globalization;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Implementing;

/// <summary>How long agreements live under a change of a scenario, against the scenario as it is, on the same random numbers.</summary>
/// <param name="Days">By how many days the change lengthens the mean life within the horizon, of the agreements that are in force with it and without.</param>
/// <param name="Margin">Half the 95% interval of that.</param>
/// <param name="HazardRatio">Cumulative hazard over the horizon with the change against without.</param>
/// <param name="Agreements">How many agreements that is.</param>
internal readonly record struct SurvivalSign(double Days, double Margin, double HazardRatio, int Agreements)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Days:+0.00;-0.00} days [{Days - Margin:0.00}, {Days + Margin:0.00}], hazard ratio {HazardRatio:0.00}, {Agreements} agreements");

    /// <summary>Whether the life is longer (1) or shorter (-1), with 95% confidence; else 0.</summary>
    public int Sign => Days > Margin ? 1 : Days < -Margin ? -1 : 0;

    /// <summary>Compares the lives of two variants of a scenario.</summary>
    public static SurvivalSign Between(Scenario scenario, int[] from, int[] to)
    {
        var (horizon, days) = (scenario.Implementation!.Horizon, scenario.Implementation.Period.TotalDays);
        var both = from.Zip(to).Where(pair => pair.First >= 0 && pair.Second >= 0).ToList();
        var differences = both.Select(pair => days * (Math.Min(pair.Second, horizon) - Math.Min(pair.First, horizon))).ToList();
        var mean = differences.DefaultIfEmpty(0).Average();
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / Math.Max(1, differences.Count - 1);
        var held = (Before: both.Count(pair => pair.First > horizon), After: both.Count(pair => pair.Second > horizon));
        var ratio = Math.Log(held.After / (double)both.Count) / Math.Log(held.Before / (double)both.Count);
        return new SurvivalSign(mean, 1.959963984540054 * Math.Sqrt(variance / Math.Max(1, differences.Count)), ratio, both.Count);
    }

    /// <summary>Per replica the period in which the agreement collapsed, one more than the horizon where it held, -1 where none came into force.</summary>
    public static int[] Play(Scenario scenario, int replicas)
    {
        const int size = 100;
        var lives = new int[replicas];
        Parallel.For(
            0,
            replicas / size,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new DirectBlock(scenario),
            (k, _, table) =>
            {
                var block = table.Play(new BlockSpec(1, k * size, size, Tell: false));
                for (var slot = 0; slot < size; slot++)
                {
                    lives[k * size + slot] = block.Endings[slot] switch
                    {
                        Ending.Held => scenario.Implementation!.Horizon + 1,
                        Ending.Collapsed => block.EndedPeriods[slot],
                        _ => -1,
                    };
                }

                return table;
            },
            _ => { });
        return lives;
    }
}
