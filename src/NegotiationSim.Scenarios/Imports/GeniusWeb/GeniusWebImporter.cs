using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>Makes a scenario of GeniusWeb's profiles. Each holds its domain; a file with the domain alone settles the order of issues and values.</summary>
internal sealed class GeniusWebImporter(Findings findings)
{
    private const string Additive = "LinearAdditiveUtilitySpace";

    private readonly ImportBudget _budget = new();

    /// <summary>The scenario; null (and errors) when the files do not make one.</summary>
    public ScenarioDraft? Read(IReadOnlyList<string> paths)
    {
        var domains = new List<(InputFile File, JsonTree Root)>();
        var profiles = new List<(InputFile File, JsonTree Space)>();
        foreach (var file in InputFiles.Expand(paths, ".json", findings).TakeWhile(_ => !_budget.IsSpent))
        {
            if (ReadFile(file) is { } root)
            {
                Sort(file, root, domains, profiles);
            }
        }

        if (findings.HasErrors || !IsComplete(paths, domains, profiles))
        {
            return null;
        }

        var (origin, domain) = domains.Count == 1 ? domains[0] : (profiles[0].File, new GeniusWebNumbers(findings).RequiredObject(profiles[0].Space, "domain"));
        if (domain is null || new GeniusWebDomainReader(findings).Read(domain) is not { } issues)
        {
            return null;
        }

        var parties = ReadParties(profiles, issues);
        var name = InputFiles.NameOf(paths) is { Length: > 0 } folder ? folder : GeniusWebDomainReader.NameOf(domain) ?? origin.Stem;
        return new ScenarioDraft
        {
            Name = new IdRegister("negotiation").Add(name),
            Title = name,
            Program = "GeniusWeb",
            Sources = [.. domains.Concat(profiles).Select(file => file.File.Name)],
            Issues = Issues(issues),
            Parties = parties,
            Origin = origin.Start,
        };
    }

    private JsonTree? ReadFile(InputFile file)
    {
        if (InputFiles.Read(file, findings) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonTreeReader.Read(bytes, file.Path, _budget);
        }
        catch (ReadingAbortedException e)
        {
            findings.Error(e.Position, e.Message);
            return null;
        }
    }

    private void Sort(InputFile file, JsonTree root, List<(InputFile, JsonTree)> domains, List<(InputFile, JsonTree)> profiles)
    {
        if (root.Find("issuesValues") is not null)
        {
            domains.Add((file, root));
        }
        else if (root.Find(Additive) is { IsObject: true } space)
        {
            profiles.Add((file, space));
        }
        else if (root.Members is [{ Value: { IsObject: true } other, Name: var kind }] && other.Find("domain") is not null)
        {
            findings.Error(root.Members[0].Position, $"a profile of the kind `{GeniusWebText.Shown(kind)}` has no weights and utilities; only `{Additive}` can be read");
        }
        else if (file.FromFolder)
        {
            // Collections keep figures about a domain beside it.
            findings.Warn(root.Position, "this file of the folder is neither a domain nor a profile; it is left out");
        }
        else
        {
            findings.Error(root.Position, $"this is neither a domain (an object with `issuesValues`) nor a profile (an object with `{Additive}`)");
        }
    }

    private bool IsComplete(IReadOnlyList<string> paths, List<(InputFile File, JsonTree Root)> domains, List<(InputFile File, JsonTree Space)> profiles)
    {
        foreach (var (_, root) in domains.Skip(1))
        {
            findings.Error(root.Position, $"this is a second domain beside {domains[0].File.Path}; import one at a time");
        }

        if (profiles.Count < 2)
        {
            var start = domains.Concat(profiles).Select(file => file.File.Start).FirstOrDefault(new Position(paths[0], 1, 1));
            findings.Error(start, $"{(profiles.Count == 0 ? "there is no profile" : "there is one profile only")} (an object with `{Additive}`); a negotiation has two parties or more");
        }

        if (profiles.Count > Limits.Actors)
        {
            findings.Error(profiles[Limits.Actors].File.Start, $"more than {Limits.Actors} profiles, the limit of a scenario's actors");
        }

        return !findings.HasErrors;
    }

    private ImmutableArray<DraftParty> ReadParties(List<(InputFile File, JsonTree Space)> profiles, ImmutableArray<GeniusWebIssue> issues)
    {
        var ids = IdRegister.OfActors();
        var parties = ImmutableArray.CreateBuilder<DraftParty>(profiles.Count);
        foreach (var (file, space) in profiles)
        {
            if (new GeniusWebProfileReader(findings, issues).Read(space, ids.Add(file.Stem), file) is { } party)
            {
                parties.Add(party);
            }
        }

        return parties.ToImmutable();
    }

    private static ImmutableArray<DraftIssue> Issues(ImmutableArray<GeniusWebIssue> issues)
    {
        var ids = IdRegister.OfIssues();
        return [.. issues.Select(issue => Issue(issue, ids.Add(issue.Name)))];
    }

    private static DraftIssue Issue(GeniusWebIssue issue, string id)
    {
        if (issue.Range is { } range)
        {
            var numbers = issue.Numbers;
            var step = (double)range.Step;
            return new DraftNumbers(id, issue.Name, step, RangeNumbers.Of((double)range.Low, (double)numbers[^1], step, numbers.Length));
        }

        var options = new IdRegister("option");
        return new DraftOptions(id, issue.Name, [.. issue.Values.Select(value => new DraftOption(options.Add(value), value))]);
    }
}
