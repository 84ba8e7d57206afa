using System.Text.Json;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Json;

/// <summary>
/// An entry of the transcript of <c>run --json</c>. Nine fields stand in every entry, null where they do not apply; the others only
/// stand where they say something.
/// </summary>
internal static class TranscriptJson
{
    public static void Write(Utf8JsonWriter json, Scenario scenario, TranscriptEntry entry)
    {
        json.WriteStartObject();
        WriteCommon(json, scenario, entry);
        WriteReason(json, scenario, entry);
        WriteLines(json, scenario, entry);
        if (entry.Move == Move.Event)
        {
            json.WriteString("event", entry.Event);
            json.WriteString("branch", entry.Branch);
        }
        else if (entry.Event is not null)
        {
            json.WriteString("event", entry.Event);
        }

        if (entry.Implementation is { } detail)
        {
            WriteImplementation(json, scenario, entry.Move, detail);
        }

        json.WriteEndObject();
    }

    private static void WriteCommon(Utf8JsonWriter json, Scenario scenario, TranscriptEntry entry)
    {
        json.Number("round", entry.Round);
        json.Number("period", entry.Period);
        json.Date("date", entry.Date);
        json.WriteString("phase", JsonNames.Of(entry.Phase));
        json.WriteString("actor", entry.Actor < 0 ? null : scenario.Actors[entry.Actor].Id);
        json.WriteString("action", JsonNames.Of(entry.Move));
        OutcomeJson.Write(json, "outcome", entry.Outcome, scenario.Space);
        json.Number("utility", entry.Utility);
        json.Number("target", entry.Target);
    }

    /// <summary>The lines that a rejection names, or that an offer or acceptance takes back; not where the actor names none.</summary>
    private static void WriteLines(Utf8JsonWriter json, Scenario scenario, TranscriptEntry entry)
    {
        var named = entry.Move == Move.Reject ? entry.Objects : entry.Withdraws;
        if (entry.Phase == Phase.Talks && entry.Move is Move.Reject or Move.Offer or Move.Accept && (named.Length > 0 || scenario.Actors[entry.Actor].Tactic.NamesLines))
        {
            json.Strings(entry.Move == Move.Reject ? "objects" : "withdraws", named.Select(line => $"{scenario.Actors[line.Actor].Id}.{scenario.Actors[line.Actor].RedLines[line.Line].Id}"));
        }
    }

    private static void WriteReason(Utf8JsonWriter json, Scenario scenario, TranscriptEntry entry)
    {
        if (JsonNames.Of(entry.Reason) is { } reason)
        {
            json.WriteString("reason", reason);
        }

        if (entry.RedLine is not null)
        {
            json.WriteString("red_line", entry.RedLine);
        }

        if (entry.Counterpart >= 0)
        {
            json.WriteString("counterpart", scenario.Actors[entry.Counterpart].Id);
        }
    }

    private static void WriteImplementation(Utf8JsonWriter json, Scenario scenario, Move move, ImplementationDetail detail)
    {
        if (move is Move.Incident or Move.Breach)
        {
            json.WriteString("doer", detail.Doer);
            json.Strings("hurts", detail.Hurts.Select(actor => scenario.Actors[actor].Id));
            json.WriteString("blamed_on", detail.BlamedOn);
            WriteBlamedBy(json, scenario, detail);
            json.Number("severity", detail.Severity);
            WriteTension(json, scenario, detail);
        }
        else if (move == Move.Leave)
        {
            json.WriteString("blamed_on", detail.BlamedOn);
            WriteTension(json, scenario, detail);
        }

        if (detail.Gate is not null)
        {
            json.WriteString("gate", detail.Gate);
            if (detail.GateOpened is { } opened)
            {
                json.WriteBoolean("opened", opened);
            }
        }
    }

    /// <summary>Who blames whom, where not all that were hurt blame the same one.</summary>
    private static void WriteBlamedBy(Utf8JsonWriter json, Scenario scenario, ImplementationDetail detail)
    {
        if (detail.BlamedBy.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("blamed_by");
        foreach (var (actor, blamed) in detail.BlamedBy)
        {
            json.WriteString(scenario.Actors[actor].Id, blamed);
        }

        json.WriteEndObject();
    }

    private static void WriteTension(Utf8JsonWriter json, Scenario scenario, ImplementationDetail detail)
    {
        json.WriteStartObject("tension");
        foreach (var (actor, tension) in detail.Tension)
        {
            json.WriteNumber(scenario.Actors[actor].Id, tension);
        }

        json.WriteEndObject();
    }
}
