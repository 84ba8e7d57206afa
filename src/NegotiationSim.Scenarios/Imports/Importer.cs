using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>Makes a scenario of one domain and the profiles of its parties; a format says how its files are read.</summary>
/// <typeparam name="TRoot">The content of a file.</typeparam>
/// <typeparam name="TIssue">An issue of the domain.</typeparam>
/// <param name="findings">Where errors and warnings go.</param>
/// <param name="program">The program that the files were made for.</param>
/// <param name="ending">The ending of its files.</param>
/// <param name="profileMark">How a profile is recognised, as messages say it.</param>
/// <param name="missingDomain">What to say where no file holds the domain alone; null where the profiles do without one.</param>
internal abstract class Importer<TRoot, TIssue>(Findings findings, string program, string ending, string profileMark, string? missingDomain)
    where TRoot : class
{
    /// <summary>Profiles of a folder that no import can read.</summary>
    private readonly List<(Position Position, string Reason)> _unreadable = [];

    protected Findings Findings => findings;

    protected ImportBudget Budget { get; } = new();

    protected List<(InputFile File, TRoot Root)> Domains { get; } = [];

    protected List<(InputFile File, TRoot Root)> Profiles { get; } = [];

    /// <summary>The scenario; null (and errors) when the files do not make one.</summary>
    public ScenarioDraft? Read(IReadOnlyList<string> paths)
    {
        foreach (var file in InputFiles.Expand(paths, ending, findings).TakeWhile(_ => !Budget.IsSpent))
        {
            if (InputFiles.Read(file, Budget, findings) is { } bytes && ReadFile(file, bytes) is { } root)
            {
                Sort(file, root);
            }
        }

        InputFiles.LeaveOut(_unreadable, Profiles.Count, findings);

        // A file that cannot be read may be the one that seems to be missing.
        return findings.HasErrors || !IsComplete(paths) || FindDomain() is not { Root: { } domain, File: var origin } ? null : Compose(paths, origin, domain);
    }

    /// <summary>The content of a file; null where it is left out or wrong, which is said.</summary>
    protected abstract TRoot? ReadFile(InputFile file, byte[] bytes);

    /// <summary>Adds a file to the domains or the profiles, or says why it is neither.</summary>
    protected abstract void Sort(InputFile file, TRoot root);

    /// <summary>The domain and its file; no content (and an error) where there is none.</summary>
    protected virtual (InputFile File, TRoot? Root) FindDomain() => Domains[0];

    /// <summary>What the domain calls itself; null where it has no name.</summary>
    protected virtual string? NameOf(TRoot domain) => null;

    protected abstract Position PositionOf(TRoot root);

    /// <summary>The domain's issues; errors where one of them is wrong.</summary>
    protected abstract IReadOnlyList<TIssue> ReadIssues(TRoot domain);

    /// <summary>The party of a profile; null (and an error) when it is wrong or not of this domain.</summary>
    protected abstract DraftParty? ReadParty(IReadOnlyList<TIssue> issues, InputFile file, TRoot root, string id);

    /// <summary>The issue as a scenario has it, with an id of the register.</summary>
    protected abstract DraftIssue Draft(TIssue issue, IdRegister ids);

    /// <summary>Collects what the import does not use of a domain.</summary>
    protected abstract void UnusedOfDomain(UnusedParts unused, TRoot domain);

    /// <summary>Collects what the import does not use of a profile.</summary>
    protected abstract void UnusedOfProfile(UnusedParts unused, TRoot profile);

    /// <summary>Takes note of a profile that no import can read: an error where the file was named, and left for later where it was found in a folder.</summary>
    protected void LeaveOutProfile(InputFile file, Position position, string reason)
    {
        if (file.FromFolder)
        {
            _unreadable.Add((position, reason));
        }
        else
        {
            findings.Error(position, reason);
        }
    }

    private bool IsComplete(IReadOnlyList<string> paths)
    {
        var start = Domains.Concat(Profiles).Select(file => file.File.Start).FirstOrDefault(new Position(paths[0], 1, 1));
        if (Domains.Count == 0 && missingDomain is not null)
        {
            findings.Error(start, missingDomain);
        }

        foreach (var (_, root) in Domains.Skip(1))
        {
            findings.Error(PositionOf(root), $"this is a second domain beside {Domains[0].File.Path}; import one at a time");
        }

        if (Profiles.Count < 2 && (missingDomain is null || Domains.Count == 1))
        {
            findings.Error(start, $"{(Profiles.Count == 0 ? "there is no profile" : "there is one profile only")} ({profileMark}); a negotiation has two parties or more");
        }

        if (Profiles.Count > Limits.Actors)
        {
            findings.Error(Profiles[Limits.Actors].File.Start, $"more than {Limits.Actors} profiles, the limit of a scenario's actors");
        }

        return !findings.HasErrors;
    }

    private ScenarioDraft? Compose(IReadOnlyList<string> paths, InputFile origin, TRoot domain)
    {
        var issues = ReadIssues(domain);
        if (findings.HasErrors)
        {
            return null;
        }

        var (issueIds, partyIds) = (IdRegister.OfIssues(), IdRegister.OfActors());
        ImmutableArray<DraftIssue> drafts = [.. issues.Select(issue => Draft(issue, issueIds))];
        ImportBudget.RefuseEvaluations(origin.Start, drafts.Sum(issue => (long)issue.Count), Profiles.Count);
        ImmutableArray<DraftParty> parties = [.. Profiles.Select(profile => ReadParty(issues, profile.File, profile.Root, partyIds.Add(profile.File.Stem))).OfType<DraftParty>()];
        if (findings.HasErrors)
        {
            return null;
        }

        var unused = new UnusedParts();
        Domains.ForEach(file => UnusedOfDomain(unused, file.Root));
        Profiles.ForEach(file => UnusedOfProfile(unused, file.Root));
        unused.Report(findings);
        var name = InputFiles.NameOf(paths) is { Length: > 0 } folder ? folder : NameOf(domain) ?? origin.Stem;
        return new ScenarioDraft
        {
            Name = new IdRegister("negotiation").Add(name),
            Title = name,
            Program = program,
            Sources = [.. Domains.Concat(Profiles).Select(file => file.File.Name)],
            Issues = drafts,
            Parties = parties,
            Origin = origin.Start,
        };
    }
}
