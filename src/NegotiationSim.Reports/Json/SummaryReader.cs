using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Json;

/// <summary>Reads <c>summary.json</c> back: what <see cref="SummaryJson"/> wrote, number by number.</summary>
public sealed class SummaryReader
{
    private readonly Scenario _scenario;
    private readonly JsonElement _root;

    private SummaryReader(Scenario scenario, JsonElement root) => (_scenario, _root) = (scenario, root);

    /// <summary>Reads the document.</summary>
    /// <param name="scenario">The scenario of the batch.</param>
    /// <param name="document">The text of the file.</param>
    /// <exception cref="InvalidDataException">It is no summary of a batch of this scenario.</exception>
    public static BatchSummary Read(Scenario scenario, string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return new SummaryReader(scenario, json.RootElement).Read();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"it is no summary of a batch of this scenario: {e.Message}", e);
        }
    }

    private BatchSummary Read()
    {
        var endings = _root.GetProperty("endings");
        var kinds = Enum.GetValues<Ending>();
        var estimates = kinds.Select(ending => Estimate(endings.GetProperty(JsonNames.Of(ending)))).ToImmutableArray();
        return new BatchSummary
        {
            Runs = _root.GetProperty("runs").GetInt64(),
            Endings = estimates,
            Examples = [.. kinds.Select(ending => endings.GetProperty(JsonNames.Of(ending)).GetProperty("examples").EnumerateArray().Select(replica => replica.GetInt64()).ToImmutableArray())],
            Causes = [.. List("causes").Select(cause => (Cause(cause), cause.GetProperty("count").GetInt64()))],
            Signed = Estimate(_root.GetProperty("signed")),
            Talks = _root.TryGetProperty("talks", out var talks) ? Talks(talks) : null,
            Rounds = Spread(_root.GetProperty("rounds"), "mean"),
            Periods = Spread(_root.GetProperty("periods"), "mean"),
            Agreements = [.. List("agreements").Select(one => new AgreementCount(Terms(one.GetProperty("terms")), one.GetProperty("count").GetInt64(), one.GetProperty("held").GetInt64()))],
            Actors = [.. _scenario.Actors.Select(actor => Spread(_root.GetProperty("actors").GetProperty(actor.Id), "mean_utility"))],
            Gates = [.. (_scenario.Implementation?.Gates ?? []).Select(gate => Estimate(_root.GetProperty("gates").GetProperty(gate.Id).GetProperty("opened")))],
            // What was signed and ratified has held or has collapsed.
            InForce = estimates[(int)Ending.Held].Count + estimates[(int)Ending.Collapsed].Count,
            Survival = [.. List("survival").Select(Point)],
        };
    }

    private IEnumerable<JsonElement> List(string name) => _root.GetProperty(name).EnumerateArray();

    private static Estimate Estimate(JsonElement element) => Read(element, element.GetProperty("ci95")[0].GetDouble(), element.GetProperty("ci95")[1].GetDouble());

    private static Estimate Read(JsonElement element, double low, double high) => new(element.GetProperty("count").GetInt64(), element.GetProperty("share").GetDouble(), low, high);

    private static Spread? Spread(JsonElement element, string mean) => element.GetProperty(mean).ValueKind == JsonValueKind.Null
        ? null
        : new Spread(element.GetProperty(mean).GetDouble(), element.GetProperty("p05").GetDouble(), element.GetProperty("p50").GetDouble(), element.GetProperty("p95").GetDouble());

    private static SurvivalPoint Point(JsonElement point) => new(
        point.GetProperty("period").GetInt32(),
        point.GetProperty("at_risk").GetInt64(),
        point.GetProperty("collapsed").GetInt64(),
        point.GetProperty("share").GetDouble(),
        point.GetProperty("ci95")[0].GetDouble(),
        point.GetProperty("ci95")[1].GetDouble());

    private static ZoneRecord Talks(JsonElement talks)
    {
        long Count(params string[] path) => path.Aggregate(talks, (element, name) => element.GetProperty(name)).GetProperty("count").GetInt64();
        return new ZoneRecord
        {
            Replicas = talks.GetProperty("replicas").GetInt64(),
            WithZone = Count("zone"),
            SignedWithZone = Count("zone", "signed"),
            WithoutZone = Count("no_zone"),
            SignedWithoutZone = Count("no_zone", "signed"),
        };
    }

    private BlockCause Cause(JsonElement cause)
    {
        var kind = cause.GetProperty("kind").GetString();
        return CauseIds.Of(_scenario, kind, cause.GetProperty("actor").GetString(), cause.GetProperty("red_line").GetString(), cause.GetProperty("event").GetString());
    }

    private Outcome Terms(JsonElement terms)
    {
        var values = new ushort[_scenario.Space.Components.Length];
        foreach (var issue in _scenario.Space.Issues)
        {
            var term = terms.GetProperty(issue.Id);
            if (issue is SetIssue set)
            {
                var members = term.EnumerateArray().Select(member => member.GetString()).ToHashSet(StringComparer.Ordinal);
                for (var member = 0; member < set.Members.Length; member++)
                {
                    values[issue.FirstComponent + member] = (ushort)(members.Contains(set.Members[member]) ? 1 : 0);
                }
            }
            else
            {
                values[issue.FirstComponent] = (ushort)TermIds.ValueOf(issue, term.ValueKind == JsonValueKind.Number ? term.GetDouble().ToString("R", CultureInfo.InvariantCulture) : term.GetString()!);
            }
        }

        return new Outcome([.. values]);
    }
}
