using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Conformance.Tests;

/// <summary>Small domains of our own, whose answers were worked out by hand. They are always there.</summary>
internal static class OwnDomain
{
    public static readonly string[] All = ["bounds", "dinner", "nested", "pie", "price"];

    public static string Folder(string domain) => Path.Combine(AppContext.BaseDirectory, "Domains", domain);

    /// <summary>The domain as a scenario.</summary>
    public static Scenario Import(string domain, params string[] warnings)
    {
        var read = ScenarioImport.Read(ImportFormat.Genius, [Folder(domain)]);
        Assert.Equal(warnings, read.Diagnostics.Select(d => $"{Path.GetFileName(d.File)}:{d.Line}:{d.Column}: {d.Message}"));
        return read.Scenario!;
    }

    /// <summary>The utilities of all outcomes to one party, in the order of the enumeration.</summary>
    public static double[] Utilities(Scenario scenario, int party)
    {
        var actor = new NaiveActor(scenario, party, new NaiveDraws(scenario, 1, 0));
        return [.. Enumerable.Range(0, (int)scenario.Space.Count).Select(outcome => actor.Utility(scenario.Space.At(outcome)))];
    }
}
