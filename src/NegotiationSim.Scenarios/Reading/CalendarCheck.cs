using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Holds that every moment of a replica has a date.</summary>
internal sealed class CalendarCheck(ReadingContext context)
{
    public void Check(Scenario scenario, MapView file)
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

    /// <summary>The number that an override has set, for without it the file was in order; else the calendar.</summary>
    private static Position Culprit(MapView file)
    {
        var values = Values(file, "calendar", "start", "round", "rounds").Concat(Values(file, "implementation", "starts_after", "period", "horizon"));
        return values.Select(value => value.Position).LastOrDefault(position => position.File != file.Place.Position.File, file.At("calendar"));
    }

    private static IEnumerable<Node> Values(MapView file, string section, params IEnumerable<string> keys) =>
        file.Find(section)?.Node is MappingNode mapping ? keys.Select(mapping.Find).OfType<Node>() : [];
}
