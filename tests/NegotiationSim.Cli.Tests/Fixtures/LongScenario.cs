using System.Globalization;
using System.Text;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>Small files that make long stories.</summary>
internal static class LongScenario
{
    /// <summary>Talks to the last round in which nobody moves: as many offers as principals times rounds.</summary>
    /// <param name="principals">How many are at the table.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="tactic">What all of them do.</param>
    /// <param name="issues">Issues of four options.</param>
    public static string Talks(int principals, int rounds, string tactic = "hardliner", int issues = 2)
    {
        var text = new StringBuilder($"schema: negotiation-sim/1\nname: long-talks\ncalendar: {{round: 1h, rounds: {rounds}}}\nissues:\n");
        for (var i = 0; i < issues; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  i{i}: {{options: [a, b, c, d], ordered: false}}\n");
        }

        text.Append("actors:\n");
        for (var p = 0; p < principals; p++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  p{p}:\n    role: principal\n    no_deal: 0.2\n    tactic: {{kind: {tactic}}}\n    preferences:\n");
            for (var i = 0; i < issues; i++)
            {
                var values = Enumerable.Range(0, 4).Select(k => FormattableString.Invariant($"{(char)('a' + k)}: {(k == (p + i) % 4 ? 1 : 0.1 * k)}"));
                text.Append(CultureInfo.InvariantCulture, $"      i{i}: {{weight: {1 + p}, values: {{{string.Join(", ", values)}}}}}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>An agreement signed at once, that nobody gives up whatever happens.</summary>
    /// <param name="periods">How many days it is followed.</param>
    /// <param name="implementation">Lines of the section.</param>
    /// <param name="outsiders">Actors beside the two principals.</param>
    public static string Peace(int periods, string implementation, int outsiders = 0)
    {
        var text = new StringBuilder("schema: negotiation-sim/1\nname: long-peace\ncalendar: {round: 1d, rounds: 10}\nissues:\n  i: {options: [a, b], ordered: false}\nactors:\n");
        for (var p = 0; p < 2; p++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  p{p}: {{role: principal, preferences: {{i: {{weight: 1, values: {{a: 1, b: 0}}}}}}, no_deal: 0.3, tactic: {{kind: conceder}}}}\n");
        }

        for (var o = 0; o < outsiders; o++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  o{o}: {{role: outsider, preferences: {{i: {{weight: 1, values: {{a: 0, b: 1}}}}}}, no_deal: 1}}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"implementation:\n  horizon: {periods}\n  patience: {{p0: 1e9, p1: 1e9}}\n{implementation}\n");
        return text.ToString();
    }
}
