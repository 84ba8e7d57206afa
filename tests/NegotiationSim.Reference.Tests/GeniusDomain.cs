using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>A competition domain as a scenario, with the tactics of a recorded negotiation.</summary>
internal static class GeniusDomain
{
    /// <summary>The recorded negotiations and their domains, beside the repository; null where they are not there.</summary>
    public static string? Folder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "NegotiationSim.sln")))
        {
            root = root.Parent;
        }

        var folder = root is null ? null : Path.Combine(root.FullName, "..", "shared", "oracle", "genius");
        return Directory.Exists(folder) ? folder : null;
    }

    /// <param name="folder">A folder with one template and one utility space per party.</param>
    /// <param name="tactics">One per party, in the order of file names. Discounts are ignored, as in the recordings.</param>
    public static Scenario Read(string folder, IReadOnlyList<Tactic> tactics)
    {
        var scenario = ScenarioImport.Read(ImportFormat.Genius, [folder]).Scenario!;
        return scenario with { Actors = [.. scenario.Actors.Select((actor, k) => actor with { Tactic = tactics[k], Discount = Quantity.Of(1) })] };
    }
}
