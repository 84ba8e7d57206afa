namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>A folder that may be read and not written, until it is disposed of. Skips the test where permissions stop nobody.</summary>
internal sealed class ClosedFolder : IDisposable
{
    private const UnixFileMode Reading = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    public ClosedFolder(string path)
    {
        Path = path;
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("a folder is closed by Unix permissions here");
        }
        else
        {
            Assert.SkipWhen(Environment.IsPrivilegedProcess, "the superuser may write everywhere; run it as somebody else");
            File.SetUnixFileMode(path, Reading);
        }
    }

    public string Path { get; }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, Reading | UnixFileMode.UserWrite);
        }
    }
}
