using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Conformance.Tests;

/// <summary>Imported, exported and imported again, a domain is worth the same to everybody.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> OwnDomains => [.. OwnDomain.All];

    [Theory]
    [MemberData(nameof(Oracle.AllDomains), MemberType = typeof(Oracle))]
    public void Write_CompetitionDomain_ReadsBackWithTheSameUtilities(string domain) => AssertSame(Oracle.DomainFolder(domain));

    [Theory]
    [MemberData(nameof(OwnDomains))]
    public void Write_OwnDomain_ReadsBackWithTheSameUtilities(string domain) => AssertSame(OwnDomain.Folder(domain));

    private static void AssertSame(string folder)
    {
        var imported = ScenarioImport.Read(ImportFormat.Genius, [folder]).Scenario!;
        var export = ScenarioExport.Write(ExportFormat.Genius, imported);
        Assert.Equal(["rounds, dates and tactics, which a session of Genius sets"], export.LeftOut);
        var work = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var file in export.Files)
            {
                File.WriteAllText(Path.Combine(work.FullName, file.Name), file.Text);
            }

            var again = ScenarioImport.Read(ImportFormat.Genius, [work.FullName]);
            Assert.Empty(again.Diagnostics);
            AssertSame(imported, again.Scenario!);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static void AssertSame(Scenario first, Scenario second)
    {
        Assert.Equal(first.Space.Issues.Select(issue => issue.Label), second.Space.Issues.Select(issue => issue.Label));
        Assert.Equal(first.Space.Components.Select(component => component.ValueCount), second.Space.Components.Select(component => component.ValueCount));
        Assert.Equal(first.Actors.Length, second.Actors.Length);
        for (var k = 0; k < first.Actors.Length; k++)
        {
            var (before, after) = (new NaiveActor(first, k, new NaiveDraws(first, 1, 0)), new NaiveActor(second, k, new NaiveDraws(second, 1, 0)));
            Assert.Equal(before.NoDeal(1), after.NoDeal(1));
            Assert.Equal(before.DiscountFactor(2), after.DiscountFactor(2), 1e-12);
            for (var outcome = 0; outcome < first.Space.Count; outcome++)
            {
                Assert.Equal(before.Utility(first.Space.At(outcome)), after.Utility(second.Space.At(outcome)), 1e-12);
            }
        }
    }
}
