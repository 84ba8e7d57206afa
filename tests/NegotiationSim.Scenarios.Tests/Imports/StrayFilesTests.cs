using System.Text;

namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>
/// What stands in a folder beside a domain and its profiles is left out with one warning; named on the command line it is an error, and a spoilt
/// domain or profile is one everywhere.
/// </summary>
public sealed class StrayFilesTests
{
    public static TheoryData<string, string> Xml => new()
    {
        { "empty.xml", "" },
        { "blank.xml", " \n\t" },
        { "._domain.xml", "\0\u0005\u0016\u0007\0\u0002\0\0Mac OS X        \0\u0002" },
        { "pom.xml", "<?xml version=\"1.0\"?><project xmlns=\"http://maven.apache.org/POM/4.0.0\"><a/></project>" },
        { "results.xml", "<Tournament><NegotiationOutcome utilspace=\"utility_space\"/></Tournament>" },
        { "notes.xml", "not xml at all" },
        { "pareto.xml", "0.1,0.9\n0.5,0.5\n" },
        { "broken.xml", "<a><b></a>" },
        { "unclosed.xml", "<html><body class=" },
        { "comment.xml", "<!-- <utility_space> is not here -->" },
        { "declaration.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" },
        { "doctype.xml", "<!DOCTYPE html><html><head/></html>" },
        { "goals.xml", "<plan><objective>grow</objective></plan>" },
        { "deep.xml", string.Concat(Enumerable.Repeat("<a>", 1_000)) },
        { "json.xml", "{\"a\": 1}" },
    };

    public static TheoryData<string, string> Json => new()
    {
        { "empty.json", "" },
        { "blank.json", "\n \n" },
        { "._profile.json", "\0\u0005\u0016\u0007" },
        { "devcontainer.json", "// comment\n{\"image\": \"x\"}\n" },
        { "package.json", "{\"name\": \"x\", \"private\": true}" },
        { "list.json", "[1, 2, 3]" },
        { "number.json", "42" },
        { "broken.json", "{\"a\": " },
        { "session.json", "{\"SAOPSettings\": {\"participants\": [], \"deadline\": {\"DeadlineRounds\": {\"rounds\": 60}}}}" },
        { "deep.json", new string('[', 5_000) },
        { "xml.json", "<a/>" },
    };

    [Theory]
    [MemberData(nameof(Xml))]
    public void Read_StrangerAmongGeniusFiles_IsLeftOutWithOneWarning(string name, string text)
    {
        using var files = new GeniusFiles().Sound().With(name, Encoding.UTF8.GetBytes(text));
        AssertLeftOut(files, files.Import(), name);
    }

    [Theory]
    [MemberData(nameof(Json))]
    public void Read_StrangerAmongGeniusWebFiles_IsLeftOutWithOneWarning(string name, string text)
    {
        using var files = GeniusWebFiles.Sound().With(name, Encoding.UTF8.GetBytes(text));
        AssertLeftOut(files, files.Import(ImportFormat.GeniusWeb), name);
    }

    [Theory]
    [MemberData(nameof(Xml))]
    public void Read_StrangerNamed_IsAnError(string name, string text)
    {
        using var files = new GeniusFiles().Sound().With(name, Encoding.UTF8.GetBytes(text));
        AssertError(files, ImportFormat.Genius, name, "domain.xml", "a.xml", "b.xml", name);
    }

    [Theory]
    [MemberData(nameof(Json))]
    public void Read_JsonStrangerNamed_IsAnError(string name, string text)
    {
        using var files = GeniusWebFiles.Sound().With(name, Encoding.UTF8.GetBytes(text));
        AssertError(files, ImportFormat.GeniusWeb, name, "domain.json", "a.json", "b.json", name);
    }

    [Theory]
    [InlineData("<utility_space><objective>")]
    [InlineData("<!-- a comment without an end <utility_space></utility_space>")]
    [InlineData("<utility_space/")]
    [InlineData("<negotiation_template/>")]
    [InlineData("<preferences><objective index=\"0\"><issue index=\"1\"/></objective></preferences>")]
    [InlineData("<a><utility_space>")]
    public void Read_SpoiltGeniusFileInAFolder_IsAnError(string text)
    {
        using var files = new GeniusFiles().Sound().With("c.xml", text);
        AssertError(files, ImportFormat.Genius, "c.xml", "");
    }

    [Theory]
    [InlineData("{\"LinearAdditiveUtilitySpace\": ")]
    [InlineData("{\"LinearAdditiveUtilitySpace\": []}")]
    [InlineData("{\"LinearAdditiveUtilitySpace\": {}}")]
    [InlineData("// a comment\n{\"issuesValues\": {}}")]
    public void Read_SpoiltGeniusWebFileInAFolder_IsAnError(string text)
    {
        using var files = GeniusWebFiles.Sound().With("c.json", text);
        AssertError(files, ImportFormat.GeniusWeb, "c.json", "");
    }

    [Fact]
    public void Read_ProfileInUtf16AmongJson_IsAnError()
    {
        using var files = GeniusWebFiles.Sound().With("c.json", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(GeniusWebFiles.Profile)]);
        AssertError(files, ImportFormat.GeniusWeb, "c.json", "");
    }

    [Fact]
    public void Read_FolderNamedLikeAFile_IsLeftOutWithOneWarning()
    {
        using var files = new GeniusFiles().Sound();
        Directory.CreateDirectory(Path.Combine(files.Folder, "old.xml"));
        AssertLeftOut(files, files.Import(), "old.xml");
    }

    [Fact]
    public void Read_LinkToNothing_IsLeftOutWithOneWarning()
    {
        using var files = new GeniusFiles().Sound();
        File.CreateSymbolicLink(Path.Combine(files.Folder, "gone.xml"), Path.Combine(files.Folder, "nowhere"));
        AssertLeftOut(files, files.Import(), "gone.xml");
    }

    /// <summary>The link comes first by name, and yet the file itself is the party.</summary>
    [Fact]
    public void Read_LinkToAFileOfTheFolder_IsLeftOutWithOneWarning()
    {
        using var files = new GeniusFiles().Sound();
        File.CreateSymbolicLink(Path.Combine(files.Folder, "_again.xml"), Path.Combine(files.Folder, "a.xml"));
        var read = files.Import();
        AssertLeftOut(files, read, "_again.xml");
        Assert.Equal(["a", "b"], read.Scenario!.Actors.Select(actor => actor.Id));
    }

    [Fact]
    public void Read_LinkToAProfileElsewhere_IsAParty()
    {
        using var elsewhere = new GeniusFiles().With("c.xml", GeniusFiles.Profile);
        using var files = new GeniusFiles().Sound();
        File.CreateSymbolicLink(Path.Combine(files.Folder, "c.xml"), Path.Combine(elsewhere.Folder, "c.xml"));
        var read = files.Import();
        Assert.Empty(read.Diagnostics);
        Assert.Equal(3, read.Scenario!.Actors.Length);
    }

    private static void AssertLeftOut(GeniusFiles files, LoadResult read, string name)
    {
        Assert.NotNull(read.Scenario);
        Assert.Equal(2, read.Scenario.Actors.Length);
        var finding = Assert.Single(files.Findings(read));
        Assert.StartsWith($"{name}:1:1: warning: ", finding, StringComparison.Ordinal);
        Assert.Contains("left out", finding, StringComparison.Ordinal);
    }

    private static void AssertError(GeniusFiles files, ImportFormat format, string name, params string[] named)
    {
        var read = ScenarioImport.Read(format, [.. named.Select(file => Path.Combine(files.Folder, file))]);
        Assert.Null(read.Scenario);
        Assert.Contains(read.Diagnostics, found => found.Severity == Severity.Error && Path.GetFileName(found.File) == name);
    }
}
