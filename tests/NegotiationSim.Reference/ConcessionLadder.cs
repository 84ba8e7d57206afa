using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>
/// The greedy walk of the multiple-choice knapsack (Sinha and Zoltners 1979): from the best outcome that the actor may offer, one component at a
/// time, to what the others seem to want more.
/// </summary>
/// <param name="space">The outcome space.</param>
/// <param name="utilities">Own utility per outcome index.</param>
/// <param name="isPermitted">Whether the actor may offer the outcome.</param>
/// <param name="estimates">Mean estimated utility of the others per component and value.</param>
public sealed class ConcessionLadder(OutcomeSpace space, double[] utilities, Func<int, bool> isPermitted, double[][] estimates)
{
    private readonly record struct Change(int Outcome, int Component, int Value, double Gain, double Loss)
    {
        /// <summary>A change that loses nothing comes before all that do.</summary>
        public double Ratio => Loss <= 0 ? double.PositiveInfinity : Gain / Loss;
    }

    /// <summary>The outcome to offer at a target.</summary>
    public int Walk(int start, double target)
    {
        var current = start;
        while (Changes(current).OrderByDescending(c => c.Ratio).ThenBy(c => c.Loss).ThenBy(c => c.Component).ThenBy(c => c.Value).ToList() is { Count: > 0 } byRatio
            && utilities[byRatio[0].Outcome] >= target)
        {
            current = byRatio[0].Outcome;
        }

        while (Changes(current).Where(c => utilities[c.Outcome] >= target)
            .OrderByDescending(c => c.Gain).ThenBy(c => c.Loss).ThenBy(c => c.Component).ThenBy(c => c.Value).ToList() is { Count: > 0 } byGain)
        {
            current = byGain[0].Outcome;
        }

        return current;
    }

    private IEnumerable<Change> Changes(int current)
    {
        var values = space.At(current).Values;
        for (var component = 0; component < values.Length; component++)
        {
            for (var value = 0; value < space.Components[component].ValueCount; value++)
            {
                var gain = estimates[component][value] - estimates[component][values[component]];
                if (gain > 0)
                {
                    var changed = (int)space.IndexOf(values.SetItem(component, (ushort)value).AsSpan());
                    if (isPermitted(changed))
                    {
                        yield return new Change(changed, component, value, gain, utilities[current] - utilities[changed]);
                    }
                }
            }
        }
    }
}
