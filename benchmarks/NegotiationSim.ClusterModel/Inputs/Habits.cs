namespace NegotiationSim.ClusterModel.Inputs;

/// <summary>How the program goes about a batch in a cluster; where the value is not said otherwise, as it does.</summary>
internal sealed record Habits
{
    /// <summary>Blocks that are handed out before the first of them is recorded, as a multiple of the lanes (<c>Experiment</c>).</summary>
    public double Window { get; init; } = 2;

    /// <summary>Blocks that a lane has at a time: one, or a second one that waits at the silo.</summary>
    public int InFlight { get; init; } = 1;

    /// <summary>Whether actors are asked one after the other how they came out (<c>Lane</c>), and not all at once.</summary>
    public bool OneByOne { get; init; } = true;

    /// <summary>Seconds between two pulses of a link (<c>DriverPulse</c>).</summary>
    public double Pulse { get; init; } = 0.5;

    /// <summary>Seconds without an answer after which a silo is given up (<c>DriverPulse</c>).</summary>
    public double Silence { get; init; } = 4;

    /// <summary>Seconds between two looks of the client at the membership table (<c>ClusterSilos</c>).</summary>
    public double Look { get; init; } = 1;

    /// <summary>Seconds between two looks of a silo at it (<c>Detection</c>).</summary>
    public double Refresh { get; init; } = 5;

    /// <summary>Seconds between two "I am alive" of a silo (<c>Detection</c>).</summary>
    public double Alive { get; init; } = 5;

    /// <summary>Seconds that a silo tries to join (<c>Detection</c>).</summary>
    public double Joining { get; init; } = 60;

    /// <summary>Silos that each silo probes: the default of Orleans 10.4.</summary>
    public int Probed { get; init; } = 10;

    /// <summary>Seconds between two probes of a silo by another (<c>Detection</c>).</summary>
    public double Probe { get; init; } = 1;

    /// <summary>Whether silos add up and write the rows of what they played, and the client gets sums alone. The program does not.</summary>
    public bool RecordAtSilos { get; init; }

    /// <summary>Clients that share the silos and the replicas, each with its own files. The program has one.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>How many times as large as usual blocks are.</summary>
    public double Blocks { get; init; } = 1;

    /// <summary>Threads at the client that write rows. The program has one.</summary>
    public int Writers { get; init; } = 1;
}
