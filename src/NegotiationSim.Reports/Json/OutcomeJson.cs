using System.Text.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Json;

/// <summary>An outcome as an object: issue to option id, number, list of members or <c>open</c>.</summary>
public static class OutcomeJson
{
    public static void Write(Utf8JsonWriter json, string name, Outcome? outcome, OutcomeSpace space)
    {
        if (outcome is not { } terms)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        foreach (var issue in space.Issues)
        {
            WriteTerm(json, issue, terms);
        }

        json.WriteEndObject();
    }

    private static void WriteTerm(Utf8JsonWriter json, Issue issue, Outcome outcome)
    {
        int value = outcome.Values[issue.FirstComponent];
        if (value == issue.OpenValue)
        {
            json.WriteString(issue.Id, "open");
            return;
        }

        switch (issue)
        {
            case OptionsIssue options:
                json.WriteString(issue.Id, options.Options[value].Id);
                break;
            case RangeIssue range:
                json.WriteNumber(issue.Id, range.Numbers[value]);
                break;
            case SetIssue set:
                json.WriteStartArray(issue.Id);
                for (var member = 0; member < set.Members.Length; member++)
                {
                    if (outcome.Values[issue.FirstComponent + member] != 0)
                    {
                        json.WriteStringValue(set.Members[member]);
                    }
                }

                json.WriteEndArray();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(issue), issue, null);
        }
    }
}
