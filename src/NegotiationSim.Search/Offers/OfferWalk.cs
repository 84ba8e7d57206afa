using NegotiationSim.Search.Lattice;

namespace NegotiationSim.Search.Offers;

/// <summary>
/// A walk over an actor's permitted outcomes, one at a time, found only when asked for: down from the best (MiCRO), equal ones by
/// descending enumeration index; or up from a target, equal ones by ascending index. Reusable; one walk belongs to one caller.
/// </summary>
public sealed class OfferWalk
{
    private OfferSearch? _search;

    internal bool Ascends { get; private set; }

    internal double Bound { get; private set; }

    internal double Reservation { get; private set; }

    internal double Discount { get; private set; }

    internal bool HasStarted { get; set; }

    internal bool HasEnded { get; set; }

    /// <summary>The utility of the outcome that the walk stands at.</summary>
    internal double Utility { get; set; }

    /// <summary>Its enumeration index, where outcomes are listed.</summary>
    internal int Index { get; set; }

    /// <summary>Where the walk stands, where outcomes are not listed.</summary>
    internal LatticeWalk? Lattice { get; set; }

    /// <summary>Starts down from the best permitted outcome to the last one at or above <paramref name="bound"/> (given with its tolerance).</summary>
    public void StartDown(OfferSearch search, double bound, double reservation, double discount = 1) =>
        Start(search, false, bound, reservation, discount);

    /// <summary>Starts up from the cheapest permitted outcome at or above <paramref name="target"/>.</summary>
    public void StartUp(OfferSearch search, double target, double reservation, double discount = 1) =>
        Start(search, true, target, reservation, discount);

    /// <summary>The next outcome of the walk; false at its end, and from then on.</summary>
    public bool Next(Span<ushort> outcome, out double utility)
    {
        utility = double.NaN;
        if (HasEnded || _search is null)
        {
            return false;
        }

        HasEnded = !_search.Index.Next(this, outcome, out utility);
        return !HasEnded;
    }

    private void Start(OfferSearch search, bool ascends, double bound, double reservation, double discount)
    {
        _search = search;
        Ascends = ascends;
        Bound = bound;
        Reservation = reservation;
        Discount = discount;
        HasStarted = false;
        HasEnded = false;
    }
}
