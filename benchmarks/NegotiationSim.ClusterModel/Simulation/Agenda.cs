namespace NegotiationSim.ClusterModel.Simulation;

/// <summary>What is to happen when. Events of the same time come in the order in which they were entered, so a simulation repeats.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Event, (double Time, long Order)> _events = new();
    private long _order;

    /// <summary>The time, in seconds.</summary>
    public double Now { get; private set; }

    /// <summary>Enters an event.</summary>
    public void Add(double time, EventKind kind, int who, int epoch = 0) => _events.Enqueue(new Event(kind, who, epoch), (time, _order++));

    /// <summary>Goes on to the next event.</summary>
    public Event Next()
    {
        _events.TryDequeue(out var next, out var at);
        Now = at.Time;
        return next;
    }
}

/// <summary>Something that happens.</summary>
/// <param name="Kind">What.</param>
/// <param name="Who">To which lane or silo.</param>
/// <param name="Epoch">The lane's block, counted, so that what a lost silo would have sent is told apart.</param>
internal readonly record struct Event(EventKind Kind, int Who, int Epoch);

/// <summary>What can happen.</summary>
internal enum EventKind
{
    /// <summary>A lane's silo has played its block.</summary>
    Played,

    /// <summary>The result has arrived at the client.</summary>
    ResultArrived,

    /// <summary>The client has read it, and asks the actors how they came out.</summary>
    ResultRead,

    /// <summary>The actors have answered.</summary>
    ActorsAnswered,

    /// <summary>The answers have arrived.</summary>
    AnswersArrived,

    /// <summary>The client has read them: the block is finished, the lane free.</summary>
    Finished,

    /// <summary>The block at the head is recorded.</summary>
    Recorded,

    /// <summary>A link's pulse.</summary>
    Pulse,

    /// <summary>The client looks at the membership table.</summary>
    Look,

    /// <summary>A silo falls silent.</summary>
    Silence,

    /// <summary>The client gives that silo up.</summary>
    Loss,
}
