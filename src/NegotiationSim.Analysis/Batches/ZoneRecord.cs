namespace NegotiationSim.Analysis.Batches;

/// <summary>
/// What the talks made of what could be agreed: in how many replicas a zone of possible agreement existed, as the replica drew it and before any event, and in how many of these and of the others a text was signed.
/// </summary>
public sealed record ZoneRecord
{
    /// <summary>How many replicas were looked at: the batch's first ones, at least 1.</summary>
    public required long Replicas { get; init; }

    /// <summary>In how many a zone existed.</summary>
    public required long WithZone { get; init; }

    /// <summary>In how many of those a text was signed; in the others the talks missed what could have been agreed.</summary>
    public required long SignedWithZone { get; init; }

    /// <summary>In how many no zone existed.</summary>
    public required long WithoutZone { get; init; }

    /// <summary>In how many of those a text was signed all the same: under pressure, or after somebody's no-deal value, red lines or wishes had moved.</summary>
    public required long SignedWithoutZone { get; init; }

    /// <summary>In how many the budget of work did not suffice to tell.</summary>
    public long Undecided => Replicas - WithZone - WithoutZone;

    /// <summary>Counts replicas.</summary>
    /// <param name="zones">Whether a zone existed, by replica.</param>
    /// <param name="signed">In which a text was signed; of as many replicas at least.</param>
    public static ZoneRecord Of(IReadOnlyList<Existence> zones, SignedReplicas signed)
    {
        long with = 0, without = 0, signedWith = 0, signedWithout = 0;
        for (var replica = 0; replica < zones.Count; replica++)
        {
            switch (zones[replica])
            {
                case Existence.Yes:
                    with++;
                    signedWith += signed[replica] ? 1 : 0;
                    break;
                case Existence.No:
                    without++;
                    signedWithout += signed[replica] ? 1 : 0;
                    break;
            }
        }

        return new ZoneRecord { Replicas = zones.Count, WithZone = with, SignedWithZone = signedWith, WithoutZone = without, SignedWithoutZone = signedWithout };
    }
}
