using System.Reflection;
using System.Text.RegularExpressions;

namespace NegotiationSim.Architecture.Tests;

/// <summary>What the documents say of the code is there: files, types, members, decisions.</summary>
public sealed partial class DocumentationTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string s_decisions = Path.Combine(Repository.Root, "docs", "decisions");

    /// <summary>Documents in which every name in code quotes that looks like a file or a member must exist.</summary>
    public static TheoryData<string> Documents =>
    [
        "docs/architecture.md",
        .. Directory.EnumerateFiles(s_decisions, "0*.md").Order(StringComparer.Ordinal).Select(file => $"docs/decisions/{Path.GetFileName(file)}"),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_NamesFilesThatExist(string document)
    {
        var names = Quoted(document).ToList();
        var missing = names.Where(name => FileName().IsMatch(name) && !Exists(name)).Concat(names.Where(name => TypeInAFolder().IsMatch(name) && !Exists(name + ".cs")));

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_NamesMembersThatExist(string document)
    {
        var missing = Quoted(document).Where(name => MemberName().IsMatch(name) && s_types.Value.Contains(name.Split('.')[0]) && !HasMember(name));

        Assert.Empty(missing);
    }

    /// <summary>The way of one offer and the recipes are of no use without names: an empty match would make the tests above pass for nothing.</summary>
    [Fact]
    public void Architecture_NamesManyFilesAndMembers()
    {
        var names = Quoted("docs/architecture.md").ToList();

        Assert.True(names.Count(name => FileName().IsMatch(name)) >= 20, "files");
        Assert.True(names.Count(name => MemberName().IsMatch(name) && s_types.Value.Contains(name.Split('.')[0])) >= 20, "members");
    }

    [Fact]
    public void Decisions_AreAllInTheIndex_WithStatusAndDate()
    {
        var index = File.ReadAllLines(Path.Combine(s_decisions, "README.md"));
        foreach (var file in Directory.EnumerateFiles(s_decisions, "0*.md").Select(Path.GetFileName))
        {
            var row = Assert.Single(index, line => line.Contains($"]({file})", StringComparison.Ordinal));
            Assert.Matches(@"\| (accepted|superseded by \d{4}) \| \d{4}-\d\d-\d\d \|", row);
        }
    }

    [Fact]
    public void Readme_NamesEveryRoom()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.All(Rooms.MayKnow.Keys.Select(Rooms.FolderOf), room => Assert.Contains($"| `src/{room}` |", readme, StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(Path.GetFileName), file => Assert.Contains($"docs/{file}", readme, StringComparison.Ordinal));
    }

    private static readonly Lazy<string[]> s_folders = new(() =>
    [
        Repository.Root + Path.DirectorySeparatorChar,
        Path.Combine(Repository.Root, "src") + Path.DirectorySeparatorChar,
        Path.Combine(Repository.Root, "src", "NegotiationSim."),
        .. new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Repository.Root, folder))).Select(folder => folder + Path.DirectorySeparatorChar),
    ]);

    private static readonly Lazy<HashSet<string>> s_types = new(() => [.. Types().Select(NameOf)]);

    private static IEnumerable<string> Quoted(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));
        return CodeQuotes().Matches(Fences().Replace(text, "")).Select(match => match.Groups[1].Value.TrimEnd('(', ')'));
    }

    /// <summary>A file named by its path from the root, from <c>src</c> (with or without the name that all rooms begin with), or from the folder of a room or of a project of tests.</summary>
    private static bool Exists(string path) => s_folders.Value.Any(folder => File.Exists(folder + path));

    private static bool HasMember(string name)
    {
        var parts = name.Split('.');
        return Types().Where(type => NameOf(type) == parts[0]).Any(type => type.GetMember(parts[1], Everything).Length > 0 || type.GetNestedType(parts[1], Everything) is not null);
    }

    private static IEnumerable<Type> Types() => Rooms.MayKnow.Keys.SelectMany(room => Rooms.Load(room).GetTypes());

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeQuotes();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^[\w./-]+/[\w.-]+\.(cs|csproj|targets|sh|md|props)$")]
    private static partial Regex FileName();

    /// <summary>A type named with the folder that it stands in, such as <c>Agents/Brief</c>.</summary>
    [GeneratedRegex(@"^([A-Z]\w+/)+[A-Z]\w+$")]
    private static partial Regex TypeInAFolder();

    [GeneratedRegex(@"^[A-Z]\w+\.[A-Z]\w+$")]
    private static partial Regex MemberName();
}
