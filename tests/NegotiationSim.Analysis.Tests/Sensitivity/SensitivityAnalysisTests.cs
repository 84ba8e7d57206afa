using System.Text.Json;
using System.Text.Json.Serialization;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Tests.Sensitivity;

/// <summary>Batches whose indices, directions and turning points are known in closed form.</summary>
public sealed class SensitivityAnalysisTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions s_json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Signed with probability x0: the index is Var(x0) / (1/4) = 1/3, and one half is crossed at 0.5.</summary>
    [Fact]
    public void Of_ProbabilityIsTheInput_FindsShareDirectionAndTurn()
    {
        var analysis = Batches.Play(Batches.Columns(2), 20_000, 1, (_, u) => u, (x, chance) => chance < x[0] ? Ending.Held : Ending.NoDeal);
        var first = analysis.Inputs[0];

        Assert.Equal("draws.x0", first.Column.Path);
        Assert.InRange(1 / 3.0, first.Share.Low, first.Share.High);
        Assert.Equal((Trend.Rises, Trend.Rises), (first.Signed.Trend, first.Held.Trend));
        Assert.Equal(0.5, first.Signed.Half!.Value, 0.03);
        var flip = Assert.Single(first.Flips);
        Assert.Equal((Ending.NoDeal, Ending.Held), (flip.Below, flip.Above));
        Assert.Equal(0.5, flip.At, 0.03);
        Assert.Equal(0.1, first.Signed.AtLow.Share, 0.03);
        Assert.Equal(0.9, first.Signed.AtHigh.Share, 0.03);
        Assert.False(analysis.Inputs[1].IsDriver);
        Assert.False(analysis.Unused.IsDriver);
        Assert.Equal(20_000, first.Parts.Sum(part => part.Runs));
    }

    /// <summary>Decided by two bluffs together and nothing else: each explains 1/3 by itself and 2/3 with the other.</summary>
    [Fact]
    public void Of_TwoBluffsTogether_FindsTotalEffects()
    {
        var analysis = Batches.Play(Batches.Columns(6), 20_000, 2, (i, u) => i < 2 ? (u < 0.5 ? 0 : 1) : u, (x, _) => x[0] * x[1] > 0 ? Ending.Held : Ending.NoDeal);

        foreach (var input in analysis.Inputs.Take(2))
        {
            Assert.InRange(1 / 3.0, input.Share.Low, input.Share.High);
            Assert.InRange(2 / 3.0, input.Signed.Total!.Value.Low, input.Signed.Total.Value.High);
            Assert.Empty(input.Flips.Where(flip => flip.Below == flip.Above));
        }

        Assert.Equal(["draws.x0", "draws.x1"], analysis.SignedTotals.Selected);
        Assert.Equal(1, analysis.SignedTotals.Explained.Value, 0.02);
        Assert.True(analysis.Unused.Signed.Total!.Value.Low <= 0.01);
    }

    [Fact]
    public void Of_BestInTheMiddle_IsUneven()
    {
        var analysis = Batches.Play(Batches.Columns(1), 10_000, 3, (_, u) => u, (x, chance) => chance < 1 - Math.Abs(2 * x[0] - 1) ? Ending.Collapsed : Ending.NoDeal);

        Assert.Equal(Trend.Uneven, analysis.Inputs[0].Signed.Trend);
        Assert.Equal(Trend.None, analysis.Inputs[0].Held.Trend);
        Assert.Equal([Ending.NoDeal, Ending.Collapsed], analysis.Inputs[0].Flips.Select(flip => flip.Below));
        Assert.Equal([0.25, 0.75], analysis.Inputs[0].Flips.Select(flip => flip.At), (expected, found) => Math.Abs(expected - found) < 0.04);
    }

    [Fact]
    public void Of_MissingValuesAndConstants_AreTheirOwnPartAndLeftOut()
    {
        var analysis = Batches.Play(Batches.Columns(3), 5000, 4, (i, u) => i == 0 ? (u < 0.2 ? double.NaN : u) : i == 1 ? 7 : u, (x, chance) => double.IsNaN(x[0]) || chance < 0.2 ? Ending.NotRatified : Ending.NoDeal);
        var first = analysis.Inputs[0];

        Assert.Equal((1, 2), (analysis.Constant, analysis.Inputs.Length));
        Assert.True(first.IsDriver);
        Assert.Equal(Trend.None, first.Signed.Trend);
        var missing = Assert.Single(first.Parts, part => part.IsMissing);
        Assert.Equal(missing.Runs, missing.Endings[(int)Ending.NotRatified]);
    }

    [Fact]
    public void Of_EveryReplicaEndsAlike_HasNoDriver()
    {
        var analysis = Batches.Play(Batches.Columns(2), 5000, 5, (_, u) => u, (_, _) => Ending.Held);

        Assert.Empty(analysis.Drivers);
        Assert.All(analysis.Inputs, input => Assert.Equal(default, input.Share));
        Assert.Equal(TotalsGap.TooRare, analysis.SignedTotals.Gap);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Of_FewReplicas_SaysWhyThereAreNoTotals(int runs)
    {
        var analysis = Batches.Play(Batches.Columns(2), runs, 6, (_, u) => u, (x, chance) => chance < x[0] ? Ending.Held : Ending.NoDeal);

        Assert.Equal((TotalsGap.TooFewRuns, TotalsGap.TooFewRuns), (analysis.SignedTotals.Gap, analysis.HeldTotals.Gap));
        Assert.All(analysis.Inputs, input => Assert.InRange(input.Share.Value, 0, 1));
        Assert.All(analysis.Inputs, input => Assert.Null(input.Signed.Total));
    }

    /// <summary>More replicas than are kept, in chunks of any size: the very same analysis.</summary>
    [Fact]
    public void Of_ChunksOfAnySize_IsTheSame()
    {
        var texts = new[] { 37, 1024, 9500 }.Select(chunk => JsonSerializer.Serialize(
            Batches.Play(Batches.Columns(3), 9500, 7, (i, u) => i == 2 ? Math.Round(3 * u) : u, (x, chance) => chance < x[0] ? Ending.Held : x[2] > 1 ? Ending.Collapsed : Ending.NoDeal, chunk), s_json));

        Assert.Single(texts.Distinct());
    }

    /// <summary>How often the interval of a small, a middling and no effect holds the truth. Takes a minute: NEGSIM_LONG_TESTS=1.</summary>
    [Fact]
    public void Share_ManyBatches_IntervalHoldsTheTruth()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1", "NEGSIM_LONG_TESTS=1 runs it");
        const int batches = 300;

        // Of b x0 + c x1 the share of x0 is b^2 / 12 over p (1 - p), with p the mean.
        var (b, c) = (0.5, 0.1);
        var p = 0.2 + (b + c) / 2;
        var truth = new[] { b * b / 12 / (p * (1 - p)), c * c / 12 / (p * (1 - p)), 0 };
        var held = new int[3];
        for (var batch = 0; batch < batches; batch++)
        {
            var analysis = Batches.Play(Batches.Columns(3), 3000, (ulong)batch, (_, u) => u, (x, chance) => chance < 0.2 + b * x[0] + c * x[1] ? Ending.Held : Ending.NoDeal);
            for (var i = 0; i < 3; i++)
            {
                var share = analysis.Inputs.Single(input => input.Column.Path == $"draws.x{i}").Share;
                held[i] += truth[i] >= share.Low && truth[i] <= share.High ? 1 : 0;
            }
        }

        output.WriteLine($"of {batches} batches the interval holds an index of {string.Join(", ", truth.Select((t, i) => $"{t:F4} in {held[i]}"))}");
        Assert.All(held, count => Assert.True(count >= 0.92 * batches, $"{count} of {batches}"));
    }
}
