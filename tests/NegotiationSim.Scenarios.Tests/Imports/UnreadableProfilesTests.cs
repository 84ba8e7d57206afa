namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>Profiles of kinds that say nothing per issue: left out of a folder with a warning that names them, unless nobody to negotiate with remains.</summary>
public sealed class UnreadableProfilesTests
{
    private const string Nonlinear = "<utility_space type=\"nonlinear\"><utility maxutility=\"100\"/></utility_space>";

    private static string PartialOrder(string kind = "DefaultPartialOrdering") => $"{{\"{kind}\": {{\"name\": \"p\", \"domain\": {GeniusWebFiles.Domain}, \"better\": [[0, 1]], \"bids\": []}}}}";

    [Theory]
    [InlineData("DefaultPartialOrdering")]
    [InlineData("SumOfGroupsUtilitySpace")]
    [InlineData("SomethingNew")]
    public void Read_PartialOrderBesideTwoProfiles_IsLeftOutWithAWarning(string kind)
    {
        using var files = GeniusWebFiles.Sound().With("c.json", PartialOrder(kind));
        AssertLeftOut(files, files.Import(ImportFormat.GeniusWeb), $"c.json:1:2: warning: a profile of the kind `{kind}` ");
    }

    [Theory]
    [InlineData(Nonlinear)]
    [InlineData("<utility_space type=\"constraint\"><rules/></utility_space>")]
    [InlineData("<utility_space><utility/></utility_space>")]
    public void Read_NonlinearBesideTwoProfiles_IsLeftOutWithAWarning(string text)
    {
        using var files = new GeniusFiles().Sound().With("c.xml", text);
        AssertLeftOut(files, files.Import(), "c.xml:1:");
    }

    [Fact]
    public void Read_OneReadableProfile_IsAnErrorThatNamesTheOther()
    {
        using var web = GeniusWebFiles.Sound().With("b.json", PartialOrder());
        AssertError(web, web.Import(ImportFormat.GeniusWeb), "b.json");

        using var xml = new GeniusFiles().Sound().With("b.xml", Nonlinear);
        AssertError(xml, xml.Import(), "b.xml");
    }

    [Fact]
    public void Read_NamedOnTheCommandLine_IsAnError()
    {
        using var files = GeniusWebFiles.Sound().With("c.json", PartialOrder());
        AssertError(files, ScenarioImport.Read(ImportFormat.GeniusWeb, [.. new[] { "a", "b", "c" }.Select(name => Path.Combine(files.Folder, name + ".json"))]), "c.json");
    }

    private static void AssertLeftOut(GeniusFiles files, LoadResult read, string start)
    {
        Assert.Equal(["a", "b"], read.Scenario!.Actors.Select(actor => actor.Id));
        var finding = Assert.Single(files.Findings(read));
        Assert.StartsWith(start, finding, StringComparison.Ordinal);
        Assert.Contains("warning", finding, StringComparison.Ordinal);
        Assert.EndsWith("the party is left out", finding, StringComparison.Ordinal);
    }

    private static void AssertError(GeniusFiles files, LoadResult read, string name)
    {
        Assert.Null(read.Scenario);
        Assert.Contains(files.Findings(read), finding => finding.StartsWith($"{name}:1:", StringComparison.Ordinal) && finding.Contains("error", StringComparison.Ordinal));
    }
}
