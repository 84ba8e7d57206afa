using System.Globalization;
using CsCheck;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Conformance.Tests;

/// <summary>
/// Genius takes any number for a weight or an evaluation, keeps linear functions of numbers within [0, 1] and caps the sum at 1. Imported, every outcome of a random
/// domain is worth what that formula says.
/// </summary>
public sealed class NegativeEvaluationTests
{
    private static readonly Gen<double> Evaluation = Gen.OneOf(Gen.Int[-20, 20].Select(i => (double)i), Gen.Double[-3, 3], Gen.Int[-500, 5].Select(i => i / 4.0), Gen.Const(0.0), Gen.Const(1e-6));

    private static readonly Gen<double> Weight = Gen.OneOf(Gen.Int[0, 10].Select(i => i / 10.0), Gen.Double[0, 1], Gen.Double[-1, 0], Gen.Const(0.0));

    private static readonly Gen<Issue> Discrete = Gen.Select(Weight, Evaluation.Array[1, 7], (weight, evaluations) => new Issue(
        weight,
        "type=\"discrete\"",
        string.Concat(evaluations.Select((_, v) => $"<item index=\"{v}\" value=\"v{v}\"/>")),
        string.Concat(evaluations.Select((evaluation, v) => $"<item index=\"{v}\" value=\"v{v}\" evaluation=\"{Text(evaluation)}\"/>")),
        [.. evaluations.Select(evaluation => evaluations.Max() < 1e-5 ? 0 : evaluation / evaluations.Max())]));

    private static readonly Gen<Issue> Whole = Gen.Select(Weight, Gen.Int[-3, 3], Gen.Int[0, 4], Gen.Double[-1, 1], Gen.Double[-2, 2], (weight, lower, more, slope, offset) => new Issue(
        weight,
        $"type=\"integer\" lowerbound=\"{lower}\" upperbound=\"{lower + more}\"",
        "",
        $"<evaluator ftype=\"linear\" slope=\"{Text(slope)}\" offset=\"{Text(offset)}\"/>",
        [.. Enumerable.Range(0, more + 1).Select(x => Math.Clamp(slope * x + offset, 0, 1))]));

    private static readonly Gen<Issue> Real = Gen.Select(Weight, Gen.Bool, Gen.Double[-1, 1], Gen.Double[-2, 2], (weight, linear, slope, constant) => new Issue(
        weight,
        "type=\"real\"",
        "<range lowerbound=\"0\" upperbound=\"2\"/>",
        "<range lowerbound=\"0\" upperbound=\"2\"/>" + (linear ? $"<evaluator ftype=\"linear\" parameter0=\"{Text(constant)}\" parameter1=\"{Text(slope)}\"/>" : $"<evaluator ftype=\"constant\" parameter0=\"{Text(constant)}\"/>"),
        [.. Enumerable.Range(0, 21).Select(i => linear ? Math.Clamp(slope * (i / 10.0) + constant, 0, 1) : constant)]));

    private static readonly Gen<Issue[]> Profile = Gen.Frequency((4, Discrete), (1, Whole), (1, Real)).Array[1, 3].Where(issues => issues.Any(issue => issue.Weight != 0));

    [Fact]
    public void Read_AnyWeightsAndEvaluations_GivesEveryOutcomeGeniusUtility() =>
        Profile.Sample(
            issues =>
            {
                var scenario = Import(issues);
                AssertUtilities(issues, scenario);

                // Numbers cannot be worth less than 0 to Genius, so that a constant goes into discrete issues. It is left out, by name, where the best outcome is worth less than a millionth of what they span.
                var exported = ExportAndImport(scenario);
                Assert.True(exported is not null || issues.Any(issue => !issue.Attributes.Contains("discrete", StringComparison.Ordinal)) || Best(issues) < 1e-3 || Best(issues) < 2e-6 * Span(issues));
                AssertUtilities(issues, exported);
            },
            iter: 200,
            threads: 1);

    /// <summary>By hand: the largest evaluation is 10, so that the terms are 0.6 * (1, -0.5) and 0.4 * (1, -2).</summary>
    [Fact]
    public void Read_TermsThatHurt_AreExact()
    {
        var scenario = Import([Make(0.6, 10, -5), Make(0.4, 5, -10)]);
        Assert.Equal([1.0, -0.2, 0.1, -1.1], Utilities(scenario).Select(utility => Math.Round(utility, 14)));
    }

    [Theory]
    [InlineData(-1.0, -2.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.0, -3.0)]
    [InlineData(0.000009, -1.0)]
    public void Read_NoEvaluationAboveNothing_IsWorthNothing(double first, double second) =>
        Assert.Equal([0.5, 0, 0.5, 0], Utilities(Import([Make(0.5, first, second), Make(0.5, 1, 0)])));

    /// <summary>A negative weight turns an issue round.</summary>
    [Fact]
    public void Read_NegativeWeight_IsExact() =>
        Assert.Equal([0.5, 0.875, 0, 0.375], Utilities(Import([Make(0.5, 1, 0), Make(-0.5, 4, 1)])).Select(utility => utility + 0.5));

    /// <summary>The best of the linkage that an import writes is still 1: weights of 1.5 are capped as in Genius.</summary>
    [Fact]
    public void Read_SumAboveOne_IsCapped() =>
        Assert.Equal([1, 0.75, 0.25, -0.75], Utilities(Import([Make(1, 2, -1), Make(0.75, 3, -1)])).Select(utility => Math.Round(utility, 14)));

    [Theory]
    [InlineData(-1e9, true)]
    [InlineData(-1e12, false)]
    [InlineData(-1e99, false)]
    public void Read_EvaluationsFarApart_AreExactEnoughOrRefused(double lowest, bool read)
    {
        var result = Read([Make(0.5, 1, lowest), Make(0.5, 1, 0.5)]);
        Assert.Equal(read, result.Scenario is not null);
        Assert.NotEmpty(result.Diagnostics);
        if (read)
        {
            Assert.Equal(0.75, Utilities(result.Scenario!)[1], 1e-6);
        }
    }

    private static Issue Make(double weight, params double[] evaluations) => new(
        weight,
        "type=\"discrete\"",
        string.Concat(evaluations.Select((_, v) => $"<item index=\"{v}\" value=\"v{v}\"/>")),
        string.Concat(evaluations.Select((evaluation, v) => $"<item index=\"{v}\" value=\"v{v}\" evaluation=\"{Text(evaluation)}\"/>")),
        []);

    private static Scenario Import(Issue[] issues)
    {
        var read = Read(issues);
        Assert.NotNull(read.Scenario);
        return read.Scenario;
    }

    private static LoadResult Read(Issue[] issues) => Read(folder =>
    {
        var domain = string.Concat(issues.Select((issue, i) => $"<issue index=\"{i + 1}\" name=\"i{i}\" {issue.Attributes}>{issue.Domain}</issue>"));
        var profile = string.Concat(issues.Select((issue, i) => $"<issue index=\"{i + 1}\" name=\"i{i}\" {issue.Attributes}>{issue.Profile}</issue><weight index=\"{i + 1}\" value=\"{Text(issue.Weight)}\"/>"));
        File.WriteAllText(Path.Combine(folder, "domain.xml"), $"<negotiation_template><utility_space><objective index=\"0\">{domain}</objective></utility_space></negotiation_template>");
        File.WriteAllText(Path.Combine(folder, "p1.xml"), $"<utility_space><objective index=\"0\">{profile}</objective></utility_space>");
        File.WriteAllText(Path.Combine(folder, "p2.xml"), $"<utility_space><objective index=\"0\">{profile}</objective></utility_space>");
    });

    private static Scenario? ExportAndImport(Scenario scenario)
    {
        var export = ScenarioExport.Write(ExportFormat.Genius, scenario);
        return export.LeftOut.Any(loss => loss.StartsWith("linkages", StringComparison.Ordinal)) ? null : Read(folder =>
        {
            foreach (var file in export.Files)
            {
                File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
            }
        }).Scenario;
    }

    private static LoadResult Read(Action<string> write)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            write(folder.FullName);
            return ScenarioImport.Read(ImportFormat.Genius, [folder.FullName]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertUtilities(Issue[] issues, Scenario? scenario)
    {
        if (scenario is null)
        {
            return;
        }

        var found = Utilities(scenario);
        Assert.Equal(issues.Aggregate(1, (product, issue) => product * issue.Evaluations.Length), found.Length);
        for (var outcome = 0; outcome < found.Length; outcome++)
        {
            var (rest, values) = (outcome, new int[issues.Length]);
            for (var i = issues.Length - 1; i >= 0; i--)
            {
                (rest, values[i]) = Math.DivRem(rest, issues[i].Evaluations.Length);
            }

            var utility = 0.0;
            var scale = 0.0;
            for (var i = 0; i < issues.Length; i++)
            {
                utility += issues[i].Weight * issues[i].Evaluations[values[i]];
                scale += Math.Abs(issues[i].Weight) * Math.Max(1, issues[i].Evaluations.Max(Math.Abs));
            }

            // Shifting, weighing and, for what was exported, shifting again round at this scale and above.
            Assert.Equal(Math.Min(1, utility), found[outcome], 1e-12 * Math.Max(1, scale));
        }
    }

    private static double Best(Issue[] issues) => issues.Sum(issue => issue.Evaluations.Max(evaluation => evaluation * issue.Weight));

    private static double Span(Issue[] issues) => issues.Sum(issue => Math.Abs(issue.Weight) * (issue.Evaluations.Max() - issue.Evaluations.Min()));

    private static double[] Utilities(Scenario scenario) => OwnDomain.Utilities(scenario, 0);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>An issue as the files have it, and what its values are worth by Genius's rules before they are weighed.</summary>
    private sealed record Issue(double Weight, string Attributes, string Domain, string Profile, double[] Evaluations);
}
