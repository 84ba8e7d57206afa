namespace NegotiationSim.Cluster.Doors;

/// <summary>A connection that this program opened did not pass the door. Orleans wraps it in an exception of its own.</summary>
public sealed class DoorException(DoorRefusal refusal, Exception? inner = null) : Exception(refusal.Sentence, inner)
{
    /// <summary>What happened.</summary>
    public DoorRefusal Refusal { get; } = refusal;

    /// <summary>The refusal within an exception, however deeply Orleans has wrapped it; null: there is none.</summary>
    public static DoorRefusal? Within(Exception? failure) => failure switch
    {
        null => null,
        DoorException door => door.Refusal,
        AggregateException several => several.InnerExceptions.Select(Within).FirstOrDefault(found => found is not null),
        _ => Within(failure.InnerException),
    };
}
