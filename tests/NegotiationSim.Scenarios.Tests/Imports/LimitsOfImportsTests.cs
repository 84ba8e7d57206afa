using System.Globalization;
using NegotiationSim.Scenarios.Imports;

namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>However much a file holds, reading it takes little, and what is wrong is said.</summary>
public sealed class LimitsOfImportsTests
{
    [Fact]
    public void Read_ThousandsOfWarnings_StillTellsTheErrorFirst()
    {
        var strangers = string.Concat(Enumerable.Range(0, 5_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<weight index=\"2\" value=\"{i}\"/>\n")));
        using var files = new GeniusFiles().Sound()
            .With("a.xml", GeniusFiles.Profile.Replace("<weight index=\"1\"", strangers + "<weight index=\"1\"", StringComparison.Ordinal))
            .With("b.xml", GeniusFiles.Profile.Replace("value=\"0.4\"", "value=\"none\"", StringComparison.Ordinal));

        var found = files.Findings(files.Import()).ToList();

        Assert.Equal(["b.xml:7:5", "b.xml:9:23"], found.Take(2).Select(finding => finding[..finding.IndexOf(": error", StringComparison.Ordinal)]));
        Assert.InRange(found.Count, 2, 200);
        Assert.Contains(found, finding => finding.Contains("more warnings are not shown", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_WarningsLeftOut_AreCounted()
    {
        var strange = string.Concat(Enumerable.Range(0, 350).Select(i => string.Create(CultureInfo.InvariantCulture, $"<s{i}/>")));
        using var files = new GeniusFiles().Sound().With("a.xml", GeniusFiles.Profile.Replace("  </objective>", strange + "</objective>", StringComparison.Ordinal));
        var read = files.Import();

        Assert.NotNull(read.Scenario);
        Assert.Contains("250 more warnings are not shown", read.Diagnostics[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ThousandsOfWarningsInAScenario_StillTellsTheError()
    {
        var drivers = string.Concat(Enumerable.Range(0, 1_500).Select(i => string.Create(CultureInfo.InvariantCulture, $"  d{i}: normal(0, 1)\n")));
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "truce-for-aid.yaml")).Replace("drivers:", "drivers:\n" + drivers + "# ", StringComparison.Ordinal);
        var read = ScenarioReader.Read(text.Replace("role: outsider", "role: nobody", StringComparison.Ordinal), "a.yaml");

        Assert.Contains(read.Diagnostics, found => found.Severity == Severity.Error && found.Message.Contains("nobody", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" broken")]
    public void Read_MillionAttributes_IsRefusedAtTheLimit(string lenient)
    {
        // Two files, each within the limit of bytes.
        var many = "<utility_space" + string.Concat(Enumerable.Range(0, 550_000).Select(i => string.Create(CultureInfo.InvariantCulture, $" a{i:x}=\"\""))) + lenient + "/>";
        using var files = new GeniusFiles().With("domain.xml", GeniusFiles.Domain).With("a.xml", many.Replace(" broken", " a=b", StringComparison.Ordinal)).With("b.xml", many.Replace(" broken", " a=b", StringComparison.Ordinal));
        Assert.Contains(files.Findings(files.Import()), finding => finding.StartsWith("b.xml:1:", StringComparison.Ordinal) && finding.EndsWith("error: more than 1,000,000 attributes in all files, the limit of an import", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_TooManyBytesInAll_IsRefusedAtTheLimit()
    {
        var padding = new byte[7 << 20];
        padding.AsSpan().Fill((byte)' ');
        using var files = new GeniusFiles().Sound();
        for (var i = 0; i < 10; i++)
        {
            files.With(string.Create(CultureInfo.InvariantCulture, $"p{i}.xml"), [.. System.Text.Encoding.UTF8.GetBytes(GeniusFiles.Profile), .. padding]);
        }

        Assert.Contains(files.Findings(files.Import()), finding => finding.EndsWith("error: more than 64 MiB in all files, the limit of an import", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_TooManyIssues_IsRefusedAtTheLimit()
    {
        var issues = string.Concat(Enumerable.Range(10, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"<issue index=\"{i}\" type=\"integer\" lowerbound=\"0\" upperbound=\"1\"/>\n")));
        using var files = new GeniusFiles().Sound().With("domain.xml", GeniusFiles.Domain.Replace("    </objective>", issues + "</objective>", StringComparison.Ordinal));
        Assert.Contains("domain.xml:263:1: error: more than 256 issues, the limit of a scenario", files.Findings(files.Import()));
    }

    [Fact]
    public void Add_TenThousandEqualNames_NumbersThemAll()
    {
        var register = new IdRegister("x");
        Assert.Equal("a", register.Add("a"));
        Assert.Equal("a_3", register.Add("a_3"));
        Assert.Equal("a_2", register.Add("A"));
        Assert.Equal("a_4", register.Add("a!"));
        Assert.Equal("a_3_2", register.Add("a 3"));
        for (var number = 5; number <= 10_000; number++)
        {
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"a_{number}"), register.Add("a"));
        }
    }
}
