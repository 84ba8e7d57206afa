using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>What one opponent seems to want where issues have distances, worked out by hand.</summary>
public sealed class SpatialModelTests
{
    private static OptionsIssue Options(bool ordered, bool open = false) => new()
    {
        Id = "i", FirstComponent = 0, StatusQuo = [0], Ordered = ordered, MayStayOpen = open,
        Options = [new Option("none", null, 0), new Option("some", null, 20), new Option("all", null, 100)],
    };

    private static double[] Values(Issue issue, params ushort[] asked) => new SpatialModel(new OutcomeSpace([issue]), [.. asked.Select(value => (IReadOnlyList<ushort>)[value])]).Tables(1)[0];

    [Fact]
    public void Tables_OrderedOptions_AreTheMeanNearnessToWhatWasAskedFor()
    {
        // (1 + 0.8) / 2, (0.8 + 1) / 2 and (0 + 0.2) / 2; the first two are equal on paper and so here.
        var values = Values(Options(ordered: true), 0, 1);

        Assert.Equal([0.9, 0.9, 0.1], values, (a, b) => Math.Abs(a - b) < 1e-11);
        Assert.Equal(values[0], values[1]);
    }

    [Fact]
    public void Tables_NothingAskedForYet_AreAllTheSame() => Assert.Equal([1, 1, 1], Values(Options(ordered: true)));

    [Fact]
    public void Tables_Open_IsEstimatedByFrequency()
    {
        // Position 100 was asked for once, open twice: 1 - distance for those with a place, (1 + 2) / (1 + 2) for open.
        Assert.Equal([0, 0.2, 1, 1], Values(Options(ordered: true, open: true), 2, 3, 3), (a, b) => Math.Abs(a - b) < 1e-11);

        // No position was asked for: all by frequency.
        Assert.Equal([0.5, 0.5, 0.5, 1], Values(Options(ordered: true, open: true), 3));
    }

    [Fact]
    public void Tables_UnorderedOptions_AreEstimatedByFrequency() => Assert.Equal([1, 2 / 3.0, 1 / 3.0], Values(Options(ordered: false), 0, 0, 1));

    [Fact]
    public void Tables_Range_GoesByItsOwnScale()
    {
        var range = new RangeIssue { Id = "i", FirstComponent = 0, StatusQuo = [0], From = 10, To = 18, Step = 2, Numbers = [10, 12, 14, 16, 18] };

        Assert.Equal([0.25, 0.5, 0.75, 1, 0.75], Values(range, 3));
    }
}
