using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Grains.Placement;
using NegotiationSim.Scenarios;
using Orleans.Placement;

namespace NegotiationSim.Grains;

/// <summary>Holds one actor and the order of calls to it; every rule of diplomacy is in the engine.</summary>
[LanePlacement, Immovable, KeepAlive]
internal sealed class ActorGrain(TurnWatch watch, DriverLeases leases) : Grain, IActorGrain
{
    private readonly Attempt _attempt = new();
    private TurnWatch.Desk? _desk;
    private ActorAgent? _agent;

    private ActorAgent Agent => _agent ?? throw new NotAdmittedException($"the actor {this.GetPrimaryKeyString()}");

    /// <inheritdoc/>
    public ValueTask AdmitAsync(Scenario brief, int self)
    {
        var key = this.GetPrimaryKeyString();
        _desk = watch.Open(key, self, brief.Actors[self].Id);
        leases.Enter(key, () => GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "its driver is gone")));
        _agent = new ActorAgent(brief, self, c => new GrainPort(GrainFactory.GetGrain<IActorGrain>(GrainKey.Actor(GrainKey.LaneOf(key), c)), _attempt));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask BeginAsync(long attempt, BlockSpec spec, CancellationToken cancellation)
    {
        var agent = Agent;
        _attempt.Begin(attempt);
        agent.Token = cancellation;
        using (_desk!.Begin(round: 0))
        {
            await agent.BeginAsync(spec);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Utterances> TurnAsync(long attempt, TurnRequest request, CancellationToken cancellation)
    {
        var agent = Enter(attempt, cancellation);
        using (_desk!.Begin(request.Round))
        {
            return await agent.TurnAsync(request);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ConsentReply> ConsentAsync(long attempt, ConsentRequest request, CancellationToken cancellation)
    {
        var agent = Enter(attempt, cancellation);
        using (_desk!.Begin(request.Round))
        {
            return await agent.ConsentAsync(request);
        }
    }

    /// <inheritdoc/>
    public ValueTask<PeriodReply> PeriodAsync(long attempt, PeriodRequest request) => Enter(attempt).PeriodAsync(request);

    /// <inheritdoc/>
    public ValueTask<DiaryPage> TurnPageAsync(long attempt) => new(Enter(attempt).TurnPage());

    /// <inheritdoc/>
    public ValueTask<CloseReply> CloseAsync(long attempt, CloseRequest request) => new(Enter(attempt).Close(request));

    /// <inheritdoc/>
    public ValueTask LeaveAsync()
    {
        DeactivateOnIdle();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        leases.Leave(this.GetPrimaryKeyString());
        if (_desk is { } desk)
        {
            watch.Close(this.GetPrimaryKeyString(), desk);
        }

        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>A call within an attempt. Its token is what the agent looks at in the middle of a long turn, and what ratifiers that it consults are called with.</summary>
    private ActorAgent Enter(long attempt, CancellationToken cancellation = default)
    {
        var agent = Agent;
        _attempt.Check(attempt);
        agent.Token = _attempt.Cancellation = cancellation;
        return agent;
    }
}
