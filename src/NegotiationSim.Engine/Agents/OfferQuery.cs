using NegotiationSim.Search;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// A search for the first outcome of a walk that is on the table and that the ratifiers, where the actor consults, would let pass. They are asked about
/// a batch at a time. The search keeps its place while it waits for an answer and goes on from there; a new turn, or another question, begins anew.
/// </summary>
/// <param name="components">Components of an outcome.</param>
internal sealed class OfferQuery(int components)
{
    private readonly OfferWalk _walk = new();
    private readonly ushort[] _next = new ushort[components];

    /// <summary>What the walk has come to and nobody has refused yet, in order.</summary>
    private readonly OutcomeSet _ahead = new(components);

    private readonly List<double> _utilities = [];
    private int _at;
    private (int Turn, ulong Among, bool Ascends, double Bound) _asked = (-1, 0, false, 0);

    /// <summary>Finds the outcome; false where there is none, or where the consultation halts the turn.</summary>
    /// <param name="state">The actor.</param>
    /// <param name="search">What may be offered.</param>
    /// <param name="among">Tells that search from others in the same turn.</param>
    /// <param name="ascends">Up from the bound, equal ones by ascending enumeration index; else down from the best, equal ones by descending index.</param>
    /// <param name="bound">In utility.</param>
    /// <param name="reservation">The no-deal value.</param>
    /// <param name="discount">What utilities are worth in this round.</param>
    /// <param name="outcome">Receives the outcome.</param>
    /// <param name="utility">Receives its utility.</param>
    public bool TryFind(
        AgentState state, OfferSearch search, ulong among, bool ascends, double bound, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        var asked = (state.Consultation?.Turn ?? -1, among, ascends, bound);
        if (state.Consultation is null || _asked != asked)
        {
            _asked = asked;
            Clear();
            if (ascends)
            {
                _walk.StartUp(search, bound, reservation, discount);
            }
            else
            {
                _walk.StartDown(search, bound, reservation, discount);
            }
        }

        do
        {
            for (; _at < _ahead.Count; _at++)
            {
                var next = _ahead[_at];
                if (state.Consultation?.IsRefused(next) != true)
                {
                    next.CopyTo(outcome);
                    utility = _utilities[_at];
                    return !OfferChoice.IsUnknown(state, next);
                }
            }

            Clear();
        }
        while (LookAhead(state));
        utility = double.NaN;
        return false;
    }

    /// <summary>Walks on to the next outcome that is on the table, and as far as a batch of questions goes where that is unknown; false at the end.</summary>
    private bool LookAhead(AgentState state)
    {
        var (filter, consultation) = (new OutcomeFilter(state), state.Consultation);
        while ((consultation is null || consultation.TryStep()) && _walk.Next(_next, out var utility))
        {
            if (filter.Excludes(_next))
            {
                continue;
            }

            _ahead.Add(_next);
            _utilities.Add(utility);
            if (consultation is null || (_ahead.Count == 1 && consultation.Passes(_next)))
            {
                break;
            }

            if (!consultation.Passes(_next))
            {
                consultation.Pending.Add(_next);
                if (consultation.Pending.Count >= Consultation.Batch)
                {
                    break;
                }
            }
        }

        return _ahead.Count > 0;
    }

    private void Clear()
    {
        _ahead.Clear();
        _utilities.Clear();
        _at = 0;
    }
}
