using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Errors that only a scenario as a whole can have.</summary>
internal sealed class ConsistencyCheck(ReadingContext context)
{
    /// <summary>Refuses a calendar in which not every moment of a replica has a date.</summary>
    public void CheckCalendar(Scenario scenario, MapView file)
    {
        // In doubles, for a sum of ticks could overflow before it is compared.
        var days = scenario.Calendar.RoundLength.TotalDays * scenario.Calendar.Rounds;
        if (scenario.Implementation is { } implementation)
        {
            days += implementation.StartsAfter.TotalDays + implementation.Period.TotalDays * implementation.Horizon;
        }

        var start = scenario.Calendar.Start ?? DateTime.MinValue;
        if (days > (DateTime.MaxValue - start).TotalDays - 1)
        {
            context.Error(Culprit(file), "rounds and periods together run past the year 9999; begin earlier, or shorten `round`, `period` or their numbers");
        }
    }

    /// <summary>Refuses a tabled text that may not be on the table.</summary>
    public void CheckTabledText(Scenario scenario, MapView file)
    {
        if (scenario.Protocol.Text is { } text && scenario.Infeasible.FirstOrDefault(condition => Holds(condition, text) == true) is { } package)
        {
            context.Error(file.At("protocol"), $"the tabled text is infeasible ({package.Text}); change the text, or the package under `infeasible`");
        }
    }

    /// <summary>The number that an override has set, for without it the file was in order; else the calendar.</summary>
    private static Position Culprit(MapView file)
    {
        var values = Values(file, "calendar", "start", "round", "rounds").Concat(Values(file, "implementation", "starts_after", "period", "horizon"));
        return values.Select(value => value.Position).LastOrDefault(position => position.File != file.Place.Position.File, file.At("calendar"));
    }

    private static IEnumerable<Node> Values(MapView file, string section, params IEnumerable<string> keys) =>
        file.Find(section)?.Node is MappingNode mapping ? keys.Select(mapping.Find).OfType<Node>() : [];

    /// <summary>Whether the outcome meets the condition; null where that hangs on a draw.</summary>
    private static bool? Holds(Condition condition, Outcome outcome)
    {
        switch (condition)
        {
            case AllOf all:
                return Combine(all.Parts.Select(part => Holds(part, outcome)), decisive: false);
            case AnyOf any:
                return Combine(any.Parts.Select(part => Holds(part, outcome)), decisive: true);
            case Negation negation:
                return !Holds(negation.Part, outcome);
            case ValueTest test:
                return test.Allowed[outcome.Values[test.Component]];
            case ThresholdTest { Limit.Expression: Constant limit } test:
                return test.Passes(outcome.Values[test.Component], limit.Value);
            default:
                return null;
        }
    }

    private static bool? Combine(IEnumerable<bool?> parts, bool decisive)
    {
        var known = parts.ToList();
        return known.Contains(decisive) ? decisive : known.Contains(null) ? null : !decisive;
    }
}
