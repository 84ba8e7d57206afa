using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Tests.Fixtures;

internal static class Repository
{
    public static string Root { get; } = Find();

    public static Scenario Scenario(string name) =>
        ScenarioReader.ReadFile(Path.Combine(Root, "scenarios", name + ".yaml")).Scenario ?? throw new InvalidOperationException($"{name} is broken");

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
