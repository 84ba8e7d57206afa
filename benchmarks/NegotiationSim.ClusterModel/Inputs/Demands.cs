namespace NegotiationSim.ClusterModel.Inputs;

/// <summary>What a block takes of everything, under given habits: the numbers that both the formulas and the simulation use.</summary>
internal sealed record Demands
{
    /// <summary>Replicas in a block.</summary>
    public required double Replicas { get; init; }

    /// <summary>Seconds of a lane, on average, to play.</summary>
    public required double Play { get; init; }

    /// <summary>The standard deviation of the logarithm of that.</summary>
    public required double Spread { get; init; }

    /// <summary>Seconds of a lane for messages, and for recording where silos do that.</summary>
    public required double AtSilo { get; init; }

    /// <summary>Bytes from and to the client.</summary>
    public required (double Up, double Down) Bytes { get; init; }

    /// <summary>Seconds of any of the client's processors.</summary>
    public required double Receive { get; init; }

    /// <summary>Seconds of the one thread that records.</summary>
    public required double Record { get; init; }

    /// <summary>Bytes of the client's memory while the block waits for its turn.</summary>
    public required double Held { get; init; }

    /// <summary>Bytes that the client writes.</summary>
    public required double Written { get; init; }

    /// <summary>Exchanges between client and silo, one after the other.</summary>
    public required int Rounds { get; init; }

    /// <summary>What a block takes.</summary>
    public static Demands Of(Workload work, Costs costs, Habits habits)
    {
        var (size, actors) = (habits.Blocks, (int)work.Actors.Value);
        var fixedPart = costs.Call * (1 + actors);
        if (habits.RecordAtSilos)
        {
            // Results stay where they were played; what is left is an exchange, and sums that are added to sums.
            return new Demands
            {
                Replicas = work.Replicas * size,
                Play = work.Play * size,
                Spread = work.Spread / Math.Sqrt(size),
                AtSilo = work.Record * size + costs.Call,
                Bytes = (costs.Sums / 10, costs.Sums),
                Receive = costs.Call,
                Record = costs.Call,
                Held = costs.Sums,
                Written = 0,
                Rounds = 1,
            };
        }

        return new Demands
        {
            Replicas = work.Replicas * size,
            Play = work.Play * size,
            Spread = work.Spread / Math.Sqrt(size),
            AtSilo = fixedPart + Math.Max(0, work.AtSilo - fixedPart) * size,
            Bytes = (work.BytesUp * size, work.BytesDown * size),
            Receive = fixedPart + Math.Max(0, work.Receive - fixedPart) * size,
            Record = (work.Tally + (work.Record - work.Tally) / habits.Writers) * size * (1 + work.Rest / Math.Max(2, 10 * work.Rest)),
            Held = work.Held * size,
            Written = work.RowBytes * work.Replicas * size,
            Rounds = 1 + (habits.OneByOne ? actors : 1),
        };
    }
}
