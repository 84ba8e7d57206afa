using System.Globalization;
using System.Text;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// A scenario of any size in which every weight and every value is drawn anew per replica, uniformly in [0, 1]: nothing can be prepared once and used
/// again. No deal is worth 0, everybody must sign.
/// </summary>
internal sealed record DrawnScenario
{
    /// <summary>The shortest way to boulware against conceder: both offer their cheapest text at the target, nobody learns.</summary>
    public const string Boulware = "{kind: boulware, e: 4, accept: target, tolerance: 0.0001}";

    /// <inheritdoc cref="Boulware"/>
    public const string Conceder = "{kind: conceder, e: 0.25, accept: target, tolerance: 0.0001}";

    /// <summary>Principals, all at the table.</summary>
    public int Actors { get; init; } = 2;

    public int Issues { get; init; } = 3;

    /// <summary>Options per issue; the space has Options^Issues outcomes.</summary>
    public int Options { get; init; } = 5;

    public int Rounds { get; init; } = 100;

    /// <summary>A tactic per actor, from the first again where there are more actors.</summary>
    public IReadOnlyList<string> Tactics { get; init; } = [Boulware, Conceder];

    /// <summary>Lines per actor over two issues each: never option 0 of the one with option 1 of the next.</summary>
    public int RedLines { get; init; }

    /// <summary>Linkages per actor over two issues each: option 1 of the one with option 0 of the next is worth a twentieth more.</summary>
    public int Linkages { get; init; }

    /// <summary>What stands under <c>implementation</c>, in braces; null: an agreement holds at once.</summary>
    public string? Implementation { get; init; }

    /// <summary>The scenario as a file.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        text.AppendLine("schema: negotiation-sim/1").AppendLine("name: drawn").AppendLine("sources: [\"Drawn, to measure with.\"]");
        Line(text, $"calendar: {{start: 2016-01-01, round: 1d, rounds: {Rounds}}}");
        text.AppendLine("issues:");
        var options = string.Join(", ", Enumerable.Range(0, Options).Select(o => $"o{o}"));
        foreach (var issue in Enumerable.Range(0, Issues))
        {
            Line(text, $"  i{issue}: {{options: [{options}], ordered: false}}");
        }

        text.AppendLine("actors:");
        foreach (var actor in Enumerable.Range(0, Actors))
        {
            AppendActor(text, actor);
        }

        if (Implementation is { } implementation)
        {
            Line(text, $"implementation: {implementation}");
        }

        return text.ToString();
    }

    /// <summary>The scenario as the program has it.</summary>
    public Scenario Read() => Bundled.Valid(ScenarioReader.Read(Text(), "drawn.yaml"));

    private void AppendActor(StringBuilder text, int actor)
    {
        Line(text, $"  p{actor}:");
        text.AppendLine("    role: principal").AppendLine("    preferences:");
        var values = string.Join(", ", Enumerable.Range(0, Options).Select(o => $"o{o}: \"uniform(0, 1)\""));
        foreach (var issue in Enumerable.Range(0, Issues))
        {
            Line(text, $"      i{issue}: {{weight: \"uniform(0, 1)\", values: {{{values}}}}}");
        }

        text.AppendLine("    no_deal: 0");
        Line(text, $"    tactic: {Tactics[actor % Tactics.Count]}");
        if (RedLines > 0)
        {
            text.AppendLine("    red_lines:");
            foreach (var line in Enumerable.Range(0, RedLines))
            {
                Line(text, $"      - {{id: line-{line}, never: {{i{line % Issues}: o0, i{(line + 1) % Issues}: o1}}}}");
            }
        }

        if (Linkages > 0)
        {
            text.AppendLine("    linkages:");
            foreach (var linkage in Enumerable.Range(0, Linkages))
            {
                Line(text, $"      - {{when: {{i{linkage % Issues}: o1, i{(linkage + 1) % Issues}: o0}}, adds: 0.05}}");
            }
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
