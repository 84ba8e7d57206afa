using System.Text;

namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>GeniusWeb's JSON: read by the rules that GeniusWeb itself enforces, refused where it is wrong.</summary>
public sealed class GeniusWebTests
{
    private const string Domain =
        """
        {"name": "jobs", "issuesValues": {
          "lease car": {"values": ["yes", "no"]},
          "fte": {"range": {"low": 12.2, "high": 12.6, "step": 0.3}}}}
        """;

    private const string Profile =
        $$$$$"""
        {"LinearAdditiveUtilitySpace": {"name": "employee", "domain":
          {{{{{Domain}}}}},
          "issueUtilities": {
            "lease car": {"DiscreteValueSetUtilities": {"valueUtilities": {"yes": 1, "no": 0.2}}},
            "fte": {"NumberValueSetUtilities": {"lowValue": 12.2, "lowUtility": 0, "highValue": 12.6, "highUtility": 1}}},
          "issueWeights": {"lease car": 0.7, "fte": 0.3},
          "reservationBid": {"issuevalues": {"lease car": "no"}}}}
        """;

    [Fact]
    public void Read_Profiles_BecomesAScenario()
    {
        using var files = Sound();
        var read = files.Import(ImportFormat.GeniusWeb);

        Assert.Empty(read.Diagnostics);
        var scenario = read.Scenario!;
        Assert.Equal(["lease_car", "fte"], scenario.Space.Issues.Select(issue => issue.Id));

        // 12.8 would be over the end, so that the second and last number is 12.5, three quarters of the way.
        Assert.Equal([12.2, 12.5], ((RangeIssue)scenario.Space.Issues[1]).Numbers);
        Assert.Equal([0, 0.75], ((PiecewiseLinear)scenario.Actors[0].Preferences!.Issues[1]!.Value).Points.Select(p => ((Constant)p.Value.Expression).Value));
        Assert.Equal(("a", "employee"), (scenario.Actors[0].Id, scenario.Actors[0].Title));

        // The reservation bid leaves out the second issue, which then counts nothing: 0.7 * 0.2.
        Assert.Equal(0.14, ((Constant)((FixedNoDeal)scenario.Actors[0].NoDeal).Value.Expression).Value);
    }

    [Fact]
    public void Read_NumberUtilities_AreRoundedToEightDecimals()
    {
        using var files = new GeniusFiles();
        var thirds = Profile.Replace("\"step\": 0.3", "\"step\": 0.1", StringComparison.Ordinal).Replace("12.6", "12.5", StringComparison.Ordinal);
        var points = ((PiecewiseLinear)files.With("a.json", thirds).With("b.json", thirds).Import(ImportFormat.GeniusWeb).Scenario!.Actors[0].Preferences!.Issues[1]!.Value).Points;

        Assert.Equal([0, 0.33333333, 0.66666667, 1], points.Select(p => ((Constant)p.Value.Expression).Value));
    }

    [Fact]
    public void Read_NamesOf2019_MeanTheSame()
    {
        using var files = Sound();
        var old = Profile
            .Replace("DiscreteValueSetUtilities", "discreteutils", StringComparison.Ordinal)
            .Replace("NumberValueSetUtilities", "numberutils", StringComparison.Ordinal)
            .Replace("""{"low": 12.2, "high": 12.6, "step": 0.3}""", "[12.2, 12.6, 0.3]", StringComparison.Ordinal);

        using var older = new GeniusFiles().With("a.json", old).With("b.json", old).With("domain.json", Domain);
        Assert.Equal(
            files.Import(ImportFormat.GeniusWeb).Text!.Split('\n').SkipWhile(line => line != "issues:"),
            older.Import(ImportFormat.GeniusWeb).Text!.Split('\n').SkipWhile(line => line != "issues:"));
    }

    [Fact]
    public void Read_FiguresInTheFolder_AreLeftOutWithAWarning()
    {
        using var files = Sound().With("specials.json", """{"size": 4, "nash": {"utility": [1, 1]}}""");
        var read = files.Import(ImportFormat.GeniusWeb);

        Assert.NotNull(read.Scenario);
        Assert.Equal(["specials.json:1:1: warning: this file of the folder is neither a domain nor a profile; it is left out"], files.Findings(read));
    }

    [Theory]
    [InlineData("0.7, \"fte\"", "0.6, \"fte\"", "a.json:8:19: error: the weights add up to 0.9; GeniusWeb asks for exactly 1")]
    [InlineData("\"no\": 0.2", "\"no\": 1.2", "a.json:6:84: error: `no` is 1.2; it must lie between 0 and 1")]
    [InlineData("\"no\": 0.2", "\"nö\": 0.2", "a.json:6:67: error: the value `no` of `lease car` has no utility")]
    [InlineData("\"lease car\": 0.7, ", "", "a.json:8:19: error: the issue `lease car` is missing here")]
    [InlineData("\"highValue\": 12.6", "\"highValue\": 12.7", "a.json:7:40: error: `lowValue` and `highValue` must be the ends of the domain's range, and differ")]
    [InlineData("\"lease car\": \"no\"", "\"lease car\": \"maybe\"", "a.json:9:51: error: this is no value of the issue `lease car`")]
    [InlineData("LinearAdditiveUtilitySpace", "DefaultPartialOrdering", "a.json:1:2: error: a profile of the kind `DefaultPartialOrdering` has no weights and utilities; only `LinearAdditiveUtilitySpace` can be read")]
    [InlineData("[\"yes\", \"no\"]", "[\"yes\", \"never\"]", "a.json:2:3: error: this profile's domain has other issues or values than that of the first file")]
    [InlineData("\"issueWeights\"", "\"weights\"", "a.json:1:32: error: the object `issueWeights` is missing here")]
    [InlineData("\"fte\": 0.3", "\"fte\": \"0.3\"", "a.json:8:45: error: `fte` is no number up to 1e12")]
    [InlineData("\"fte\": 0.3", "\"fte\": 0.3, \"fte\": 0.3", "a.json:8:50: error: `fte` stands here a second time")]
    [InlineData("\"step\": 0.3", "\"step\": 0.00000001", "a.json:4:20: error: the issue `fte` has more than 10,000 values, the limit of a scenario's issue")]
    [InlineData("\"step\": 0.3", "\"step\": 0", "a.json:4:20: error: `low` must be at most `high`, and `step` above 0")]
    [InlineData("]}", "]", "a.json:9:59: error: this is not JSON: the file ends before its value does; is a part of it missing?")]
    [InlineData("\"no\"}}}}", "\"no\"}}", "a.json:9:57: error: this is not JSON: the file ends before its value does; is a part of it missing?")]
    public void Read_SpoiltProfile_IsRefusedWhereItIsSpoilt(string sound, string spoilt, string error)
    {
        var text = Profile.Replace(sound, spoilt, StringComparison.Ordinal);
        using var files = Sound().With("a.json", text);
        AssertRefused(files, error);
    }

    [Fact]
    public void Read_DeepOrLongOrBrokenBytes_IsRefusedAtThePlace()
    {
        using var files = Sound();
        AssertRefusedByName(files.With("a.json", new string('[', 1_000_000)), "a.json:1:65: error: values are nested deeper than 64 levels, the limit of an import");
        AssertRefusedByName(files.With("a.json", "[\n" + string.Join(",\n", Enumerable.Repeat("0", 300_000)) + "]"), "a.json:250001:1: error: more than 250,000 values in all files, the limit of an import");
        AssertRefusedByName(files.With("a.json", "{\n \"é\": \"\\ud800\"}"), "a.json:2:7: error: this text has an escape that stands for no character");
        AssertRefusedByName(files.With("a.json", [.. Encoding.UTF8.GetBytes("{\n \"é"), 0xE9, (byte)'"']), "a.json:2:4: error: the file is not UTF-8 here; JSON always is");
        AssertRefusedByName(files.With("a.json", ""), "a.json:1:1: error: this is not JSON: the file ends before its value does; is a part of it missing?");
    }

    [Fact]
    public void Read_DomainAlone_AsksForProfiles()
    {
        using var files = new GeniusFiles().With("domain.json", Domain);
        AssertRefused(files, "domain.json:1:1: error: there is no profile (an object with `LinearAdditiveUtilitySpace`); a negotiation has two parties or more");
    }

    private static GeniusFiles Sound() => new GeniusFiles().With("a.json", Profile).With("b.json", Profile).With("domain.json", Domain);

    private static void AssertRefused(GeniusFiles files, string error)
    {
        var read = files.Import(ImportFormat.GeniusWeb);
        Assert.Null(read.Scenario);
        Assert.Contains(files.Findings(read), finding => finding.StartsWith(error, StringComparison.Ordinal));
    }

    private static void AssertRefusedByName(GeniusFiles files, string error)
    {
        var read = ScenarioImport.Read(ImportFormat.GeniusWeb, [.. new[] { "a.json", "b.json", "domain.json" }.Select(name => Path.Combine(files.Folder, name))]);
        Assert.Null(read.Scenario);
        Assert.Contains(files.Findings(read), finding => finding.StartsWith(error, StringComparison.Ordinal));
    }
}
