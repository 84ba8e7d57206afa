using NegotiationSim.Reports.Charts.Pixels;

namespace NegotiationSim.Reports.Tests.Charts;

public sealed class CircleTests
{
    [Fact]
    public void Unit_EveryCorner_IsSevenAndAHalfDegreesOn()
    {
        var corners = Circle.Unit();

        Assert.Equal(48, corners.Length);
        for (var i = 0; i < corners.Length; i++)
        {
            Assert.Equal(Math.Cos(i * Math.PI / 24), corners[i].X, 1e-14);
            Assert.Equal(Math.Sin(i * Math.PI / 24), corners[i].Y, 1e-14);
        }
    }
}
