using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Analysis.Statistics;
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
        Share(json, "hopeless", frequency.Hopeless, frequency.Runs);
        Share(json, "undecided", frequency.Undecided, frequency.Runs);
        json.WriteStartArray("blocking");
        foreach (var set in frequency.Blocking)
        {
            json.WriteStartObject();
            BlockingJson.Lines(json, scenario, set.Lines);
            json.WriteStartObject("mean_no_deal");
            for (var i = 0; i < set.NoDeal.Length; i++)
            {
                json.WriteNumber(scenario.Actors[set.NoDeal[i]].Id, -set.MeanShortfalls[i]);
            }

            json.WriteEndObject();
            Fields(json, set.Count, frequency.Runs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteSizes(json, frequency);
        json.WriteEndObject();
    }

    /// <summary>How many concessions the shortest way takes, in how many draws.</summary>
    private static void WriteSizes(Utf8JsonWriter json, ZoneFrequency frequency)
    {
        json.WriteStartArray("sizes");
        foreach (var size in frequency.Blocking.GroupBy(set => set.Lines.Length + set.NoDeal.Length).OrderBy(group => group.Key))
        {
            json.WriteStartObject();
            json.WriteNumber("size", size.Key);
            Fields(json, size.Sum(set => set.Count), frequency.Runs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Share(Utf8JsonWriter json, string name, long count, long runs)
    {
        json.WriteStartObject(name);
        Fields(json, count, runs);
        json.WriteEndObject();
    }

    private static void Fields(Utf8JsonWriter json, long count, long runs)
    {
        var (low, high) = Wilson.Interval(count, runs);
        json.WriteNumber("count", count);
        json.WriteNumber("share", (double)count / runs);
        json.WriteStartArray("ci95");
        json.WriteNumberValue(low);
        json.WriteNumberValue(high);
        json.WriteEndArray();
    }
}
