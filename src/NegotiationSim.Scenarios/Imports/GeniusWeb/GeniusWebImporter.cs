using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>Imports GeniusWeb's profiles. Each holds its domain; a file with the domain alone settles the order of issues and values.</summary>
internal sealed class GeniusWebImporter(Findings findings) : Importer<JsonTree, GeniusWebIssue>(
    findings, "GeniusWeb", Ending, $"an object with `{Additive}`", missingDomain: null)
{
    /// <summary>The ending of GeniusWeb's files.</summary>
    public const string Ending = ".json";

    private const string Additive = "LinearAdditiveUtilitySpace";

    protected override JsonTree? ReadFile(InputFile file, byte[] bytes)
    {
        if (file.FromFolder && StrayReason(bytes) is { } reason)
        {
            InputFiles.LeaveOut(file, reason, Findings);
            return null;
        }

        try
        {
            return JsonTreeReader.Read(bytes, file.Path, Budget);
        }
        catch (ReadingAbortedException e)
        {
            Findings.Error(e.Position, e.Message);
            return null;
        }
    }

    protected override void Sort(InputFile file, JsonTree root)
    {
        if (root.Find("issuesValues") is not null)
        {
            Domains.Add((file, root));
        }
        else if (root.Find(Additive) is { } space)
        {
            if (space.IsObject)
            {
                Profiles.Add((file, root));
            }
            else
            {
                Findings.Error(space.Position, $"`{Additive}` is an object with `domain`, `issueUtilities` and `issueWeights`");
            }
        }
        else if (root.Members is [{ Value: { IsObject: true } other, Name: var kind }] && other.Find("domain") is not null)
        {
            LeaveOutProfile(file, root.Members[0].Position, $"a profile of the kind `{Excerpt.Of(kind)}` has no weights and utilities; only `{Additive}` can be read");
        }
        else if (file.FromFolder)
        {
            // Collections keep figures about a domain beside it.
            InputFiles.LeaveOut(file, "", Findings);
        }
        else
        {
            Findings.Error(root.Position, $"this is neither a domain (an object with `issuesValues`) nor a profile (an object with `{Additive}`)");
        }
    }

    protected override (InputFile File, JsonTree? Root) FindDomain() =>
        Domains.Count == 1 ? Domains[0] : (Profiles[0].File, new GeniusWebNumbers(Findings).RequiredObject(Space(Profiles[0].Root), "domain"));

    protected override string? NameOf(JsonTree domain) => domain.Find("name") is { IsString: true } name ? name.Text : null;

    protected override Position PositionOf(JsonTree root) => root.Position;

    protected override IReadOnlyList<GeniusWebIssue> ReadIssues(JsonTree domain) => new GeniusWebDomainReader(Findings).Read(domain) ?? [];

    protected override DraftParty? ReadParty(IReadOnlyList<GeniusWebIssue> issues, InputFile file, JsonTree root, string id) =>
        new GeniusWebProfileReader(Findings, issues).Read(Space(root), id, file);

    protected override void UnusedOfDomain(UnusedParts unused, JsonTree domain) => new GeniusWebUnused(unused).OfDomain(domain);

    protected override void UnusedOfProfile(UnusedParts unused, JsonTree profile) => new GeniusWebUnused(unused).OfProfile(profile, Additive);

    protected override DraftIssue Draft(GeniusWebIssue issue, IdRegister ids)
    {
        var id = ids.Add(issue.Name);
        if (issue.Range is { } range)
        {
            var numbers = issue.Numbers;
            var step = (double)range.Step;
            return new DraftNumbers(id, issue.Name, step, RangeNumbers.Of((double)range.Low, (double)numbers[^1], step, numbers.Length));
        }

        var options = new IdRegister("option");
        return new DraftOptions(id, issue.Name, [.. issue.Values.Select(value => new DraftOption(options.Add(value), value))]);
    }

    /// <summary>Why the bytes, however spoilt, are neither a domain nor a profile; null where one of the names that each of these holds stands in them.</summary>
    private static string? StrayReason(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return "it is empty";
        }

        // Also where the file is UTF-16, which JSON never is: then it is a profile in the wrong encoding.
        var isOurs = bytes.IndexOf("issuesValues"u8) >= 0 || bytes.IndexOf("LinearAdditiveUtilitySpace"u8) >= 0
            || bytes.IndexOf("i\0s\0s\0u\0e\0s\0V\0a\0l\0u\0e\0s"u8) >= 0 || bytes.IndexOf("U\0t\0i\0l\0i\0t\0y\0S\0p\0a\0c\0e"u8) >= 0;
        return isOurs ? null : "";
    }

    private static JsonTree Space(JsonTree root) => root.Find(Additive)!;
}
