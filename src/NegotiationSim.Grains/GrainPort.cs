using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Telemetry;

namespace NegotiationSim.Grains;

/// <summary>How a table reaches an actor, or a principal its ratifier, in another grain.</summary>
/// <param name="grain">Who is called.</param>
/// <param name="attempt">What the caller is at.</param>
internal sealed class GrainPort(IActorGrain grain, Attempt attempt) : IActorPort
{
    public ValueTask BeginAsync(BlockSpec spec) => grain.BeginAsync(attempt.Next(), spec, attempt.Cancellation);

    public ValueTask<Utterances> TurnAsync(TurnRequest request)
    {
        var turn = grain.TurnAsync(attempt.Next(request.Round), request, attempt.Cancellation);
        return NegotiationTelemetry.CountsOffers && !request.ListenOnly ? CountAsync(turn, request) : turn;
    }

    public ValueTask<ConsentReply> ConsentAsync(ConsentRequest request) => grain.ConsentAsync(attempt.Next(), request, attempt.Cancellation);

    public ValueTask<PeriodReply> PeriodAsync(PeriodRequest request) => grain.PeriodAsync(attempt.Next(), request);

    private async ValueTask<Utterances> CountAsync(ValueTask<Utterances> turn, TurnRequest request)
    {
        var reply = await turn;
        for (var k = 0; k < request.ActiveCount; k++)
        {
            attempt.Offers += reply.Said[request.Active[k]] == Said.Offer ? 1 : 0;
        }

        return reply;
    }
}
