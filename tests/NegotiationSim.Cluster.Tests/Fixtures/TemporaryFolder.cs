namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A folder that is gone with the fixture that made it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("negsim-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
