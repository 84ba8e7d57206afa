using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace NegotiationSim.Scenarios;

/// <summary>A number of a scenario that is uncertain: drawn from a distribution, computed from something drawn, or itself the chance of something.</summary>
/// <param name="Path">Where it stands, as <c>--set</c> takes it.</param>
/// <param name="Value">What is written there: an expression, or a probability or rate.</param>
/// <param name="Line">The line of the text, from 1.</param>
/// <param name="Comment">The comment at the end of that line without its <c>#</c>, where analysts note their source; null where there is none.</param>
/// <param name="Section">The key of the file's first level that it stands under, such as <c>actors</c>.</param>
/// <param name="Entry">The entry of that section, such as an actor's id; null in a section that has none.</param>
public sealed partial record ScenarioAssumption(string Path, string Value, int Line, string? Comment, string Section, string? Entry)
{
    /// <summary>Keys whose plain numbers are chances or rates of something that is drawn.</summary>
    private static readonly string[] s_chances = ["probability", "held_with", "hazard", "rate", "words", "deeds", "frailty", "monitoring"];

    /// <summary>Keys whose texts are words for people, never numbers.</summary>
    private static readonly string[] s_words = ["title", "summary", "sources", "name", "id"];

    /// <summary>The uncertain numbers of a text, in its order; none where it is no YAML. Which texts are expressions is told by the names of distributions and drivers in them.</summary>
    public static ImmutableArray<ScenarioAssumption> Of(string text)
    {
        var content = text.TrimStart('\ufeff');
        try
        {
            if (NodeBuilder.Build(new Source("", content), new Findings()) is not MappingNode root)
            {
                return [];
            }

            var drivers = root.Find("drivers") is MappingNode named ? named.Entries.Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal) : [];
            var found = ImmutableArray.CreateBuilder<ScenarioAssumption>();
            Collect(new Place(root, ""), "", drivers, Comments(content), found);
            return found.ToImmutable();
        }
        catch (Exception e) when (e is ReadingAbortedException or YamlException)
        {
            return [];
        }
    }

    private static void Collect(Place place, string key, HashSet<string> drivers, Dictionary<int, string> comments, ImmutableArray<ScenarioAssumption>.Builder found)
    {
        switch (place.Node)
        {
            case MappingNode mapping:
                foreach (var entry in mapping.Entries.Where(entry => !s_words.Contains(entry.Key.Text)))
                {
                    Collect(place.Child(entry.Key.Text, entry.Value), entry.Key.Text, drivers, comments, found);
                }

                break;
            case SequenceNode:
                foreach (var item in place.Items())
                {
                    Collect(item, key, drivers, comments, found);
                }

                break;
            case ScalarNode scalar when IsUncertain(scalar, key, drivers):
                var steps = place.Path.Split('.');
                found.Add(new ScenarioAssumption(
                    place.Path, scalar.Text, scalar.Position.Line, comments.GetValueOrDefault(scalar.Position.Line), steps[0], steps.Length > 2 ? steps[1] : null));
                break;
        }
    }

    private static bool IsUncertain(ScalarNode scalar, string key, HashSet<string> drivers)
    {
        if (double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return s_chances.Contains(key) && number != 0 && (number != 1 || key == "rate" || key == "hazard");
        }

        return Draw().IsMatch(scalar.Text) || (IsExpression().IsMatch(scalar.Text) && Word().EnumerateMatches(scalar.Text) is var words && Names(scalar.Text, words, drivers));
    }

    private static bool Names(string text, Regex.ValueMatchEnumerator words, HashSet<string> drivers)
    {
        foreach (var word in words)
        {
            if (drivers.Contains(text.Substring(word.Index, word.Length)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The comments at the ends of lines, by line. A comment that has a line of its own belongs to no number.</summary>
    private static Dictionary<int, string> Comments(string text)
    {
        var comments = new Dictionary<int, string>();
        var scanner = new Scanner(new StringReader(text), skipComments: false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment { IsInline: true } comment)
            {
                comments[(int)comment.Start.Line] = comment.Value.Trim();
            }
        }

        return comments;
    }

    [GeneratedRegex(@"\b(?:uniform|normal|triangular|pert|beta|exponential|lognormal|gamma|bernoulli|choice)\s*\(")]
    private static partial Regex Draw();

    [GeneratedRegex(@"^[\p{L}\p{N}_\s.,()+*/-]+$")]
    private static partial Regex IsExpression();

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_]*")]
    private static partial Regex Word();
}
