using System.Collections.Immutable;
using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Json;

/// <summary>The field <c>blocking</c> of <c>analyze --json</c>: every minimal way out of an empty zone, and who excludes whom.</summary>
internal static class BlockingJson
{
    public static void Write(Utf8JsonWriter json, ScenarioAnalysis analysis)
    {
        var (scenario, blocking) = (analysis.Scenario, analysis.Blocking);
        var numbers = CaseNumbers.Of(analysis);
        json.WriteStartObject("blocking");
        json.Objects("relaxations", blocking.Relaxations, relaxation =>
        {
            Lines(json, scenario, relaxation.Lines);
            json.WriteStartObject("no_deal");
            foreach (var shortfall in relaxation.NoDeal)
            {
                json.WriteNumber(scenario.Actors[shortfall.Actor].Id, -shortfall.Amount);
            }

            json.WriteEndObject();
            OutcomeJson.Write(json, "opens", relaxation.Opens, scenario.Space);
            WritePressure(json, scenario, relaxation, Pressure.ThatOpens(scenario, relaxation, tie => numbers.Value(tie.Words)), numbers);
        });
        WritePairs(json, scenario, "pairs", blocking.Pairs);
        if (!blocking.IsComplete)
        {
            json.WriteBoolean("exact", false);
            json.WriteBoolean("relaxations_complete", blocking.AreRelaxationsComplete);
            WritePairs(json, scenario, "undecided_pairs", blocking.UndecidedPairs);
        }

        json.WriteEndObject();
    }

    /// <summary>The ties whose pressure would open the zone this way; null where pressure cannot.</summary>
    private static void WritePressure(Utf8JsonWriter json, Scenario scenario, Relaxation relaxation, ImmutableArray<int> ties, Sampler numbers)
    {
        if (ties.IsEmpty)
        {
            json.WriteNull("pressure");
            return;
        }

        json.Objects("pressure", ties.Select(t => scenario.Ties[t]), tie =>
        {
            json.WriteString("patron", scenario.Actors[tie.Patron].Id);
            json.WriteString("client", scenario.Actors[tie.Client].Id);
            json.WriteNumber("words", numbers.Value(tie.Words));
            json.WriteNumber("chance", Pressure.Chance(relaxation, tie.Client, numbers.Value(tie.Words)));
        });
    }

    private static void WritePairs(Utf8JsonWriter json, Scenario scenario, string name, ImmutableArray<ActorPair> pairs)
    {
        json.WriteStartArray(name);
        foreach (var pair in pairs)
        {
            json.WriteStartArray();
            json.WriteStringValue(scenario.Actors[pair.First].Id);
            json.WriteStringValue(scenario.Actors[pair.Second].Id);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Red lines by their full names, <c>actor.line</c>.</summary>
    public static void Lines(Utf8JsonWriter json, Scenario scenario, ImmutableArray<LineOfActor> lines) =>
        json.Strings("lines", lines.Select(line => $"{scenario.Actors[line.Actor].Id}.{scenario.Actors[line.Actor].RedLines[line.Line].Id}"));
}
