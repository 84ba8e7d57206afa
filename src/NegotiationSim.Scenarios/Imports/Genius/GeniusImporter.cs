using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>Imports Genius's XML: one domain and a profile for each party.</summary>
internal sealed class GeniusImporter(Findings findings) : Importer<MarkupElement, GeniusIssue>(
    findings, "Genius", Ending, "a file with the root <utility_space>", "there is no domain (a file with the root <negotiation_template>) to these profiles")
{
    /// <summary>The ending of Genius's files.</summary>
    public const string Ending = ".xml";

    protected override MarkupElement? ReadFile(InputFile file, byte[] bytes)
    {
        if (file.FromFolder && GeniusStray.IsNoMarkup(bytes))
        {
            // Genius writes tables called pareto.xml beside its domains.
            Findings.Warn(file.Start, "there is no XML in this file of the folder; it is left out");
            return null;
        }

        if (file.FromFolder && GeniusStray.Reason(bytes) is { } reason)
        {
            InputFiles.LeaveOut(file, reason, Findings);
            return null;
        }

        return GeniusXml.Read(bytes, file, Budget, Findings);
    }

    /// <summary>A profile's root is a utility space; a domain has one below its root, whatever that is called.</summary>
    protected override void Sort(InputFile file, MarkupElement root)
    {
        if (root.Name == "utility_space")
        {
            if (GeniusProfileReader.Unreadable(root) is var (position, reason))
            {
                LeaveOutProfile(file, position, reason);
            }
            else
            {
                Profiles.Add((file, root));
            }
        }
        else if (root.All("utility_space").Any())
        {
            Domains.Add((file, root));
        }
        else if (root.Name == "negotiation_template")
        {
            Findings.Error(root.Position, "the domain has no <utility_space> in its <negotiation_template>");
        }
        else if (file.FromFolder && !GeniusStray.LooksLikeProfile(root))
        {
            InputFiles.LeaveOut(file, $"its root is <{Excerpt.Of(root.Name)}>", Findings);
        }
        else
        {
            Findings.Error(root.Position, $"the root is <{Excerpt.Of(root.Name)}>; a domain's is <negotiation_template>, a profile's <utility_space>");
        }
    }

    protected override Position PositionOf(MarkupElement root) => root.Position;

    protected override IReadOnlyList<GeniusIssue> ReadIssues(MarkupElement domain) => new GeniusDomainReader(Findings).Read(domain);

    protected override DraftParty? ReadParty(IReadOnlyList<GeniusIssue> issues, InputFile file, MarkupElement root, string id) =>
        new GeniusProfileReader(Findings, issues).Read(root, id, file.Stem);

    protected override void UnusedOfDomain(UnusedParts unused, MarkupElement domain) => new GeniusUnused(unused).OfDomain(domain);

    protected override void UnusedOfProfile(UnusedParts unused, MarkupElement profile) => new GeniusUnused(unused).OfProfile(profile);

    protected override DraftIssue Draft(GeniusIssue issue, IdRegister ids)
    {
        var id = ids.Add(issue.Name);
        var title = issue.Name.Trim() is { Length: > 0 } name ? name : id;
        if (issue.Kind != GeniusIssueKind.Discrete)
        {
            return new DraftNumbers(id, title, issue.Step, issue.Numbers);
        }

        var options = new IdRegister("option");
        return new DraftOptions(id, title, [.. issue.Values.Zip(issue.Descriptions, (value, description) => new DraftOption(options.Add(value), value, description))]);
    }
}
