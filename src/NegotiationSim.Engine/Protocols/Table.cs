using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Protocols;

/// <summary>
/// The table: runs the scenario's protocol over blocks of replicas by asking actors through their ports, and knows nothing of what they want.
/// One block at a time; memory is kept from block to block.
/// </summary>
public sealed class Table
{
    private readonly TableState _state;
    private readonly NegotiationProtocol _protocol;
    private readonly ImplementationPhase? _implementation;

    /// <summary>A table for a scenario.</summary>
    /// <param name="scenario">The scenario as far as it is public; what actors keep to themselves is not looked at.</param>
    /// <param name="ports">A port per actor of the scenario; null for an actor that is never asked.</param>
    public Table(Scenario scenario, IReadOnlyList<IActorPort?> ports)
    {
        _state = new TableState(scenario, ports);
        _protocol = NegotiationProtocol.For(scenario.Protocol);
        _implementation = scenario.Implementation is null ? null : new ImplementationPhase(_state);
    }

    /// <summary>Plays a block to its end. The result is the caller's; announcements stay as they are until the next block.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the block is lost.</exception>
    public async ValueTask<BlockResult> PlayAsync(BlockSpec block, CancellationToken cancellation = default)
    {
        _state.Begin(block);
        foreach (var port in _state.Ports)
        {
            if (port is not null)
            {
                await port.BeginAsync(block).ConfigureAwait(true);
            }
        }

        await _protocol.PlayAsync(_state, cancellation).ConfigureAwait(true);
        if (_state.InForce.Count > 0)
        {
            // Rounds of signature differ between replicas; in slot order the course of a block does not depend on them.
            _state.InForce.Sort();
            await _implementation!.PlayAsync(_state.InForce, cancellation).ConfigureAwait(true);
        }

        return _state.Result;
    }

    /// <summary>
    /// Takes what was noted of a told block while it is still played, so that a long story is never held whole: called between two rounds or periods with the full page, which
    /// it empties; the play goes on when it completes. Null: everything stays in <see cref="BlockResult.Log"/>.
    /// </summary>
    public Func<List<LogEntry>, CancellationToken, ValueTask>? PageTaker { get => _state.PageTaker; set => _state.PageTaker = value; }

    /// <summary>The events announced in the block.</summary>
    public Announcements Announcements => _state.Announcements;
}
