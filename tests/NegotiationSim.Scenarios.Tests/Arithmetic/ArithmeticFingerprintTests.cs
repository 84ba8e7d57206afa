using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Scenarios.Tests.Arithmetic;

public sealed class ArithmeticFingerprintTests
{
    /// <summary>The same on every 64-bit system. If this fails on one, results there are not those of others; if it fails on all, somebody changed a function, and results with it.</summary>
    [Fact]
    public void Compute_OnThisSystem_IsThatOfEveryOther() => Assert.Equal("c7a045032f586e08", ArithmeticFingerprint.Compute());
}
