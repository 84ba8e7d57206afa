using System.Globalization;
using System.Xml.Linq;

namespace NegotiationSim.Conformance.Tests;

/// <summary>
/// A competition domain read once more, straight from its XML and by the formula of the field: <c>u = min(1, sum of w * evaluation / largest
/// evaluation)</c>, added up in issue order. Discrete issues under one objective only, which is what the domains have.
/// </summary>
internal sealed class GeniusFormula
{
    private readonly List<(double[] Weights, double[][] Values)> _parties = [];

    public GeniusFormula(string folder)
    {
        var files = Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(path => (Path: path, Document: XDocument.Load(path))).ToList();
        var template = files.Single(file => file.Document.Root!.Name == "negotiation_template").Document;
        var issues = template.Descendants("issue").Select(issue => issue.Elements("item").Select(item => (string)item.Attribute("value")!).ToArray()).ToArray();
        Sizes = [.. issues.Select(values => values.Length)];
        foreach (var (path, document) in files.Where(file => file.Document != template))
        {
            Files.Add(Path.GetFileNameWithoutExtension(path));
            var weights = document.Descendants("weight").ToDictionary(w => (int)w.Attribute("index")!, w => Number(w, "value"));
            var evaluations = document.Descendants("issue").ToDictionary(
                issue => (int)issue.Attribute("index")!,
                issue => issue.Elements("item").ToDictionary(item => (string)item.Attribute("value")!, item => Number(item, "evaluation")));
            var indexes = template.Descendants("issue").Select(issue => (int)issue.Attribute("index")!).ToList();
            _parties.Add((
                [.. indexes.Select(index => weights[index])],
                [.. indexes.Select((index, i) => issues[i].Select(value => evaluations[index][value] / evaluations[index].Values.Max()).ToArray())]));
            Reservations.Add(document.Descendants("reservation").Select(r => Number(r, "value")).FirstOrDefault());
            Discounts.Add(document.Descendants("discount_factor").Select(d => Number(d, "value")).FirstOrDefault(1));
        }
    }

    /// <summary>Values per issue.</summary>
    public int[] Sizes { get; }

    /// <summary>Names of the profiles, which are the parties.</summary>
    public List<string> Files { get; } = [];

    public List<double> Reservations { get; } = [];

    public List<double> Discounts { get; } = [];

    public int Outcomes => Sizes.Aggregate(1, (product, size) => product * size);

    /// <summary>The values of an outcome by its index, the last issue fastest.</summary>
    public int[] At(int index)
    {
        var values = new int[Sizes.Length];
        for (var i = Sizes.Length - 1; i >= 0; i--)
        {
            (index, values[i]) = Math.DivRem(index, Sizes[i]);
        }

        return values;
    }

    public double Utility(int party, int outcome)
    {
        var (weights, values) = _parties[party];
        var chosen = At(outcome);
        var utility = 0.0;
        for (var i = 0; i < chosen.Length; i++)
        {
            utility += weights[i] * values[i][chosen[i]];
        }

        return Math.Min(1, utility);
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
