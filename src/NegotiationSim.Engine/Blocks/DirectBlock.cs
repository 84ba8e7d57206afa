using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Blocks;

/// <summary>
/// The table and the actors wired together in one process, without grains: what tests and benchmarks hold the grains against. The program
/// itself always goes through grains.
/// </summary>
public sealed class DirectBlock
{
    private readonly Scenario _scenario;
    private readonly ActorAgent[] _agents;
    private readonly Table _table;

    public DirectBlock(Scenario scenario)
    {
        _scenario = scenario;
        _agents = new ActorAgent[scenario.Actors.Length];

        // Ratifiers consult nobody, so they exist before the principals that consult them.
        foreach (var self in Enumerable.Range(0, _agents.Length).OrderBy(a => scenario.Actors[a].Role == Role.Principal))
        {
            _agents[self] = new ActorAgent(Brief.For(scenario, self), self, counsellor => _agents[counsellor]);
        }

        _table = new Table(Brief.Public(scenario), _agents);
    }

    /// <summary>Plays a block.</summary>
    /// <param name="block">Which replicas.</param>
    /// <param name="cancellation">Gives it up, in the middle of a turn where need be.</param>
    /// <exception cref="OperationCanceledException">It was given up; the block is lost.</exception>
    public BlockResult Play(BlockSpec block, CancellationToken cancellation = default)
    {
        foreach (var agent in _agents)
        {
            agent.Token = cancellation;
        }

        var play = _table.PlayAsync(block, cancellation);

        // Every agent answers synchronously, so the play has completed when the call returns.
        return play.IsCompleted ? play.GetAwaiter().GetResult() : play.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>What the actors say about a block that was just played.</summary>
    public IReadOnlyList<CloseReply> Close(BlockResult result)
    {
        var request = CloseRequest.For(result, _table.Announcements);
        return [.. _agents.Select(agent => agent.Close(request))];
    }

    /// <summary>Plays a block and asks the actors how they came out of it.</summary>
    public PlayedBlock PlayOut(BlockSpec block)
    {
        var result = Play(block);
        return new PlayedBlock(block, result, Close(result), _table.Announcements.ToImmutable());
    }

    /// <summary>One negotiation, told.</summary>
    public RunRecord Run(ulong seed, long replica)
    {
        var block = new BlockSpec(seed, replica, 1, Tell: true);
        var result = Play(block);
        return new RunRecordBuilder(_scenario, block, result, Close(result)).Build(0);
    }
}
