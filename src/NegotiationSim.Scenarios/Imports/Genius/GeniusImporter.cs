using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>Makes a scenario of one domain and the profiles of its parties.</summary>
internal sealed class GeniusImporter(Findings findings)
{
    /// <summary>The ending of Genius's files.</summary>
    public const string Ending = ".xml";

    private readonly ImportBudget _budget = new();
    private readonly List<(InputFile File, MarkupElement Root)> _domains = [];
    private readonly List<(InputFile File, MarkupElement Root)> _profiles = [];

    /// <summary>Profiles of a folder that say nothing per issue.</summary>
    private readonly List<(Position Position, string Reason)> _unreadable = [];

    /// <summary>The scenario; null (and errors) when the files do not make one.</summary>
    public ScenarioDraft? Read(IReadOnlyList<string> paths)
    {
        foreach (var file in InputFiles.Expand(paths, Ending, findings).TakeWhile(_ => !_budget.IsSpent))
        {
            if (ReadFile(file) is { } root)
            {
                Sort(file, root);
            }
        }

        InputFiles.LeaveOut(_unreadable, _profiles.Count, findings);

        // A file that cannot be read may be the one that seems to be missing.
        if (findings.HasErrors || !IsComplete(paths))
        {
            return null;
        }

        var (domain, domainRoot) = _domains[0];
        var issues = new GeniusDomainReader(findings).Read(domainRoot);
        if (findings.HasErrors)
        {
            return null;
        }

        ImportBudget.RefuseEvaluations(domain.Start, issues.Sum(issue => (long)issue.Values.Length + issue.Numbers.Length), _profiles.Count);
        var parties = ReadParties(issues);
        if (findings.HasErrors)
        {
            return null;
        }

        WarnOfUnused(domainRoot);
        var name = InputFiles.NameOf(paths) is { Length: > 0 } folder ? folder : domain.Stem;
        return new ScenarioDraft
        {
            Name = new IdRegister("negotiation").Add(name),
            Title = name,
            Program = "Genius",
            Sources = [domain.Name, .. _profiles.Select(profile => profile.File.Name)],
            Issues = Issues(issues),
            Parties = parties,
            Origin = domain.Start,
        };
    }

    private MarkupElement? ReadFile(InputFile file)
    {
        if (InputFiles.Read(file, _budget, findings) is not { } bytes)
        {
            return null;
        }

        if (file.FromFolder && GeniusStray.IsNoMarkup(bytes))
        {
            // Genius writes tables called pareto.xml beside its domains.
            findings.Warn(file.Start, "there is no XML in this file of the folder; it is left out");
            return null;
        }

        if (file.FromFolder && GeniusStray.Reason(bytes) is { } reason)
        {
            InputFiles.LeaveOut(file, reason, findings);
            return null;
        }

        return GeniusXml.Read(bytes, file, _budget, findings);
    }

    /// <summary>A profile's root is a utility space; a domain has one below its root, whatever that is called.</summary>
    private void Sort(InputFile file, MarkupElement root)
    {
        if (root.Name == "utility_space")
        {
            if (GeniusProfileReader.Unreadable(root) is not { } found)
            {
                _profiles.Add((file, root));
            }
            else if (file.FromFolder)
            {
                _unreadable.Add(found);
            }
            else
            {
                findings.Error(found.Position, found.Reason);
            }
        }
        else if (root.All("utility_space").Any())
        {
            _domains.Add((file, root));
        }
        else if (root.Name == "negotiation_template")
        {
            findings.Error(root.Position, "the domain has no <utility_space> in its <negotiation_template>");
        }
        else if (file.FromFolder && !GeniusStray.LooksLikeProfile(root))
        {
            InputFiles.LeaveOut(file, $"its root is <{Excerpt.Of(root.Name)}>", findings);
        }
        else
        {
            findings.Error(root.Position, $"the root is <{Excerpt.Of(root.Name)}>; a domain's is <negotiation_template>, a profile's <utility_space>");
        }
    }

    private bool IsComplete(IReadOnlyList<string> paths)
    {
        var start = _domains.Concat(_profiles).Select(file => file.File.Start).FirstOrDefault(new Position(paths[0], 1, 1));
        if (_domains.Count == 0)
        {
            findings.Error(start, "there is no domain (a file with the root <negotiation_template>) to these profiles");
        }

        foreach (var (_, root) in _domains.Skip(1))
        {
            findings.Error(root.Position, $"this is a second domain beside {_domains[0].File.Path}; import one at a time");
        }

        if (_domains.Count == 1 && _profiles.Count < 2)
        {
            findings.Error(start, $"{(_profiles.Count == 0 ? "there is no profile" : "there is one profile only")} (a file with the root <utility_space>); a negotiation has two parties or more");
        }

        if (_profiles.Count > Limits.Actors)
        {
            findings.Error(_profiles[Limits.Actors].File.Start, $"more than {Limits.Actors} profiles, the limit of a scenario's actors");
        }

        return !findings.HasErrors;
    }

    private ImmutableArray<DraftParty> ReadParties(IReadOnlyList<GeniusIssue> issues)
    {
        var ids = IdRegister.OfActors();
        var parties = ImmutableArray.CreateBuilder<DraftParty>(_profiles.Count);
        foreach (var (file, root) in _profiles)
        {
            if (new GeniusProfileReader(findings, issues).Read(root, ids.Add(file.Stem), file.Stem) is { } party)
            {
                parties.Add(party);
            }
        }

        return parties.ToImmutable();
    }

    private void WarnOfUnused(MarkupElement domain)
    {
        var unused = new UnusedParts();
        var finder = new GeniusUnused(unused);
        finder.OfDomain(domain);
        foreach (var (_, root) in _profiles)
        {
            finder.OfProfile(root);
        }

        unused.Report(findings);
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
        return new DraftOptions(id, title, [.. issue.Values.Zip(issue.Descriptions, (value, description) => new DraftOption(options.Add(value), value, description))]);
    }
}
