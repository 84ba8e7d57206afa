using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Json;

/// <summary>The field <c>over</c> of <c>analyze --runs N --json</c>: how often there is a zone over many draws, and what blocks it when there is none.</summary>
internal static class ZoneFrequencyJson
{
    public static void Write(Utf8JsonWriter json, Scenario scenario, ZoneFrequency frequency)
    {
        json.WriteStartObject("over");
        json.WriteNumber("seed", frequency.Seed);
        json.WriteNumber("runs", frequency.Runs);
        Share(json, "zone", frequency.WithZone, frequency.Runs);
        Share(json, "signatories", frequency.WithSignatoriesZone, frequency.Runs);
        Share(json, "hopeless", frequency.Hopeless, frequency.Runs);
        Share(json, "undecided", frequency.Undecided, frequency.Runs);
        json.Objects("blocking", frequency.Blocking, set =>
        {
            BlockingJson.Lines(json, scenario, set.Lines);
            json.WriteStartObject("mean_no_deal");
            for (var i = 0; i < set.NoDeal.Length; i++)
            {
                json.WriteNumber(scenario.Actors[set.NoDeal[i]].Id, -set.MeanShortfalls[i]);
            }

            json.WriteEndObject();
            json.WriteEstimate(Estimate.Of(set.Count, frequency.Runs));
        });
        // How many concessions the shortest way takes, in how many draws.
        json.Objects("sizes", frequency.Blocking.GroupBy(set => set.Lines.Length + set.NoDeal.Length).OrderBy(group => group.Key), size =>
        {
            json.WriteNumber("size", size.Key);
            json.WriteEstimate(Estimate.Of(size.Sum(set => set.Count), frequency.Runs));
        });
        json.WriteEndObject();
    }

    private static void Share(Utf8JsonWriter json, string name, long count, long runs)
    {
        json.WriteStartObject(name);
        json.WriteEstimate(Estimate.Of(count, runs));
        json.WriteEndObject();
    }
}
