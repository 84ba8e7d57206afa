using System.Globalization;
using System.Text.Json;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>Holds the document of <c>run --json</c> to the row of the same replica in a batch's <c>replicas.parquet</c>.</summary>
/// <param name="scenario">What is negotiated.</param>
/// <param name="seed">The seed of both.</param>
internal sealed class RunAndRow(Scenario scenario, ulong seed)
{
    private readonly HashSet<string> _onlyInRows = [.. new SharedInputs(scenario).Names.Select(name => "draws." + name)];

    /// <summary>Everything in which the two differ, a line each. What the run has and the table has not (dates, lines that the text crosses) is worked out from the row, and drivers, which only the table has, are drawn again.</summary>
    public IReadOnlyList<string> Differences(string document, long replica, IReadOnlyDictionary<string, object?> row)
    {
        using var parsed = JsonDocument.Parse(document);
        var run = parsed.RootElement;
        var expected = ColumnsOf(run, row);
        var differences = new List<string>();
        Compare("scenario", scenario.Name, run.GetProperty("scenario").GetString());
        Compare("seed", seed, run.GetProperty("seed").GetUInt64());
        Compare("replica that was asked for", replica, run.GetProperty("replica").GetInt64());
        foreach (var (name, value) in expected)
        {
            Compare(name, row.TryGetValue(name, out var written) ? written : "(no such column)", value);
        }

        // Only what the scenario shares may be in the table alone: a run tells what it draws for the actors.
        Compare("columns that the run says nothing of", "", string.Join(' ', row.Keys.Where(name => !expected.ContainsKey(name) && !_onlyInRows.Contains(name))));
        var draws = new NaiveDraws(scenario, seed, replica);
        CompareDates();
        CompareCrossed();
        CompareDrivers();
        return differences;

        void Compare(string name, object? inRow, object? inRun)
        {
            if (!Equals(inRow, inRun))
            {
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{scenario.Name}, seed {seed}, replica {replica}, {name}: row {inRow ?? "null"}, run {inRun ?? "null"}"));
            }
        }

        void CompareDates()
        {
            var signed = row["round"] is int round ? scenario.Calendar.StartOf(round) : null;
            Compare("date of the signature", Text(signed), Optional(run, "signed", "date"));
            var ended = row["period"] is int period && signed is { } start
                ? start + scenario.Implementation!.StartsAfter + (period - 1) * scenario.Implementation.Period : (DateTime?)null;
            Compare("date of the end", Text(ended), Optional(run, "ended", "date"));
        }

        void CompareCrossed()
        {
            var text = TextOf(row);
            foreach (var actor in scenario.Actors)
            {
                var crossed = text is { } signed ? actor.RedLines.Where(line => IsHeld(actor, line, row) && NaiveCondition.Holds(line.Never, signed, draws)) : [];
                Compare(
                    $"lines that {actor.Id} has crossed",
                    string.Join(' ', crossed.Select(line => line.Id)),
                    string.Join(' ', run.GetProperty("actors").GetProperty(actor.Id).GetProperty("crosses").EnumerateArray().Select(line => line.GetString())));
            }
        }

        void CompareDrivers()
        {
            foreach (var driver in scenario.Drivers.Where(driver => !driver.Value.IsConstant))
            {
                var (inRow, again) = ((double)row["draws.drivers." + driver.Name]!, draws.Value(driver.Value));
                Compare("driver " + driver.Name, inRow, Math.Abs(inRow - again) < 1e-9 ? inRow : again);
            }
        }
    }

    /// <summary>The columns as the run has them.</summary>
    private Dictionary<string, object?> ColumnsOf(JsonElement run, IReadOnlyDictionary<string, object?> row)
    {
        var columns = new Dictionary<string, object?>
        {
            ["replica"] = run.GetProperty("replica").GetInt64(),
            ["ending"] = run.GetProperty("ending").GetString(),
            ["round"] = Count(run, "signed", "round"),
            ["period"] = Count(run, "ended", "period"),
        };
        foreach (var part in run.GetProperty("cause").EnumerateObject())
        {
            columns[part.Name == "kind" ? "cause" : "cause_" + part.Name] = part.Value.GetString();
        }

        var agreement = run.GetProperty("agreement");
        foreach (var issue in scenario.Space.Issues)
        {
            columns["agreement." + issue.Id] = agreement.ValueKind == JsonValueKind.Null ? null : Term(issue, agreement.GetProperty(issue.Id));
        }

        foreach (var actor in run.GetProperty("actors").EnumerateObject())
        {
            AddActor(columns, actor, row);
        }

        foreach (var gate in run.GetProperty("gates").EnumerateObject())
        {
            columns[$"gates.{gate.Name}.opened"] = Count(gate.Value, "opened");
        }

        AddEvents(columns, run.GetProperty("transcript"));
        return columns;
    }

    private static void AddActor(Dictionary<string, object?> columns, JsonProperty actor, IReadOnlyDictionary<string, object?> row)
    {
        foreach (var name in new[] { "utility", "no_deal" })
        {
            // A mediator has none, and no column.
            if (actor.Value.GetProperty(name) is { ValueKind: not JsonValueKind.Null } worth)
            {
                columns[$"actors.{actor.Name}.{name}"] = worth.GetDouble();
            }
        }

        columns[$"actors.{actor.Name}.consent"] = actor.Value.GetProperty("consent").GetString();
        foreach (var draw in actor.Value.GetProperty("draws").EnumerateObject())
        {
            // What an actor knows of the scenario's own numbers has a column without its name.
            var (own, shared) = ($"draws.actors.{actor.Name}.{draw.Name}", "draws." + draw.Name);
            columns[row.ContainsKey(own) ? own : shared] = draw.Value.GetDouble();
        }
    }

    private void AddEvents(Dictionary<string, object?> columns, JsonElement transcript)
    {
        var strikes = transcript.EnumerateArray().Where(entry => entry.GetProperty("action").GetString() == "event")
            .ToDictionary(entry => entry.GetProperty("event").GetString()!);
        foreach (var e in scenario.Events)
        {
            var strike = strikes.TryGetValue(e.Id, out var found) ? found : (JsonElement?)null;
            columns[$"events.{e.Id}.round"] = strike is { } r ? Count(r, "round") : null;
            columns[$"events.{e.Id}.period"] = strike is { } p ? Count(p, "period") : null;
            if (!e.Branches.IsEmpty)
            {
                columns[$"events.{e.Id}.branch"] = strike?.GetProperty("branch").GetString();
            }
        }
    }

    private static object Term(Issue issue, JsonElement term) => term.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', term.EnumerateArray().Select(member => member.GetString())),
        JsonValueKind.Number when issue.MayStayOpen => term.GetRawText(),
        JsonValueKind.Number => term.GetDouble(),
        _ => term.GetString()!,
    };

    /// <summary>The signed text as the row has it.</summary>
    private Outcome? TextOf(IReadOnlyDictionary<string, object?> row)
    {
        if (row["round"] is null)
        {
            return null;
        }

        var values = new ushort[scenario.Space.Components.Length];
        foreach (var issue in scenario.Space.Issues)
        {
            var term = row["agreement." + issue.Id]!;
            if (issue is SetIssue set)
            {
                var members = ((string)term).Split(',');
                for (var m = 0; m < set.Members.Length; m++)
                {
                    values[issue.FirstComponent + m] = (ushort)(members.Contains(set.Members[m]) ? 1 : 0);
                }

                continue;
            }

            values[issue.FirstComponent] = (ushort)(Equals(term, "open") ? issue.OpenValue : issue switch
            {
                OptionsIssue options => options.Options.Select(option => option.Id).ToList().IndexOf((string)term),
                RangeIssue range => range.Numbers.Select(number => (object)(issue.MayStayOpen ? number.ToString("R", CultureInfo.InvariantCulture) : number)).ToList().IndexOf(term),
                _ => throw new ArgumentOutOfRangeException(nameof(row), issue, null),
            });
        }

        return new Outcome([.. values]);
    }

    /// <summary>Whether an actor holds a line at the end, by what the row has drawn.</summary>
    private static bool IsHeld(Actor actor, RedLine line, IReadOnlyDictionary<string, object?> row) =>
        row.TryGetValue($"draws.actors.{actor.Id}.red_lines.{line.Id}.held", out var held) ? (double)held! == 1 : line.HeldWith.Expression is not Constant { Value: 0 };

    private static int? Count(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            element = element.GetProperty(name);
        }

        return element.ValueKind == JsonValueKind.Null ? null : element.GetInt32();
    }

    private static string? Optional(JsonElement run, string moment, string name) =>
        run.GetProperty(moment) is { ValueKind: not JsonValueKind.Null } there ? there.GetProperty(name).GetString() : null;

    private static string? Text(DateTime? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
