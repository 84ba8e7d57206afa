using System.Runtime.CompilerServices;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A test that is skipped unless <c>NEGSIM_LONG_TESTS=1</c> is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = LongTests.AreRun ? null : LongTests.Reason;
}
