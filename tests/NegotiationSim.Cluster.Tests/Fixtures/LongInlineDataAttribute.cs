using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A further row of a kind that the default run has a row of: skipped unless <c>NEGSIM_LONG_TESTS=1</c> is set.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class LongInlineDataAttribute(params object?[] data) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(data) { Skip = LongTests.AreRun ? null : LongTests.Reason }]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
