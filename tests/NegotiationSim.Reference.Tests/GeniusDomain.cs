using System.Globalization;
using System.Xml.Linq;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>A competition domain as a scenario: discrete issues only, as much as the recorded negotiations need.</summary>
internal static class GeniusDomain
{
    /// <summary>The recorded negotiations and their domains, beside the repository; null where they are not there.</summary>
    public static string? Folder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "NegotiationSim.sln")))
        {
            root = root.Parent;
        }

        var folder = root is null ? null : Path.Combine(root.FullName, "..", "shared", "oracle", "genius");
        return Directory.Exists(folder) ? folder : null;
    }

    /// <param name="folder">A folder with one template and one utility space per party.</param>
    /// <param name="tactics">One per party, in the order of file names.</param>
    public static Scenario Read(string folder, IReadOnlyList<Tactic> tactics)
    {
        var documents = Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(XDocument.Load).ToList();
        var template = documents.Single(d => d.Root!.Name == "negotiation_template" || d.Descendants("weight").All(w => w.Parent is null));
        var space = new OutcomeSpace([.. template.Descendants("issue").Select((issue, k) => (Issue)new OptionsIssue
        {
            Id = $"i{k}",
            FirstComponent = k,
            StatusQuo = [0],
            Options = [.. issue.Elements("item").Select((item, v) => new Option((string)item.Attribute("value")!, null, v))],
        })]);
        return new Scenario
        {
            Name = Path.GetFileName(folder),
            Calendar = new Scenarios.Calendar(null, TimeSpan.FromDays(7), 100),
            Space = space,
            Actors = [.. documents.Where(d => d != template).Select((d, k) => Party(d, k, space, tactics[k]))],
        };
    }

    private static Actor Party(XDocument document, int index, OutcomeSpace space, Tactic tactic)
    {
        var weights = document.Descendants("weight").ToDictionary(w => (string)w.Attribute("index")!, w => Number(w, "value"));
        var preferences = document.Descendants("issue").Select(issue =>
        {
            var evaluations = issue.Elements("item").ToDictionary(i => (string)i.Attribute("value")!, i => Number(i, "evaluation"));
            var best = evaluations.Values.Max();
            var options = ((OptionsIssue)space.Issues[(int)Number(issue, "index") - 1]).Options;
            return new IssuePreference(
                Quantity.Of(weights[(string)issue.Attribute("index")!]),
                new OptionValues([.. options.Select(o => Quantity.Of(best < 1e-5 ? 0 : evaluations[o.Id] / best))]),
                null);
        });
        var reservation = document.Descendants("reservation").Select(r => Number(r, "value")).FirstOrDefault();
        return new Actor
        {
            Id = $"party{index}",
            Role = Role.Principal,
            Preferences = new Preferences { NormaliseWeights = false, Issues = [.. preferences] },
            NoDeal = new FixedNoDeal(Quantity.Of(reservation)),
            Tactic = tactic,
        };
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
