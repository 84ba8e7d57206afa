using NegotiationSim.Analysis.Sensitivity;

namespace NegotiationSim.Analysis.Tests.Sensitivity;

public sealed class IndependenceTests
{
    // Tables of the chi-squared distribution (NIST handbook, 1.3.6.7.4), and two tails by R's pchisq.
    [Theory]
    [InlineData(3.841, 1, 0.05)]
    [InlineData(18.307, 10, 0.05)]
    [InlineData(124.342, 100, 0.05)]
    [InlineData(10.828, 1, 0.001)]
    [InlineData(2.706, 1, 0.10)]
    [InlineData(0, 5, 1)]
    public void Above_Tables_AreReproduced(double x, int degrees, double tail) => Assert.Equal(tail, ChiSquared.Above(x, degrees), 0.001 * tail);

    [Fact]
    public void Above_TwoDegrees_IsTheExponential()
    {
        foreach (var x in new[] { 0.1, 1, 5, 40, 600, 1400 })
        {
            Assert.Equal(1, ChiSquared.Above(x, 2) / Math.Exp(-x / 2), 1e-9);
        }
    }

    [Fact]
    public void Adjust_HolmsExample_MultipliesByWhatIsLeft() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 12)));

    // Agresti, "Categorical Data Analysis" (2002), table 3.2: schizophrenia's origin by school of psychiatric thought, X2 = 22.4 with 4 degrees of freedom.
    [Fact]
    public void Pearson_PublishedTable_IsReproduced()
    {
        var table = ContingencyTable.Of([90, 12, 78, 13, 1, 6, 19, 13, 50], 3);

        Assert.Equal(22.378, ContingencyTable.Pearson(table.Counts, table.BinTotals, table.ClassTotals, table.Total), 0.001);
        Assert.Equal(0.00017, Independence.Test(ContingencyTable.Of([90, 12, 78, 13, 6, 6, 19, 13, 50], 3), 1, "x", 1).PValue, 0.01);
    }

    [Fact]
    public void Test_RareClass_PermutesAndAgreesWithTheExactTest()
    {
        // Fisher's exact test of (3, 1 / 1, 3), the lady tasting tea: two-sided 34/70; of (10, 0 / 0, 4): 1/1001.
        var tea = Independence.Test(ContingencyTable.Of([3, 1, 1, 3], 2), 1, "tea", 1);
        var clear = Independence.Test(ContingencyTable.Of([10, 0, 0, 4], 2), 1, "clear", 400);

        Assert.True(tea.IsByPermutation);
        Assert.Equal(34 / 70.0, tea.PValue, 0.2);
        Assert.True(clear.IsByPermutation);
        Assert.Equal(1 / 1001.0, clear.PValue, 0.0008);
    }

    [Fact]
    public void Test_PlentyInEveryCell_UsesTheDistribution() => Assert.False(Independence.Test(ContingencyTable.Of([30, 20, 25, 25], 2), 1, "x", 1).IsByPermutation);

    [Fact]
    public void Test_OneClassOrOneBin_FindsNothing()
    {
        Assert.Equal((1, false), Independence.Test(ContingencyTable.Of([5, 0, 7, 0], 2), 1, "x", 1));
        Assert.Equal((1, false), Independence.Test(ContingencyTable.Of([5, 7], 2), 1, "x", 1));
    }
}
