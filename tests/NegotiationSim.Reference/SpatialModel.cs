using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>
/// The frequency model with a sense of distance (Faratin, Sierra and Jennings 2002): on an ordered issue the estimated value of a position is the mean
/// nearness, 1 - distance / length of the scale, to the positions that the opponent asked for. What has no position, and every value of an
/// issue on which no offer took a position yet, is estimated by frequency.
/// </summary>
public sealed class SpatialModel(OutcomeSpace space, IReadOnlyList<IReadOnlyList<ushort>> offers)
    : FrequencyModel(offers, [.. space.Components.Select(component => component.ValueCount)])
{
    /// <summary>Means are kept to multiples of this, so that values that are equal on paper are equal.</summary>
    private const double Grain = 1.0 / (1L << 40);

    private readonly IReadOnlyList<IReadOnlyList<ushort>> _offers = offers;

    protected override IEnumerable<double> Values(int component, int count)
    {
        var frequent = base.Values(component, count).ToArray();
        var issue = space.Issues.Single(i => component >= i.FirstComponent && component < i.FirstComponent + i.ComponentCount);
        var asked = _offers.Select(offer => Position(issue, offer[component])).OfType<double>().ToArray();
        return Enumerable.Range(0, count).Select(value =>
            asked.Length > 0 && Position(issue, value) is { } position
                ? Math.Round(asked.Aggregate(0.0, (sum, p) => sum + Nearness(issue, position, p)) / asked.Length / Grain) * Grain
                : frequent[value]);
    }

    private static double Nearness(Issue issue, double one, double other)
    {
        var length = issue is RangeIssue range ? range.To - range.From : 100;
        return length > 0 ? 1 - Math.Abs(one - other) / length : 1;
    }

    /// <summary>Where a value stands on its issue's scale; null: nowhere (<c>open</c>, unordered options, members of sets).</summary>
    private static double? Position(Issue issue, int value) => issue switch
    {
        OptionsIssue { Ordered: true } options when value < options.Options.Length => options.Options[value].Position,
        RangeIssue range when value < range.Numbers.Length => range.Numbers[value],
        _ => null,
    };
}
