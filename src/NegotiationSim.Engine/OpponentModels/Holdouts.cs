using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.OpponentModels;

/// <summary>
/// Who stands in the way of an actor's offers, in one replica. With several others an offer that suits most of them and never the one that rejects it is signed by nobody, so whoever
/// rejects counts more in what the others want on the whole: a weight of 1 + 4 r, where r halves with every offer of the actor's that is rejected and grows by a half for whoever rejected it
/// first. With one other it changes nothing. Our choice; docs/decisions/0015 gives the figures.
/// </summary>
internal sealed class Holdouts(int actors)
{
    /// <summary>How much more than anybody else a party counts that alone rejects whatever is offered.</summary>
    public const double Emphasis = 4;

    private readonly double[] _rejects = new double[actors];
    private int _answeredRound;

    /// <summary>What a party counts.</summary>
    public double WeightOf(int party) => 1 + Emphasis * _rejects[party];

    /// <summary>A replica begins.</summary>
    public void Clear()
    {
        Array.Clear(_rejects);
        _answeredRound = 0;
    }

    /// <summary>At the actor's turn: finds who was the first to reject its last offer.</summary>
    public void Hear(TurnRequest request, int slot, int self)
    {
        if (request.Board[self] is not { } own || own.Said[slot] != Said.Offer || own.Round[slot] <= _answeredRound)
        {
            return;
        }

        _answeredRound = own.Round[slot];
        for (var k = 1; k < _rejects.Length; k++)
        {
            // In the order of turns: those behind the actor in its own round, then those before it in the next.
            var other = (self + k) % _rejects.Length;
            var round = _answeredRound + (other < self ? 1 : 0);
            if (request.Board[other] is { } said && said.Round[slot] == round && said.Said[slot] is Said.Offer or Said.Reject)
            {
                for (var party = 0; party < _rejects.Length; party++)
                {
                    _rejects[party] /= 2;
                }

                _rejects[other] += 0.5;
                return;
            }
        }
    }
}
