namespace NegotiationSim.Scenarios.Tests;

/// <summary>Files that tests read: fixtures beside the test assembly, and those of the design where they are at hand.</summary>
internal static class Files
{
    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public static IEnumerable<string> In(string folder) => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.yaml").Order(StringComparer.Ordinal);

    /// <summary>The repository's root.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NegotiationSim.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run outside the repository");
    }

    /// <summary>A file shared beside the repository; null where it is not at hand.</summary>
    public static string? Shared(string path)
    {
        var file = Path.GetFullPath(Path.Combine(Root(), "..", "shared", path));
        return File.Exists(file) || Directory.Exists(file) ? file : null;
    }
}
