namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>The switch for tests that the default run leaves out.</summary>
internal static class LongTests
{
    public const string Reason = "NEGSIM_LONG_TESTS=1 runs it";

    public static bool AreRun => Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1";
}
