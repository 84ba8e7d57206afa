using NegotiationSim.Engine;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli;

/// <summary>Whatever plays negotiations: a silo in this process, or a stand-in in tests.</summary>
internal interface IScenarioRunner : IAsyncDisposable
{
    /// <summary>Plays one replica to its end and tells it meanwhile, entry by entry; called again it tells the same.</summary>
    /// <param name="scenario">What is negotiated.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="replica">Which of the seed's negotiations, from 0.</param>
    /// <param name="hear">Takes the transcript in order; the negotiation waits for it.</param>
    /// <param name="cancellation">Ends the wait; nothing is returned then.</param>
    /// <returns>The record; its transcript may be empty.</returns>
    async Task<RunRecord> TellAsync(Scenario scenario, ulong seed, long replica, Action<TranscriptEntry> hear, CancellationToken cancellation)
    {
        var record = await RunAsync(scenario, seed, replica, cancellation);
        foreach (var entry in record.Transcript)
        {
            hear(entry);
        }

        return record;
    }

    /// <summary>Plays one replica to its end.</summary>
    /// <param name="scenario">What is negotiated.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="replica">Which of the seed's negotiations, from 0.</param>
    /// <param name="cancellation">Ends the wait; nothing is returned then.</param>
    Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation);

    /// <summary>The piece of work of an actor that has been going on for longest; null: there is none.</summary>
    LongTurn? LongestTurn() => null;

    /// <summary>How many tables can play at the same time, as the runner knows better than the command; null: it does not. More may come while a batch is played.</summary>
    /// <param name="scenario">What is negotiated at them.</param>
    int? LanesFor(Scenario scenario) => null;

    /// <summary>Says what is going to be played, for those who watch from outside; it changes nothing.</summary>
    /// <param name="scenario">The name of the scenario.</param>
    /// <param name="done">How many replicas are finished already.</param>
    /// <param name="total">How many there will be in all, at most where there is a precision.</param>
    void Announce(string scenario, double done, double total)
    {
    }

    /// <summary>Plays replicas and hands out the blocks that they were played in, in order.</summary>
    /// <param name="scenario">What is negotiated.</param>
    /// <param name="options">How the work is spread.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="first">The first replica, from 0.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="cancellation">Gives up what is still being played.</param>
    IAsyncEnumerable<FinishedBlock> PlayAsync(Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, CancellationToken cancellation);
}
