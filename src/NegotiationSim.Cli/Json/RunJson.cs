using System.Text.Json;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Json;

/// <summary>
/// The document of <c>run --json</c>, schema <c>negsim.run/1</c>. Field names, their order and where null stands are a contract;
/// the same record gives the same bytes.
/// </summary>
internal static class RunJson
{
    /// <summary>The document of a run whose record holds its transcript.</summary>
    public static string Write(Scenario scenario, RunRecord record) => JsonDocumentWriter.Write(json =>
    {
        Begin(json, scenario, record);
        foreach (var entry in record.Transcript)
        {
            TranscriptJson.Write(json, scenario, entry);
        }

        End(json);
    });

    /// <summary>Writes the document while the transcript is told again, so that neither is ever held whole.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="record">The run, without its transcript.</param>
    /// <param name="tell">Tells the transcript, entry by entry.</param>
    public static Task WriteAsync(TextWriter output, Scenario scenario, RunRecord record, Func<Action<TranscriptEntry>, Task> tell) =>
        JsonDocumentWriter.WriteAsync(output, async (json, pass) =>
        {
            Begin(json, scenario, record);
            await tell(entry =>
            {
                TranscriptJson.Write(json, scenario, entry);
                pass();
            });
            End(json);
        });

    private static void Begin(Utf8JsonWriter json, Scenario scenario, RunRecord record)
    {
        json.WriteStartObject();
        json.WriteString("schema", "negsim.run/1");
        json.WriteString("scenario", scenario.Name);
        json.WriteNumber("seed", record.Seed);
        json.WriteNumber("replica", record.Replica);
        json.WriteString("ending", JsonNames.Of(record.Ending));
        WriteCause(json, scenario, record.Cause);
        WriteMoment(json, "signed", "round", record.SignedRound, record.SignedDate);
        WriteMoment(json, "ended", "period", record.EndedPeriod, record.EndedDate);
        OutcomeJson.Write(json, "agreement", record.Agreement, scenario.Space);
        WriteActors(json, scenario, record);
        WriteGates(json, scenario, record);
        json.WriteStartArray("transcript");
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCause(Utf8JsonWriter json, Scenario scenario, Cause cause)
    {
        json.WriteStartObject("cause");
        json.WriteString("kind", JsonNames.Of(cause.Kind));
        json.WriteString("actor", cause.Actor < 0 ? null : scenario.Actors[cause.Actor].Id);
        json.WriteString("by", cause.By);
        json.WriteString("red_line", cause.RedLine);
        json.WriteString("event", cause.Event);
        json.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, string unit, int? number, DateTime? date)
    {
        if (number is not { } moment)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber(unit, moment);
        json.Date("date", date);
        json.WriteEndObject();
    }

    private static void WriteActors(Utf8JsonWriter json, Scenario scenario, RunRecord record)
    {
        json.WriteStartObject("actors");
        for (var i = 0; i < scenario.Actors.Length; i++)
        {
            var actor = record.Actors[i];
            json.WriteStartObject(scenario.Actors[i].Id);
            json.Number("utility", actor.Utility);
            json.Number("no_deal", actor.NoDeal);
            json.WriteString("consent", JsonNames.Of(actor.Consent));
            json.Strings("crosses", actor.Crosses);
            json.WriteStartObject("draws");
            foreach (var (path, value) in actor.Draws)
            {
                json.WriteNumber(path, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteGates(Utf8JsonWriter json, Scenario scenario, RunRecord record)
    {
        json.WriteStartObject("gates");
        var gates = scenario.Implementation?.Gates ?? [];
        for (var g = 0; g < gates.Length; g++)
        {
            json.WriteStartObject(gates[g].Id);
            // A run that never reached implementation has no record of its gates: none of them opened.
            json.Number("opened", g < record.GatesOpened.Length ? record.GatesOpened[g] : null);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
