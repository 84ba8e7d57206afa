using System.Globalization;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Tests;

/// <summary>Holds a row of the table of replicas to the record of the same negotiation, played and told by itself.</summary>
internal static class RowComparison
{
    public static void Equal(Scenario scenario, RunRecord record, IReadOnlyDictionary<string, object?> row)
    {
        Assert.Equal(record.Replica, row["replica"]);
        Assert.Equal(JsonNames.Of(record.Ending), row["ending"]);
        Assert.Equal(JsonNames.Of(record.Cause.Kind), row["cause"]);
        Assert.Equal(record.Cause.Actor < 0 ? null : scenario.Actors[record.Cause.Actor].Id, row["cause_actor"]);
        Assert.Equal(record.Cause.By, row["cause_by"]);
        Assert.Equal(record.Cause.RedLine, row["cause_red_line"]);
        Assert.Equal(record.Cause.Event, row["cause_event"]);
        Assert.Equal(record.SignedRound, row["round"]);
        Assert.Equal(record.EndedPeriod, row["period"]);
        foreach (var issue in scenario.Space.Issues)
        {
            Assert.Equal(record.Agreement is { } text ? Term(issue, text) : null, row["agreement." + issue.Id]);
        }

        for (var a = 0; a < scenario.Actors.Length; a++)
        {
            var (id, actor) = (scenario.Actors[a].Id, record.Actors[a]);
            Assert.Equal(actor.Utility, row.GetValueOrDefault($"actors.{id}.utility"));
            Assert.Equal(actor.NoDeal, row.GetValueOrDefault($"actors.{id}.no_deal"));
            Assert.Equal(JsonNames.Of(actor.Consent), row[$"actors.{id}.consent"]);
            foreach (var (name, value) in actor.Draws)
            {
                Assert.Equal(value, row.GetValueOrDefault($"draws.actors.{id}.{name}") ?? row["draws." + name]);
            }
        }

        for (var g = 0; g < record.GatesOpened.Length; g++)
        {
            Assert.Equal(record.GatesOpened[g], row[$"gates.{scenario.Implementation!.Gates[g].Id}.opened"]);
        }

        foreach (var e in scenario.Events)
        {
            var strike = record.Transcript.SingleOrDefault(entry => entry.Event == e.Id && entry.Move == Move.Event);
            Assert.Equal(strike?.Round, row[$"events.{e.Id}.round"]);
            Assert.Equal(strike?.Period, row[$"events.{e.Id}.period"]);
            Assert.Equal(strike?.Branch, row.GetValueOrDefault($"events.{e.Id}.branch"));
        }
    }

    private static object Term(Issue issue, Outcome text)
    {
        int value = text.Values[issue.FirstComponent];
        return issue switch
        {
            SetIssue set => string.Join(',', set.Members.Where((_, m) => text.Values[issue.FirstComponent + m] != 0)),
            _ when value == issue.OpenValue => "open",
            OptionsIssue options => options.Options[value].Id,
            RangeIssue { MayStayOpen: true } range => range.Numbers[value].ToString(CultureInfo.InvariantCulture),
            RangeIssue range => range.Numbers[value],
            _ => throw new ArgumentOutOfRangeException(nameof(issue)),
        };
    }
}
