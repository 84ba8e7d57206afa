using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Messages;
using NegotiationSim.Grains.Telemetry;

namespace NegotiationSim.Grains;

/// <summary>How a table reaches an actor: every call is a step of the play.</summary>
internal sealed class SeatPort(IActorGrain grain, TableCalls calls) : IActorPort
{
    public ValueTask BeginAsync(BlockSpec spec) => grain.BeginAsync(calls.Next(), spec);

    public ValueTask<Utterances> TurnAsync(TurnRequest request)
    {
        var turn = grain.TurnAsync(calls.Next(request.Round), request);
        return NegotiationTelemetry.CountsOffers && !request.ListenOnly ? CountAsync(turn, request) : turn;
    }

    public ValueTask<ConsentReply> ConsentAsync(ConsentRequest request) => grain.ConsentAsync(calls.Next(), request);

    public ValueTask<PeriodReply> PeriodAsync(PeriodRequest request) => grain.PeriodAsync(calls.Next(), request);

    private async ValueTask<Utterances> CountAsync(ValueTask<Utterances> turn, TurnRequest request)
    {
        var reply = await turn;
        for (var k = 0; k < request.ActiveCount; k++)
        {
            calls.Offers += reply.Said[request.Active[k]] == Said.Offer ? 1 : 0;
        }

        return reply;
    }
}

/// <summary>The calls of one play of a block.</summary>
internal sealed class TableCalls
{
    private Ticket _ticket;

    /// <summary>Calls made.</summary>
    public int Steps => _ticket.Step;

    /// <summary>The last round played, from 1.</summary>
    public int Rounds { get; private set; }

    /// <summary>Offers heard; counted only while somebody listens to the meter.</summary>
    public long Offers { get; set; }

    /// <summary>A play begins.</summary>
    public void Begin(Ticket ticket) => (_ticket, Rounds, Offers) = (ticket, 0, 0);

    /// <summary>The ticket of the next call.</summary>
    public Ticket Next(int round = 0)
    {
        Rounds = Math.Max(Rounds, round);
        return _ticket = _ticket with { Step = _ticket.Step + 1 };
    }
}
