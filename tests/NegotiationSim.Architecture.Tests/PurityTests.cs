using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;

namespace NegotiationSim.Architecture.Tests;

/// <summary>The engine and the analysis compute; they read no files, look at no clock, draw nothing but by name and start nothing on other threads.</summary>
public sealed class PurityTests
{
    private static IEnumerable<IType> EngineTypes => Rooms.Architecture.Types.Where(t => t.Assembly.Name.StartsWith(Rooms.Search, StringComparison.Ordinal) || t.Assembly.Name.StartsWith(Rooms.Engine, StringComparison.Ordinal)
        || t.Assembly.Name.StartsWith(Rooms.Analysis, StringComparison.Ordinal));

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.IO.FileInfo")]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.IO.Directory")]
    [InlineData("System.IO.DirectoryInfo")]
    [InlineData("System.Random")]
    [InlineData("System.Diagnostics.Stopwatch")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Environment")]
    [InlineData("System.Console")]
    [InlineData("System.Threading.Thread")]
    [InlineData("System.Threading.Timer")]
    [InlineData("System.Threading.Tasks.Parallel")]
    [InlineData("System.Net.Sockets.Socket")]
    public void EngineOrAnalysis_DependsOnNo(string type)
    {
        var users = EngineTypes
            .Where(t => t.Dependencies.Any(d => d.Target.FullName == type))
            .Select(t => t.FullName);

        Assert.Empty(users);
    }

    [Theory]
    [InlineData("System.DateTime", "get_Now")]
    [InlineData("System.DateTime", "get_UtcNow")]
    [InlineData("System.DateTime", "get_Today")]
    [InlineData("System.DateTimeOffset", "get_Now")]
    [InlineData("System.DateTimeOffset", "get_UtcNow")]
    [InlineData("System.Guid", "NewGuid")]
    [InlineData("System.Threading.Tasks.Task", "Run")]
    [InlineData("System.Threading.Tasks.Task", "Delay")]
    public void EngineOrAnalysis_CallsNo(string type, string method)
    {
        var callers = EngineTypes
            .Where(t => t.GetCalledMethods().Any(m => m.DeclaringType.FullName == type && m.Name.StartsWith(method + "(", StringComparison.Ordinal)))
            .Select(t => t.FullName);

        Assert.Empty(callers);
    }

    [Fact]
    public void Architecture_LoadedTypes_SeeTheirDependencies()
    {
        // The rules above say "nobody does"; this one fails if the loader stopped seeing who does what.
        Assert.Contains(EngineTypes, t => t.Name == "RunRecord");
        var console = Rooms.Architecture.Types.Where(t => t.Dependencies.Any(d => d.Target.FullName == "System.Console"));
        var guid = Rooms.Architecture.Types
            .Where(t => t.GetCalledMethods().Any(m => m.DeclaringType.FullName == "System.Guid" && m.Name.StartsWith("NewGuid(", StringComparison.Ordinal)));

        Assert.Contains(console, t => t.FullName == "NegotiationSim.Grains.Telemetry.StandardErrorSwitch");
        Assert.NotEmpty(guid);
    }
}
