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
            context.Error(file.At("calendar"), "rounds and periods together run past the year 9999; shorten `round`, `period` or their numbers");
        }
    }
}
