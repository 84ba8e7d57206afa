namespace NegotiationSim.Reference;

/// <summary>
/// What one opponent seems to want, from its offers alone: an option's estimated value is (1 + times asked for) / (1 + times the most
/// asked for was), a component's weight (1 + offers that left it unchanged) / (1 + offers), the weights then divided by their sum.
/// </summary>
public class FrequencyModel(IReadOnlyList<IReadOnlyList<ushort>> offers, IReadOnlyList<int> valueCounts)
{
    /// <summary>
    /// A share of the estimated utility, per component and value. The share is the first factor: gains that are equal on paper differ in the last
    /// bit by the order of operations, and then the ladder's ties go another way.
    /// </summary>
    public double[][] Tables(double share)
    {
        var weights = valueCounts.Select((_, component) => (1.0 + Unchanged(component)) / (1.0 + offers.Count)).ToArray();
        var sum = weights.Sum();
        return [.. valueCounts.Select((count, component) => Values(component, count).Select(value => share * (weights[component] / sum) * value).ToArray())];
    }

    /// <summary>The estimated value of each value of a component, from 0 to 1.</summary>
    protected virtual IEnumerable<double> Values(int component, int count)
    {
        var asked = Enumerable.Range(0, count).Select(value => offers.Count(offer => offer[component] == value)).ToArray();
        return asked.Select(times => (1.0 + times) / (1.0 + asked.Max()));
    }

    private int Unchanged(int component) => Enumerable.Range(1, Math.Max(0, offers.Count - 1)).Count(k => offers[k][component] == offers[k - 1][component]);
}
