namespace NegotiationSim.ClusterModel.Inputs;

/// <summary>What links and the membership store take, whatever is played.</summary>
internal sealed record Costs
{
    /// <summary>CPU seconds of the client per second and link.</summary>
    public required Number Link { get; init; }

    /// <summary>Bytes of the client's memory per link.</summary>
    public required Number LinkMemory { get; init; }

    /// <summary>CPU seconds of either side for a small call: an exchange without a load.</summary>
    public required Number Call { get; init; }

    /// <summary>CPU seconds of Redis for reading the table, and for each of its rows.</summary>
    public required (Number Base, Number Row) Redis { get; init; }

    /// <summary>The same of PostgreSQL, over all its processes.</summary>
    public required (Number Base, Number Row) Postgres { get; init; }

    /// <summary>CPU seconds of Redis for an "I am alive".</summary>
    public required Number RedisWrite { get; init; }

    /// <summary>The same of PostgreSQL.</summary>
    public required Number PostgresWrite { get; init; }

    /// <summary>CPU seconds of a silo, or of the client, per row of the table that it reads.</summary>
    public required Number Reader { get; init; }

    /// <summary>Bytes of a row on the wire.</summary>
    public required Number RowBytes { get; init; }

    /// <summary>Bytes at the client for a block that silos have recorded themselves.</summary>
    public required Number Sums { get; init; }
}
