using CsCheck;
using NegotiationSim.Scenarios.Imports;

namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>The scenario that an import writes says what the files said.</summary>
public sealed class ScenarioTextTests
{
    /// <summary>Divided by 0.9999999, weights would move utilities by 1e-7.</summary>
    [Theory]
    [InlineData("0.4", true)]
    [InlineData("0.3999999", false)]
    [InlineData("0.4000001", false)]
    [InlineData("0.5", false)]
    public void Write_Weights_AreNormalisedOnlyWhereThatChangesNothing(string second, bool normalised)
    {
        using var files = new GeniusFiles().Sound().With("a.xml", GeniusFiles.Profile.Replace("\"0.4\"", $"\"{second}\"", StringComparison.Ordinal));
        var preferences = files.Import().Scenario!.Actors[0].Preferences!;

        Assert.Equal(normalised, preferences.NormaliseWeights);
        Assert.Equal(["0.6", second], preferences.Issues.Select(issue => ((Constant)issue!.Weight.Expression).Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Names that YAML or the language might take for something else come back as ids and titles.</summary>
    [Fact]
    public void Write_OddNames_ReadBackAsTitles()
    {
        string[] names = ["null", "true", "~", "", "all", "#1", "a: b", "{x}", "'q\"", "\\", "été", "- a", "a b", "A  b", "1e5", "0x1F", "@", "open", "!t", "%", "x # y", "日本"];
        var items = string.Concat(names.Select((name, v) => $"<item index=\"{v}\" value=\"{System.Security.SecurityElement.Escape(name)}\" evaluation=\"1\"/>"));
        var issue = $"<issue index=\"1\" name=\"not\">{items}</issue>";
        var bare = issue.Replace(" evaluation=\"1\"", "", StringComparison.Ordinal);
        using var files = new GeniusFiles()
            .With("domain.xml", $"<negotiation_template><utility_space><objective index=\"0\">{bare}</objective></utility_space></negotiation_template>")
            .With("all.xml", $"<utility_space><objective index=\"0\">{issue}<weight index=\"1\" value=\"1\"/></objective></utility_space>")
            .With("All!.xml", $"<utility_space><objective index=\"0\">{issue}<weight index=\"1\" value=\"1\"/></objective></utility_space>");

        var read = files.Import();

        Assert.Empty(read.Diagnostics);
        var scenario = read.Scenario!;
        Assert.Equal(["all_2", "all_3"], scenario.Actors.Select(actor => actor.Id));
        Assert.Equal("not_2", scenario.Space.Issues[0].Id);
        var options = ((OptionsIssue)scenario.Space.Issues[0]).Options;
        Assert.Equal(names, options.Select(option => option.Label));
        Assert.Equal(
            ["null", "true", "option", "option_2", "all", "1", "a_b", "x", "q", "option_3", "t", "a", "a_b_2", "a_b_3", "1e5", "0x1f", "option_4", "open", "t_2", "option_5", "x_y", "option_6"],
            options.Select(option => option.Id));
    }

    [Fact]
    public void Corners_AnyPoints_MeetEveryPointLeftOut() =>
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 3]).Array[1, 40].Sample(steps =>
        {
            // Runs of straight pieces, some of them one step long.
            var values = new List<double>();
            foreach (var (value, more) in steps)
            {
                var from = values.Count == 0 ? value : values[^1];
                values.AddRange(Enumerable.Range(1, more + 1).Select(i => from + (value - from) * i / (more + 1)));
            }

            double[] numbers = [.. Enumerable.Range(0, values.Count).Select(i => 0.5 * i)];
            var corners = BrokenLine.Corners(numbers, values.ToArray());

            Assert.Equal((0, values.Count - 1), (corners[0], corners[^1]));
            foreach (var (first, last) in corners.Zip(corners.Skip(1)))
            {
                for (var i = first; i <= last; i++)
                {
                    var line = values[first] + (values[last] - values[first]) * (numbers[i] - numbers[first]) / (numbers[last] - numbers[first]);
                    Assert.Equal(values[i], line, 2e-14);
                }
            }
        });

    [Theory]
    [InlineData(0.5, new[] { 0, 2 })]
    [InlineData(0.5 + 1e-12, new[] { 0, 1, 2 })]
    [InlineData(0.9, new[] { 0, 1, 2 })]
    public void Corners_MiddlePoint_IsKeptWhereItLiesOffTheLine(double middle, int[] corners) =>
        Assert.Equal(corners, BrokenLine.Corners([0, 1, 2], [0, middle, 1]));
}
