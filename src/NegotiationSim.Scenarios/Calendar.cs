namespace NegotiationSim.Scenarios;

/// <summary>When rounds take place and how many there are.</summary>
/// <param name="Start">The date of round 1, or null for talks without dates.</param>
/// <param name="RoundLength">Calendar time that one round takes (default 7 days).</param>
/// <param name="Rounds">The table closes after this many rounds (1 to 100,000).</param>
[GenerateSerializer, Immutable, Alias("negsim.calendar")]
public sealed record Calendar([property: Id(0)] DateTime? Start, [property: Id(1)] TimeSpan RoundLength, [property: Id(2)] int Rounds)
{
    /// <summary>The moment at which <paramref name="round"/> (from 1) starts; null without a start date.</summary>
    public DateTime? StartOf(int round) => Start is { } start ? start + RoundLength * (round - 1) : null;

    /// <summary>The last round that starts on or before <paramref name="date"/>, at most <see cref="Rounds"/>; 0 when the date lies before round 1.</summary>
    public int LastRoundBy(DateOnly date)
    {
        if (Start is not { } start)
        {
            return Rounds;
        }

        // A deadline is the end of its day: a round that starts during that day still takes place.
        var span = date.ToDateTime(TimeOnly.MinValue).AddDays(1) - start;
        if (span <= TimeSpan.Zero)
        {
            return 0;
        }

        var round = (span.Ticks - 1) / RoundLength.Ticks + 1;
        return (int)Math.Min(round, Rounds);
    }
}
