namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>Whatever is wrong with Genius's files is a located error, and nothing is imported.</summary>
public sealed class GeniusMalformedTests
{
    [Fact]
    public void Read_SoundFiles_HasNothingToSay()
    {
        using var files = new GeniusFiles().Sound();
        var read = files.Import();
        Assert.NotNull(read.Scenario);
        Assert.Empty(read.Diagnostics);
    }

    [Theory]
    [InlineData("</objective>", "", "a.xml:11:1: error: this is not XML: </utility_space> stands where the <objective> of line 2 must be closed first")]
    [InlineData("</utility_space>", "", "a.xml:12:1: error: this is not XML: the file ends before the </utility_space> of line 1; is a part of it missing?")]
    [InlineData("value=\"0.4\"/>", "value=\"0.4", "a.xml:9:29: error: this is not XML: the quote that begins here is never closed (the tag begins in line 9)")]
    [InlineData("<utility_space>", "<!DOCTYPE u SYSTEM \"file:///etc/passwd\"><utility_space>", "a.xml:1:1: error: this is not XML: document types and entities are not read; delete the declaration")]
    [InlineData("utility_space>", "preferences>", "a.xml:1:1: error: the root is <preferences>; a domain's is <negotiation_template>, a profile's <utility_space>")]
    [InlineData("<weight index=\"2\" value=\"0.4\"/>", "", "a.xml:7:5: error: issue 2 has no weight; <weight index=\"2\" value=\"...\"/> belongs beside it")]
    [InlineData("value=\"0.4\"", "value=\"0,4\"", "a.xml:9:23: error: `value` is no number: `0,4`; decimals have a point")]
    [InlineData("value=\"0.4\"", "value=\"NaN\"", "a.xml:9:23: error: `value` is no number: `NaN`")]
    [InlineData("<weight index=\"2\" value=\"0.4\"", "<weight index=\"2\"", "a.xml:9:5: error: <weight> has no `value`; give it a number")]
    [InlineData("<weight index=\"2\"", "<weight index=\"two\"", "a.xml:9:13: error: `index` is no whole number: `two`")]
    [InlineData("evaluation=\"1\"", "", "a.xml:5:7: error: <item> has no `evaluation`; give it a number")]
    [InlineData("evaluation=\"1\"", "evaluation=\"null\"", "a.xml:5:34: error: `evaluation` is no number: `null`")]
    [InlineData("value=\"no\"", "value=\"never\"", "a.xml:3:5: error: issue 1 gives no evaluation for `no`; is this profile of another domain?")]
    [InlineData("<issue index=\"1\"", "<issue index=\"7\"", "a.xml:1:1: error: the profile has no issue 1 (`Lease car`); is it of another domain?")]
    [InlineData("type=\"integer\"", "type=\"real\"", "a.xml:7:5: error: issue 2 is real here and integer in the domain; is this profile of another domain?")]
    [InlineData("slope=\"0.5\"", "", "a.xml:7:79: error: <evaluator> has no `slope`; give it a number")]
    [InlineData("<utility_space>", "<utility_space type=\"nonlinear\">", "a.xml:1:16: error: this utility space is not additive; only weights and evaluations per issue can be read")]
    public void Read_SpoiltProfile_IsRefusedWhereItIsSpoilt(string sound, string spoilt, string error)
    {
        using var files = new GeniusFiles().Sound().With("a.xml", GeniusFiles.Profile.Replace(sound, spoilt, StringComparison.Ordinal));
        AssertRefused(files, error);
    }

    [Theory]
    [InlineData("<item index=\"2\" value=\"no\"/>", "<item index=\"2\"/>", "domain.xml:6:9: error: the <item> has no `value`")]
    [InlineData("index=\"2\" name", "index=\"1\" name", "domain.xml:8:7: error: the index 1 is taken by the issue of line 4; an issue's index is what profiles know it by")]
    [InlineData("<issue index=\"2\"", "<issue", "domain.xml:8:7: error: <issue> has no `index`; give it a whole number")]
    [InlineData("lowerbound=\"3\"", "lowerbound=\"9\"", "domain.xml:8:7: error: the bounds run from 9 to 5; the lower must be at most the upper")]
    [InlineData("upperbound=\"5\"", "", "domain.xml:8:7: error: <issue> has no `upperbound`; give it a whole number")]
    [InlineData("upperbound=\"5\"", "upperbound=\"2000000000\"", "domain.xml:8:7: error: the issue `Days` has more than 10,000 values, the limit of a scenario's issue")]
    [InlineData("lowerbound=\"3\"", "lowerbound=\"-2147483648\"", "domain.xml:8:7: error: the issue `Days` has more than 10,000 values, the limit of a scenario's issue")]
    [InlineData("objective", "goal", "domain.xml:2:3: error: the domain has no <objective> in its <utility_space>, so it has no issues")]
    [InlineData("utility_space", "space", "domain.xml:1:1: error: the domain has no <utility_space> in its <negotiation_template>")]
    public void Read_SpoiltDomain_IsRefusedWhereItIsSpoilt(string sound, string spoilt, string error)
    {
        using var files = new GeniusFiles().Sound().With("domain.xml", GeniusFiles.Domain.Replace(sound, spoilt, StringComparison.Ordinal));
        AssertRefused(files, error);
    }

    [Fact]
    public void Read_EntityBomb_IsRefusedAtItsDocumentType()
    {
        var entities = string.Concat(Enumerable.Range(1, 20).Select(i => $"<!ENTITY e{i} \"&e{i - 1};&e{i - 1};\">"));
        var bomb = GeniusFiles.Profile.Replace("<utility_space>", $"<?xml version=\"1.0\"?>\n<!DOCTYPE u [<!ENTITY e0 \"x\">{entities}]>\n<utility_space a=\"&e20;\">", StringComparison.Ordinal);
        using var files = new GeniusFiles().Sound().With("a.xml", bomb);
        AssertRefused(files, "a.xml:2:1: error: this is not XML: document types and entities are not read; delete the declaration");
    }

    [Fact]
    public void Read_ExternalEntity_IsNeverOpened()
    {
        using var files = new GeniusFiles().Sound().With("secret.txt", "0.6");
        var secret = new Uri(Path.Combine(files.Folder, "secret.txt")).AbsoluteUri;
        files.With("a.xml", $"<!DOCTYPE u [<!ENTITY s SYSTEM \"{secret}\">]>" + GeniusFiles.Profile.Replace("0.6", "&s;", StringComparison.Ordinal));

        // Held open by nobody else: any reader would fail on it.
        using var held = new FileStream(Path.Combine(files.Folder, "secret.txt"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        AssertRefused(files, "a.xml:1:1: error: this is not XML: document types and entities are not read; delete the declaration");
    }

    [Fact]
    public void Read_DeepNesting_IsRefusedAtTheLimit()
    {
        using var files = new GeniusFiles().Sound().With("a.xml", "<utility_space>\n" + string.Concat(Enumerable.Repeat("<a>\n", 1_000_000)));
        AssertRefused(files, "a.xml:65:1: error: elements are nested deeper than 64 levels, the limit of an import");
    }

    [Fact]
    public void Read_TooManyElements_IsRefusedAtTheLimit()
    {
        using var files = new GeniusFiles().Sound().With("c.xml", "<utility_space>\n" + string.Concat(Enumerable.Repeat("<b/>\n", 260_000)) + "</utility_space>");
        Assert.Contains("error: more than 250,000 elements in all files, the limit of an import", Assert.Single(files.Findings(files.Import())), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HundredMegabytes_IsRefusedWithoutBeingRead()
    {
        using var files = new GeniusFiles().Sound();
        using (var huge = File.Create(Path.Combine(files.Folder, "a.xml")))
        {
            huge.SetLength(100_000_000);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(files, "a.xml:1:1: error: the file is over 8 MiB, the limit of an imported file");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    [Fact]
    public void Read_TwoDomains_NamesTheSecond()
    {
        using var files = new GeniusFiles().Sound().With("e.xml", GeniusFiles.Domain);
        var read = files.Import();
        Assert.Null(read.Scenario);
        Assert.StartsWith("e.xml:1:1: error: this is a second domain beside ", Assert.Single(files.Findings(read)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ProfilesAlone_AsksForTheDomain()
    {
        using var files = new GeniusFiles().With("a.xml", GeniusFiles.Profile).With("b.xml", GeniusFiles.Profile);
        AssertRefused(files, "a.xml:1:1: error: there is no domain (a file with the root <negotiation_template>) to these profiles");
    }

    [Fact]
    public void Read_DomainAlone_AsksForProfiles()
    {
        using var files = new GeniusFiles().With("domain.xml", GeniusFiles.Domain);
        AssertRefused(files, "domain.xml:1:1: error: there is no profile (a file with the root <utility_space>); a negotiation has two parties or more");
    }

    [Fact]
    public void Read_SameFileTwice_IsRefused()
    {
        using var files = new GeniusFiles().Sound();
        var again = Path.Combine(files.Folder, ".", "a.xml");
        var read = ScenarioImport.Read(ImportFormat.Genius, [files.Folder, again]);
        Assert.Null(read.Scenario);
        Assert.Equal([$"{again}:1:1: error: this file is given twice; give each file once"], read.Diagnostics.Select(d => d.ToString()));
    }

    [Theory]
    [InlineData("nowhere.xml", "nowhere.xml:1:1: error: there is no such file or folder; check the path")]
    [InlineData("", "FILE:1:1: error: a file name is empty; name the files or the folder to import")]
    public void Read_NoSuchFile_SaysSo(string path, string error) =>
        Assert.Equal([error], ScenarioImport.Read(ImportFormat.Genius, [path]).Diagnostics.Select(d => d.ToString()));

    [Fact]
    public void Read_EveryFileSpoilt_NamesThemAll()
    {
        using var files = new GeniusFiles().With("a.xml", "<utility_space>").With("b.xml", "<utility_space").With("domain.xml", "<negotiation_template/>");
        Assert.Equal(["a.xml:1:16", "b.xml:1:15", "domain.xml:1:1"], files.Findings(files.Import()).Select(finding => finding[..finding.IndexOf(": error", StringComparison.Ordinal)]));
    }

    private static void AssertRefused(GeniusFiles files, string error)
    {
        var read = files.Import();
        Assert.Null(read.Scenario);
        Assert.Null(read.Text);
        Assert.Contains(error, files.Findings(read));
    }
}
