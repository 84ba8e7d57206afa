using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Grains.Messages;

namespace NegotiationSim.Grains;

/// <summary>Holds one actor and the order of calls to it; every rule of diplomacy is in the engine.</summary>
internal sealed class ActorGrain(PlayTokens tokens, TurnWatch watch) : Grain, IActorGrain
{
    private readonly TicketGate _gate = new();
    private TurnWatch.Desk? _desk;
    private ActorAgent? _port;

    private ActorAgent Port => _port ?? throw new InvalidOperationException($"the actor {this.GetPrimaryKeyString()} was called before it had its brief");

    /// <inheritdoc/>
    public ValueTask AdmitAsync(ActorBrief brief)
    {
        var table = GrainKey.TableOf(this.GetPrimaryKeyString());
        _desk = watch.Open(this.GetPrimaryKeyString(), brief.Self);
        _port = new ActorAgent(brief.Scenario, brief.Self, c => new CounsellorPort(GrainFactory.GetGrain<IActorGrain>(GrainKey.Actor(table, c)), _gate));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask BeginAsync(Ticket ticket, BlockSpec spec)
    {
        _gate.Open(ticket);
        Port.Token = tokens.Of(GrainKey.TableOf(this.GetPrimaryKeyString()));
        _desk!.Begin(round: 0);
        try
        {
            return Port.BeginAsync(spec);
        }
        finally
        {
            _desk.End();
        }
    }

    /// <inheritdoc/>
    public ValueTask<Utterances> TurnAsync(Ticket ticket, TurnRequest request)
    {
        _gate.Pass(ticket);
        var port = Port;
        _desk!.Begin(request.Round);
        try
        {
            return port.TurnAsync(request);
        }
        finally
        {
            _desk.End();
        }
    }

    /// <inheritdoc/>
    public ValueTask<ConsentReply> ConsentAsync(Ticket ticket, ConsentRequest request)
    {
        _gate.Pass(ticket, withinStep: request.Purpose == ConsentPurpose.Consultation);
        return Port.ConsentAsync(request);
    }

    /// <inheritdoc/>
    public ValueTask<PeriodReply> PeriodAsync(Ticket ticket, PeriodRequest request)
    {
        _gate.Pass(ticket);
        return Port.PeriodAsync(request);
    }

    /// <inheritdoc/>
    public ValueTask<DiaryPage> TurnPageAsync(Ticket ticket)
    {
        _gate.Check(ticket);
        return new ValueTask<DiaryPage>(Port.TurnPage());
    }

    /// <inheritdoc/>
    public ValueTask<CloseReply> CloseAsync(Ticket ticket, CloseRequest request)
    {
        _gate.Pass(ticket);
        return new ValueTask<CloseReply>(Port.Close(request));
    }

    /// <inheritdoc/>
    public ValueTask LeaveAsync()
    {
        DeactivateOnIdle();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        watch.Close(this.GetPrimaryKeyString());
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>How a principal reaches a ratifier that it consults: within the step of its own turn.</summary>
    private sealed class CounsellorPort(IActorGrain grain, TicketGate gate) : IActorPort
    {
        public ValueTask BeginAsync(BlockSpec spec) => throw new NotSupportedException("the table begins a block");

        public ValueTask<Utterances> TurnAsync(TurnRequest request) => throw new NotSupportedException("the table gives turns");

        public ValueTask<PeriodReply> PeriodAsync(PeriodRequest request) => throw new NotSupportedException("the table keeps time");

        public ValueTask<ConsentReply> ConsentAsync(ConsentRequest request) => grain.ConsentAsync(gate.Current, request);
    }
}
