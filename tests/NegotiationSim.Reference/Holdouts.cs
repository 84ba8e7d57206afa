using NegotiationSim.Engine;

namespace NegotiationSim.Reference;

/// <summary>Who stood in the way of one principal's offers, the latest counting most.</summary>
public sealed class Holdouts(NaiveReplica replica, int index)
{
    private readonly Dictionary<int, double> _rejections = [];
    private int _counted;

    /// <summary>How much another principal's wishes count beside those of the others.</summary>
    public double Weight(int principal) => 1 + 4 * _rejections.GetValueOrDefault(principal);

    /// <summary>
    /// At its turn, looks who rejected its last offer: the first after it, in the order of turns, that answered with a rejection or an offer. Earlier
    /// rejections then count half.
    /// </summary>
    public void StartTurn()
    {
        if (LastUtterance(index) is not { Move: Move.Offer } own || own.Round == _counted)
        {
            return;
        }

        _counted = own.Round;
        var turns = replica.Principals.Where(p => p > index).Select(p => (Principal: p, own.Round))
            .Concat(replica.Principals.Where(p => p < index).Select(p => (Principal: p, Round: own.Round + 1)));
        foreach (var (principal, round) in turns)
        {
            if (LastUtterance(principal) is { Move: Move.Offer or Move.Reject } answer && answer.Round == round)
            {
                foreach (var other in replica.Principals)
                {
                    _rejections[other] = _rejections.GetValueOrDefault(other) / 2 + (other == principal ? 0.5 : 0);
                }

                return;
            }
        }
    }

    private TraceEntry? LastUtterance(int principal)
    {
        var at = replica.Entries.FindLastIndex(e => e.Actor == principal);
        return at < 0 ? null : replica.Entries[at];
    }
}
