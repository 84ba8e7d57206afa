namespace NegotiationSim.Architecture.Tests;

internal static class Repository
{
    /// <summary>The folder that holds the solution, found by walking up from the tests.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NegotiationSim.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("no folder above the tests holds NegotiationSim.sln");
    }
}
