using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>Makes a scenario of GeniusWeb's profiles. Each holds its domain; a file with the domain alone settles the order of issues and values.</summary>
internal sealed class GeniusWebImporter(Findings findings)
{
    /// <summary>The ending of GeniusWeb's files.</summary>
    public const string Ending = ".json";

    private const string Additive = "LinearAdditiveUtilitySpace";

    private readonly ImportBudget _budget = new();
    private readonly List<(InputFile File, JsonTree Root)> _domains = [];
    private readonly List<(InputFile File, JsonTree Root)> _profiles = [];

    /// <summary>Profiles of a folder that have no weights and utilities.</summary>
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
        if (findings.HasErrors || !IsComplete(paths))
        {
            return null;
        }

        var (origin, domain) = _domains.Count == 1 ? _domains[0] : (_profiles[0].File, new GeniusWebNumbers(findings).RequiredObject(Space(_profiles[0].Root), "domain"));
        if (domain is null || new GeniusWebDomainReader(findings).Read(domain) is not { } issues)
        {
            return null;
        }

        ImportBudget.RefuseEvaluations(origin.Start, issues.Sum(issue => (long)issue.Count), _profiles.Count);
        var parties = ReadParties(issues);
        if (findings.HasErrors)
        {
            return null;
        }

        WarnOfUnused();
        var name = InputFiles.NameOf(paths) is { Length: > 0 } folder ? folder : GeniusWebDomainReader.NameOf(domain) ?? origin.Stem;
        return new ScenarioDraft
        {
            Name = new IdRegister("negotiation").Add(name),
            Title = name,
            Program = "GeniusWeb",
            Sources = [.. _domains.Concat(_profiles).Select(file => file.File.Name)],
            Issues = Issues(issues),
            Parties = parties,
            Origin = origin.Start,
        };
    }

    private static JsonTree Space(JsonTree root) => root.Find(Additive)!;

    private JsonTree? ReadFile(InputFile file)
    {
        if (InputFiles.Read(file, _budget, findings) is not { } bytes)
        {
            return null;
        }

        if (file.FromFolder && GeniusWebStray.Reason(bytes) is { } reason)
        {
            InputFiles.LeaveOut(file, reason, findings);
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

    private void Sort(InputFile file, JsonTree root)
    {
        if (root.Find("issuesValues") is not null)
        {
            _domains.Add((file, root));
        }
        else if (root.Find(Additive) is { } space)
        {
            if (space.IsObject)
            {
                _profiles.Add((file, root));
            }
            else
            {
                findings.Error(space.Position, $"`{Additive}` is an object with `domain`, `issueUtilities` and `issueWeights`");
            }
        }
        else if (root.Members is [{ Value: { IsObject: true } other, Name: var kind }] && other.Find("domain") is not null)
        {
            var reason = $"a profile of the kind `{Excerpt.Of(kind)}` has no weights and utilities; only `{Additive}` can be read";
            if (file.FromFolder)
            {
                _unreadable.Add((root.Members[0].Position, reason));
            }
            else
            {
                findings.Error(root.Members[0].Position, reason);
            }
        }
        else if (file.FromFolder)
        {
            // Collections keep figures about a domain beside it.
            InputFiles.LeaveOut(file, "", findings);
        }
        else
        {
            findings.Error(root.Position, $"this is neither a domain (an object with `issuesValues`) nor a profile (an object with `{Additive}`)");
        }
    }

    private bool IsComplete(IReadOnlyList<string> paths)
    {
        foreach (var (_, root) in _domains.Skip(1))
        {
            findings.Error(root.Position, $"this is a second domain beside {_domains[0].File.Path}; import one at a time");
        }

        if (_profiles.Count < 2)
        {
            var start = _domains.Concat(_profiles).Select(file => file.File.Start).FirstOrDefault(new Position(paths[0], 1, 1));
            findings.Error(start, $"{(_profiles.Count == 0 ? "there is no profile" : "there is one profile only")} (an object with `{Additive}`); a negotiation has two parties or more");
        }

        if (_profiles.Count > Limits.Actors)
        {
            findings.Error(_profiles[Limits.Actors].File.Start, $"more than {Limits.Actors} profiles, the limit of a scenario's actors");
        }

        return !findings.HasErrors;
    }

    private ImmutableArray<DraftParty> ReadParties(ImmutableArray<GeniusWebIssue> issues)
    {
        var ids = IdRegister.OfActors();
        var parties = ImmutableArray.CreateBuilder<DraftParty>(_profiles.Count);
        foreach (var (file, root) in _profiles)
        {
            if (new GeniusWebProfileReader(findings, issues).Read(Space(root), ids.Add(file.Stem), file) is { } party)
            {
                parties.Add(party);
            }
        }

        return parties.ToImmutable();
    }

    private void WarnOfUnused()
    {
        var unused = new UnusedParts();
        var finder = new GeniusWebUnused(unused);
        foreach (var (_, root) in _domains)
        {
            finder.OfDomain(root);
        }

        foreach (var (_, root) in _profiles)
        {
            finder.OfProfile(root, Additive);
        }

        unused.Report(findings);
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
