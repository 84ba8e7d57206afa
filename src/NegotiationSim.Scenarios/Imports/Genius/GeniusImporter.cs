using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>Makes a scenario of one domain and the profiles of its parties.</summary>
internal sealed class GeniusImporter(Findings findings)
{
    private readonly ImportBudget _budget = new();

    /// <summary>The scenario; null (and errors) when the files do not make one.</summary>
    public ScenarioDraft? Read(IReadOnlyList<string> paths)
    {
        var domains = new List<(InputFile File, MarkupElement Root)>();
        var profiles = new List<(InputFile File, MarkupElement Root)>();
        foreach (var file in InputFiles.Expand(paths, ".xml", findings).TakeWhile(_ => !_budget.IsSpent))
        {
            if (ReadFile(file) is { } root)
            {
                Sort(file, root, domains, profiles);
            }
        }

        // A file that cannot be read may be the one that seems to be missing.
        if (findings.HasErrors || !IsComplete(paths, domains, profiles))
        {
            return null;
        }

        var (domain, domainRoot) = domains[0];
        var issues = new GeniusDomainReader(findings).Read(domainRoot);
        if (findings.HasErrors)
        {
            return null;
        }

        var parties = ReadParties(profiles, issues);
        var name = InputFiles.NameOf(paths) is { Length: > 0 } folder ? folder : domain.Stem;
        return new ScenarioDraft
        {
            Name = new IdRegister("negotiation").Add(name),
            Title = name,
            Program = "Genius",
            Sources = [domain.Name, .. profiles.Select(profile => profile.File.Name)],
            Issues = Issues(issues),
            Parties = parties,
            Origin = domain.Start,
        };
    }

    private MarkupElement? ReadFile(InputFile file)
    {
        if (InputFiles.Read(file, findings) is not { } bytes)
        {
            return null;
        }

        if (file.FromFolder && GeniusXml.IsNoMarkup(bytes))
        {
            findings.Warn(file.Start, "there is no XML in this file of the folder; it is left out");
            return null;
        }

        return GeniusXml.Read(bytes, file, _budget, findings);
    }

    /// <summary>A profile's root is a utility space; a domain has one below its root, whatever that is called.</summary>
    private void Sort(InputFile file, MarkupElement root, List<(InputFile, MarkupElement)> domains, List<(InputFile, MarkupElement)> profiles)
    {
        if (root.Name == "utility_space")
        {
            profiles.Add((file, root));
        }
        else if (root.All("utility_space").Any())
        {
            domains.Add((file, root));
        }
        else if (root.Name == "negotiation_template")
        {
            findings.Error(root.Position, "the domain has no <utility_space> in its <negotiation_template>");
        }
        else
        {
            findings.Error(root.Position, $"the root is <{GeniusNumbers.Shown(root.Name)}>; a domain's is <negotiation_template>, a profile's <utility_space>");
        }
    }

    private bool IsComplete(IReadOnlyList<string> paths, List<(InputFile File, MarkupElement Root)> domains, List<(InputFile File, MarkupElement Root)> profiles)
    {
        var start = domains.Concat(profiles).Select(file => file.File.Start).FirstOrDefault(new Position(paths[0], 1, 1));
        if (domains.Count == 0)
        {
            findings.Error(start, "there is no domain (a file with the root <negotiation_template>) to these profiles");
        }

        foreach (var (_, root) in domains.Skip(1))
        {
            findings.Error(root.Position, $"this is a second domain beside {domains[0].File.Path}; import one at a time");
        }

        if (domains.Count == 1 && profiles.Count < 2)
        {
            findings.Error(start, $"{(profiles.Count == 0 ? "there is no profile" : "there is one profile only")} (a file with the root <utility_space>); a negotiation has two parties or more");
        }

        if (profiles.Count > Limits.Actors)
        {
            findings.Error(profiles[Limits.Actors].File.Start, $"more than {Limits.Actors} profiles, the limit of a scenario's actors");
        }

        return !findings.HasErrors;
    }

    private ImmutableArray<DraftParty> ReadParties(List<(InputFile File, MarkupElement Root)> profiles, IReadOnlyList<GeniusIssue> issues)
    {
        var ids = IdRegister.OfActors();
        var parties = ImmutableArray.CreateBuilder<DraftParty>(profiles.Count);
        foreach (var (file, root) in profiles)
        {
            if (new GeniusProfileReader(findings, issues).Read(root, ids.Add(file.Stem), file.Stem) is { } party)
            {
                parties.Add(party);
            }
        }

        return parties.ToImmutable();
    }

    private static ImmutableArray<DraftIssue> Issues(IReadOnlyList<GeniusIssue> issues)
    {
        var ids = IdRegister.OfIssues();
        return [.. issues.Select(issue => Issue(issue, ids.Add(issue.Name)))];
    }

    private static DraftIssue Issue(GeniusIssue issue, string id)
    {
        var title = issue.Name.Trim() is { Length: > 0 } name ? name : id;
        if (issue.Kind != GeniusIssueKind.Discrete)
        {
            return new DraftNumbers(id, title, issue.Step, issue.Numbers);
        }

        var options = new IdRegister("option");
        return new DraftOptions(id, title, [.. issue.Values.Select(value => new DraftOption(options.Add(value), value))]);
    }
}
