using NegotiationSim.Analysis.Sensitivity;

namespace NegotiationSim.Analysis.Tests.Sensitivity;

/// <summary>The estimators against functions whose indices are known in closed form.</summary>
public sealed class KnownIndexTests(ITestOutputHelper output)
{
    private const int Runs = 8192;

    private static readonly double[] s_a = [0, 1, 4.5, 9, 99, 99, 99, 99];

    public static TheoryData<string, double[], double[]> Functions => new()
    {
        { "ishigami", [0.313905, 0.442411, 0], [0.557589, 0.442411, 0.243684] },
        {
            "g",
            [0.716192, 0.179048, 0.023676, 0.007162, 0.000072, 0.000072, 0.000072, 0.000072],
            [0.787144, 0.242198, 0.034317, 0.010460, 0.000105, 0.000105, 0.000105, 0.000105]
        },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void FirstOrder_KnownFunction_IsInTheInterval(string function, double[] first, double[] _)
    {
        var (inputs, values) = Function(function, Runs, seed: 1);
        for (var i = 0; i < first.Length; i++)
        {
            var estimate = FirstOrderIndex.Of(inputs[i], values, seed: 1);
            output.WriteLine($"{function} {i}: {first[i]:F6} {estimate.Value:F6} [{estimate.Low:F6}, {estimate.High:F6}]");
            Assert.InRange(first[i], estimate.Low, estimate.High);
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Total_KnownFunction_IsInTheInterval(string function, double[] _, double[] total)
    {
        var (inputs, values) = Function(function, Runs, seed: 1);
        var found = NeighbourIndices.Of(inputs, values, Runs / 2, seed: 1, cancellation: TestContext.Current.CancellationToken);
        output.WriteLine($"selected {string.Join(", ", found.Selected)}, explained {found.Explained}");
        for (var i = 0; i < total.Length; i++)
        {
            output.WriteLine($"{function} {i}: {total[i]:F6} {found.Totals[i]!.Value.Value:F6} [{found.Totals[i]!.Value.Low:F6}, {found.Totals[i]!.Value.High:F6}]");
        }

        Assert.All(total.Zip(found.Totals), pair => Assert.InRange(pair.First, pair.Second!.Value.Low, pair.Second!.Value.High));
    }

    private static (double[][] Inputs, double[] Output) Function(string function, int runs, ulong seed)
    {
        var inputs = KnownFunctions.Uniforms(function == "g" ? 8 : 3, runs, seed);
        return (inputs, function == "g" ? KnownFunctions.G(inputs, s_a) : KnownFunctions.Ishigami(inputs));
    }

    /// <summary>How often intervals hold the truth over many batches. Takes minutes: NEGSIM_LONG_TESTS=1.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void Intervals_ManyBatches_HoldTheTruth(string function, double[] first, double[] total)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1", "NEGSIM_LONG_TESTS=1 runs it");
        const int batches = 60;
        var held = new int[2 * first.Length];
        for (var batch = 0; batch < batches; batch++)
        {
            var (inputs, values) = Function(function, Runs, (ulong)(100 + batch));
            var totals = NeighbourIndices.Of(inputs, values, Runs / 2, (ulong)batch, cancellation: TestContext.Current.CancellationToken).Totals.Select(found => found!.Value).ToArray();
            for (var i = 0; i < first.Length; i++)
            {
                var estimate = FirstOrderIndex.Of(inputs[i], values, (ulong)batch);
                held[i] += first[i] >= estimate.Low && first[i] <= estimate.High ? 1 : 0;
                held[first.Length + i] += total[i] >= totals[i].Low && total[i] <= totals[i].High ? 1 : 0;
            }
        }

        output.WriteLine($"{function}: of {batches} batches the interval holds the first-order index in {string.Join(", ", held.Take(first.Length))}, the total in {string.Join(", ", held.Skip(first.Length))}");
        Assert.All(held, count => Assert.True(count >= 0.85 * batches, $"{count} of {batches}"));
    }
}
