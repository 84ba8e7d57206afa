namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>Two parties who bargain over three issues of five options, one slow to concede and one fast; every weight and value is drawn. A replica takes little time, so that a batch has many.</summary>
internal static class BilateralTalks
{
    private static readonly Lazy<string> s_file = new(() =>
    {
        var path = Path.Combine(AppContext.BaseDirectory, "bilateral-talks.yaml");
        System.IO.File.WriteAllText(path, Text());
        return path;
    });

    /// <summary>The scenario's file.</summary>
    public static string File => s_file.Value;

    private static string Text()
    {
        int[] issues = [0, 1, 2];
        var options = string.Join(", ", Enumerable.Range(0, 5).Select(o => $"o{o}"));
        var values = string.Join(", ", Enumerable.Range(0, 5).Select(o => $"o{o}: \"uniform(0, 1)\""));
        string Party(string id, string tactic) => $$"""
              {{id}}:
                role: principal
                preferences: {{{string.Join(", ", issues.Select(i => $"i{i}: {{weight: \"uniform(0, 1)\", values: {{{values}}}}}"))}}}
                no_deal: 0
                tactic: {kind: {{tactic}}, opponent_model: none, accept: target}
            """;
        return $$"""
            schema: negotiation-sim/1
            name: bilateral-talks
            title: Two parties, 125 outcomes
            calendar: {rounds: 100}
            issues: {{{string.Join(", ", issues.Select(i => $"i{i}: {{options: [{options}], ordered: false}}"))}}}
            actors:
            {{Party("hard", "boulware, e: 4")}}
            {{Party("soft", "conceder, e: 0.25")}}
            protocol: {kind: alternating, agreement: unanimity}

            """;
    }
}
