namespace NegotiationSim.Engine.Blocks;

/// <summary>
/// One period of implementation, put to one actor in every replica whose agreement is in force. All of it is public. Reused; nobody writes until the
/// reply is there. Arrays are indexed by question (the k-th is about slot <c>Active[k]</c>) unless said otherwise.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.period-request")]
public sealed class PeriodRequest
{
    /// <summary>The period, from 1.</summary>
    [Id(0)] public int Period { get; set; }

    /// <summary>The slots asked about; the first <see cref="ActiveCount"/> count.</summary>
    [Id(1)] public int[] Active { get; set; } = [];

    [Id(2)] public int ActiveCount { get; set; }

    /// <summary>Days in a period.</summary>
    [Id(3)] public double Days { get; set; }

    /// <summary>The moment of the period's start, in rounds since the start of the talks.</summary>
    [Id(4)] public double[] Rounds { get; set; } = [];

    /// <summary>frailty * breach * (1 - enforcement) * exp(-deterrence * monitoring) * days / 7: the hazard of this period at c = 0.</summary>
    [Id(5)] public double[] Exposure { get; set; } = [];

    /// <summary>The share of the actor's breaches that its patrons prevent.</summary>
    [Id(6)] public double[] Prevented { get; set; } = [];

    /// <summary>The tension that bears on the actor's wish to breach.</summary>
    [Id(7)] public double[] Tension { get; set; } = [];

    /// <summary>Gates that are not open yet, a bit per gate: what they unlock is at its status quo for the breach rule.</summary>
    [Id(8)] public ulong[] Shut { get; set; } = [];

    /// <summary>Per slot the signed text, a value per component.</summary>
    [Id(9)] public ushort[] Texts { get; set; } = [];

    [Id(10)] public Announcements Announcements { get; set; } = new();

    /// <summary>Makes room for <paramref name="slots"/> questions.</summary>
    public void Ensure(int slots)
    {
        if (Active.Length < slots)
        {
            Active = new int[slots];
            Rounds = new double[slots];
            Exposure = new double[slots];
            Prevented = new double[slots];
            Tension = new double[slots];
            Shut = new ulong[slots];
        }
    }
}

/// <summary>What an actor does in a period, the k-th for the k-th question. Owned and rewritten by the actor.</summary>
[GenerateSerializer, Immutable, Alias("negsim.period-reply")]
public sealed class PeriodReply
{
    /// <summary>Whether it breaches.</summary>
    [Id(0)] public bool[] Breaches { get; set; } = [];

    /// <summary>Whether it leaves at the end of the period, if it can, because it is better off without.</summary>
    [Id(1)] public bool[] WantsOut { get; set; } = [];

    /// <summary>Makes room for <paramref name="count"/> answers.</summary>
    public void Ensure(int count)
    {
        if (Breaches.Length < count)
        {
            Breaches = new bool[count];
            WantsOut = new bool[count];
        }
    }
}
