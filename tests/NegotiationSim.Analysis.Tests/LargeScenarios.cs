using System.Globalization;
using System.Text;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests;

/// <summary>Scenarios as large as is asked for: drawn weights and values, red lines on single issues, a few linkages and packages that make no sense.</summary>
internal sealed record LargeScenarios
{
    public int Seed { get; init; } = 1;

    public int Issues { get; init; } = 15;

    public int Options { get; init; } = 4;

    public int Actors { get; init; } = 6;

    public double NoDeal { get; init; } = 0.5;

    /// <summary>Red lines on single issues per actor.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>Linkages of two issues per actor.</summary>
    public int Linkages { get; init; } = 1;

    public int Infeasible { get; init; } = 1;

    public string Agreement { get; init; } = "unanimity";

    /// <summary>How many issues each actor cares about, in turn; 0: all.</summary>
    public int Cares { get; init; }

    public Scenario Create()
    {
        var random = new Random(Seed);
        var text = new StringBuilder("schema: negotiation-sim/1\nname: large\ncalendar: {rounds: 10}\nissues:\n");
        for (var i = 0; i < Issues; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  i{i}: {{options: [{string.Join(", ", Enumerable.Range(0, Options).Select(o => $"o{o}"))}]}}\n");
        }

        if (Infeasible > 0)
        {
            text.Append("infeasible:\n");
            AddTimes(Infeasible, text, () => $"  - {Two(random)}\n");
        }

        text.Append("actors:\n");
        for (var a = 0; a < Actors; a++)
        {
            Add(text, a, random);
        }

        var read = ScenarioReader.Read(text.Append(CultureInfo.InvariantCulture, $"protocol: {{agreement: {Agreement}}}\n").ToString(), "large.yaml");
        return read.Scenario ?? throw new InvalidOperationException(string.Join("; ", read.Diagnostics));
    }

    private void Add(StringBuilder text, int actor, Random random)
    {
        text.Append(CultureInfo.InvariantCulture, $"  a{actor}:\n    role: principal\n    no_deal: {NoDeal}\n    preferences:\n");
        foreach (var i in Cares == 0 ? Enumerable.Range(0, Issues) : Enumerable.Range(actor * Cares, Cares))
        {
            var values = string.Join(", ", Enumerable.Range(0, Options).Select(o => $"o{o}: {Number(random.NextDouble())}"));
            text.Append(CultureInfo.InvariantCulture, $"      i{i}: {{weight: {Number(5 + 95 * random.NextDouble())}, values: {{{values}}}}}\n");
        }

        if (Linkages > 0)
        {
            text.Append("    linkages:\n");
            AddTimes(Linkages, text, () => $"      - {{when: {Two(random)}, adds: {Number(random.NextDouble() * 0.2 - 0.1)}}}\n");
        }

        if (Lines > 0)
        {
            text.Append("    red_lines:\n");
            var id = 0;
            AddTimes(Lines, text, () => $"      - {{id: l{id++}, never: {{i{random.Next(Issues)}: o{random.Next(Options)}}}}}\n");
        }
    }

    private static void AddTimes(int times, StringBuilder text, Func<string> line)
    {
        for (var k = 0; k < times; k++)
        {
            text.Append(line());
        }
    }

    private string Two(Random random)
    {
        var x = random.Next(Issues);
        var y = (x + 1 + random.Next(Issues - 1)) % Issues;
        return $"{{i{x}: o{random.Next(Options)}, i{y}: o{random.Next(Options)}}}";
    }

    private static string Number(double number) => Math.Round(number, 3).ToString("R", CultureInfo.InvariantCulture);
}
