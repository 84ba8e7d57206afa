namespace NegotiationSim.Grains.Driving;

/// <summary>A silo, as the driver of an experiment reaches it.</summary>
public interface ISiloLink
{
    /// <summary>Where its grains are found.</summary>
    IGrainFactory Grains { get; }

    /// <summary>Where an actor of its tables is found; elsewhere than its table where actors are spread over silos.</summary>
    /// <param name="actor">The number of the actor.</param>
    IGrainFactory GrainsOf(int actor) => Grains;

    /// <summary>How many tables may play there at the same time, at least 1.</summary>
    int Lanes { get; }

    /// <summary>How many tables of a scenario may play there at the same time; fewer than <see cref="Lanes"/> where memory would not do.</summary>
    /// <param name="tableBytes">What one takes at the most, in bytes.</param>
    int LanesFor(long tableBytes) => Lanes;

    /// <summary>The key of a table of this silo.</summary>
    /// <param name="table">The key that it would have anywhere.</param>
    /// <param name="actors">How many actors it has.</param>
    string Place(string table, int actors) => table;

    /// <summary>Cancelled when the silo is given up: what it was playing is played elsewhere, and whatever it still says is not heard. Nothing is ever restored; a silo that comes back is a new link.</summary>
    CancellationToken Lost => CancellationToken.None;

    /// <summary>Cancelled when the silo is about to leave: it plays its blocks to their end and gets no others.</summary>
    CancellationToken Leaving => CancellationToken.None;

    /// <summary>Whether the link is lost because a silo is, and not only what was said between silos. A block under which silos are lost again and again is suspected of ending them.</summary>
    bool HasLostSilo => true;

    /// <summary>Gives the silo up: it answers, and nothing that is asked of it succeeds.</summary>
    /// <param name="reason">Why, for a person.</param>
    void GiveUp(string reason)
    {
    }

    /// <summary>Lets the grains of a lane of a lost link go, where there are any that can be reached.</summary>
    /// <param name="lane">The key of its table.</param>
    Task DropAsync(string lane) => Task.CompletedTask;
}
