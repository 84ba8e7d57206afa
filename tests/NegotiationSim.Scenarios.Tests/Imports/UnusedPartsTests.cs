namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>What a file holds and an import does not use is named, one warning a kind.</summary>
public sealed class UnusedPartsTests
{
    [Theory]
    [InlineData("  </objective>\n", "  </objective>\n<comparisons/>\n", "a.xml:11:1: warning: <comparisons> in <utility_space> is not used; it is left out")]
    [InlineData("<weight index=\"1\" ", "<weight index=\"1\" locked=\"true\" ", "a.xml:8:23: warning: the attribute `locked` of <weight> is not used; it is left out")]
    [InlineData("<utility_space>", "<utility_space xmlns:x=\"y\">", "a.xml:1:16: warning: the attribute `xmlns:x` of <utility_space> is not used; it is left out")]
    [InlineData("evaluation=\"3\"/>", "evaluation=\"3\" cost=\"7\"/>", "a.xml:4:50: warning: the attribute `cost` of <item> is not used; it is left out")]
    [InlineData("<issue index=\"1\" ", "<issue index=\"1\" description=\"of the firm\" ", "a.xml:3:22: warning: the attribute `description` of <issue> is not used; it is left out")]
    [InlineData("evaluation=\"3\"/>", "evaluation=\"3\"><hint/></item>", "a.xml:4:50: warning: <hint> in <item> is not used; it is left out")]
    [InlineData("slope=\"0.5\"", "slope=\"0.5\" parameter1=\"2\"", "a.xml:7:117: warning: the attribute `parameter1` of <evaluator> is not used; it is left out")]
    [InlineData("offset=\"0\"/>", "offset=\"0\"/><evaluator ftype=\"linear\" slope=\"1\" offset=\"0\"/>", "a.xml:7:129: warning: <evaluator> in <issue> is not used; it is left out")]
    [InlineData("<issue index=\"1\" ", "<issue index=\"1\" lowerbound=\"0\" ", "a.xml:3:22: warning: the attribute `lowerbound` of <issue> is not used; it is left out")]
    public void Read_StrangePartOfAProfile_IsNamed(string sound, string strange, string warning)
    {
        using var files = new GeniusFiles().Sound().With("a.xml", GeniusFiles.Profile.Replace(sound, strange, StringComparison.Ordinal));
        var read = files.Import();
        Assert.NotNull(read.Scenario);
        Assert.Equal([warning], files.Findings(read));
    }

    [Theory]
    [InlineData("  </utility_space>", "  <agent name=\"x\"/></utility_space>", "domain.xml:10:3: warning: <agent> in <utility_space> is not used; it is left out")]
    [InlineData("  </utility_space>", "  </utility_space><agent class=\"x\"><utility_space/></agent>", "domain.xml:10:19: warning: <agent> in <negotiation_template> is not used; it is left out")]
    [InlineData("value=\"no\"", "value=\"no\" evaluation=\"3\"", "domain.xml:6:36: warning: the attribute `evaluation` of <item> is not used; it is left out")]
    public void Read_StrangePartOfADomain_IsNamed(string sound, string strange, string warning)
    {
        using var files = new GeniusFiles().Sound().With("domain.xml", GeniusFiles.Domain.Replace(sound, strange, StringComparison.Ordinal));
        Assert.Equal([warning], files.Findings(files.Import()));
    }

    [Fact]
    public void Read_ManyOfAKind_AreOneWarningWithTheirNumber()
    {
        var text = GeniusFiles.Profile.Replace("/>\n", " note=\"x\"/>\n", StringComparison.Ordinal);
        using var files = new GeniusFiles().Sound().With("a.xml", text).With("b.xml", text);
        Assert.Equal(
            ["a.xml:4:50: warning: the attribute `note` of <item> is not used; it is left out, here and in 3 more places", "a.xml:8:35: warning: the attribute `note` of <weight> is not used; it is left out, here and in 3 more places"],
            files.Findings(files.Import()));
    }

    /// <summary>What Genius itself writes into every file and nobody needs is no news.</summary>
    [Fact]
    public void Read_WhatGeniusAlwaysWrites_IsNotWarnedOf()
    {
        var text = GeniusFiles.Profile
            .Replace("<utility_space>", "<utility_space number_of_issues=\"3\">", StringComparison.Ordinal)
            .Replace("type=\"discrete\"", "etype=\"discrete\" type=\"discrete\" vtype=\"discrete\" description=\"\"", StringComparison.Ordinal)
            .Replace("evaluation=", "description=\"\" cost=\"0.0\" evaluation=", StringComparison.Ordinal);
        using var files = new GeniusFiles().Sound().With("a.xml", text);
        Assert.Empty(files.Import().Diagnostics);
    }

    [Fact]
    public void Read_DescriptionOfAnItem_BecomesAComment()
    {
        using var files = new GeniusFiles().Sound().With("domain.xml", GeniusFiles.Domain.Replace("value=\"no\"", "value=\"no\" description=\"none&#10;at # all\"", StringComparison.Ordinal));
        var read = files.Import();
        Assert.Empty(read.Diagnostics);
        Assert.Contains(": {}   # none at # all\n", read.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"name\": \"jobs\", ", "{\"name\": \"jobs\", \"version\": 2, ", "`version` of a domain")]
    [InlineData("\"values\": [", "\"unit\": \"x\", \"values\": [", "`unit` of an issue")]
    [InlineData("\"step\": 2}", "\"step\": 2, \"mid\": 4}", "`mid` of a range")]
    [InlineData("{\"name\": \"p\", ", "{\"name\": \"p\", \"discount\": 0.9, ", "`discount` of a profile")]
    [InlineData("{\"LinearAdditiveUtilitySpace\"", "{\"comment\": 1, \"LinearAdditiveUtilitySpace\"", "`comment` of a profile's file")]
    [InlineData("\"lowUtility\": 0,", "\"lowUtility\": 0, \"midUtility\": 0.2,", "`midUtility` of `NumberValueSetUtilities`")]
    [InlineData("{\"issuevalues\": {\"lease\": \"no\"}}", "{\"issuevalues\": {\"lease\": \"no\"}, \"by\": \"x\"}", "`by` of a reservation bid")]
    public void Read_StrangeMemberOfJson_IsNamed(string sound, string strange, string kind)
    {
        using var files = GeniusWebFiles.Sound().With("a.json", GeniusWebFiles.Profile.Replace(sound, strange, StringComparison.Ordinal));
        var read = files.Import(ImportFormat.GeniusWeb);
        Assert.NotNull(read.Scenario);
        Assert.EndsWith($"warning: {kind} is not used; it is left out", Assert.Single(files.Findings(read)), StringComparison.Ordinal);
    }
}
