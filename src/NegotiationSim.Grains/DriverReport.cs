namespace NegotiationSim.Grains;

/// <summary>What a driver says of itself and of what it plays, to whoever looks at the cluster.</summary>
/// <param name="Driver">Its name: the machine, the process and a part by chance.</param>
/// <param name="Scenario">The name of the scenario that it plays; empty: nothing yet.</param>
/// <param name="Done">Replicas that are finished, in the order of the batch; of all scenarios that are played against each other.</param>
/// <param name="Total">Replicas that there will be, at most where a precision is to be reached; 0: not known yet.</param>
[GenerateSerializer, Immutable, Alias("negsim.driver-report")]
public sealed record DriverReport(
    [property: Id(0)] string Driver,
    [property: Id(1)] string Scenario = "",
    [property: Id(2)] double Done = 0,
    [property: Id(3)] double Total = 0)
{
    /// <summary>How long ago the silo that tells of it heard it last, in seconds; 0 in what the driver itself says.</summary>
    [Id(4)]
    public double Silence { get; init; }
}
