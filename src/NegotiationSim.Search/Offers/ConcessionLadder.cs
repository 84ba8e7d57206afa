using System.Buffers;
using System.Runtime.CompilerServices;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Offers;

/// <summary>
/// An offer that suits the others: the greedy solution of the multiple-choice knapsack (Sinha &amp; Zoltners 1979). From its best permitted
/// outcome the actor changes one component at a time. First it takes the change with the largest gain in the others' mean estimated
/// utility per own utility given up, until that change would fall below the target; then, of those that stay at or above the target, the one
/// with the largest gain, until none gains. Ties: less own loss, then the lower component, then the lower value. A change that
/// loses nothing comes before all that do.
/// </summary>
public static class ConcessionLadder
{
    /// <summary>Beyond so many values of all components together, rungs are listed in rented memory.</summary>
    private const int MostOnTheStack = 512;

    /// <summary>Finds the offer. False when nothing is permitted or the best permitted outcome is below the target.</summary>
    /// <param name="search">What the actor may offer.</param>
    /// <param name="estimate">Per component and value (<see cref="ComponentLayout.Offset"/>) what it adds to the others' mean estimated utility.</param>
    /// <param name="target">The least own utility that is offered.</param>
    /// <param name="reservation">The no-deal value.</param>
    /// <param name="outcome">Receives the offer.</param>
    /// <param name="utility">Receives its own utility.</param>
    /// <param name="discount">What utilities are worth in this round.</param>
    public static bool Offer(
        OfferSearch search, ReadOnlySpan<double> estimate, double target, double reservation, Span<ushort> outcome, out double utility, double discount = 1)
    {
        if (!search.Best(reservation, outcome, out utility, discount) || utility < target)
        {
            return false;
        }

        return Climb(search, estimate, target, reservation, outcome, ref utility, default(NoFilter), discount);
    }

    /// <summary>Climbs from a text that the actor may sign. False when somebody must be asked about a rung first.</summary>
    /// <param name="search">What the actor may offer.</param>
    /// <param name="estimate">As for <see cref="Offer"/>.</param>
    /// <param name="target">The least own utility that is offered.</param>
    /// <param name="reservation">The no-deal value.</param>
    /// <param name="outcome">Where to start; receives the offer.</param>
    /// <param name="utility">Its own utility.</param>
    /// <param name="filter">Texts that are off the table.</param>
    /// <param name="discount">What utilities are worth in this round.</param>
    [SkipLocalsInit]
    public static bool Climb<TFilter>(
        OfferSearch search, ReadOnlySpan<double> estimate, double target, double reservation, Span<ushort> outcome, ref double utility, TFilter filter, double discount)
        where TFilter : ITextFilter
    {
        var layout = search.Table.Layout;
        var rented = layout.TableLength <= MostOnTheStack ? null : ArrayPool<Rung>.Shared.Rent(layout.TableLength);
        var room = rented is null ? stackalloc Rung[layout.TableLength] : rented;
        Span<double> sums = stackalloc double[2 * layout.IssueCount + 1];
        var rungs = new LadderRungs(search, estimate, outcome, room, sums[..layout.IssueCount], sums[layout.IssueCount..]);
        rungs.List();
        var isFree = Climb(ref rungs, target, reservation, outcome, ref utility, filter, discount);
        if (rented is not null)
        {
            ArrayPool<Rung>.Shared.Return(rented);
        }

        return isFree;
    }

    private static bool Climb<TFilter>(
        ref LadderRungs rungs, double target, double reservation, Span<ushort> outcome, ref double utility, TFilter filter, double discount)
        where TFilter : ITextFilter
    {
        // Up the ladder by gain per loss while the best rung is within reach, then whatever still fits.
        foreach (var byRatio in (ReadOnlySpan<bool>)[true, false])
        {
            while (rungs.Choose(byRatio, byRatio ? double.NegativeInfinity : target, utility, reservation, discount, filter)
                is { Component: >= 0 } step && step.Utility >= target)
            {
                rungs.Take(step.Component, step.Value);
                utility = step.Utility;
                if (filter.MustAskAbout(outcome))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private readonly struct NoFilter : ITextFilter
    {
        public bool Excludes(ReadOnlySpan<ushort> text) => false;

        public bool MustAskAbout(ReadOnlySpan<ushort> text) => false;
    }
}

/// <summary>Texts that an actor may not put forward although its own lines would let them pass: refused ones.</summary>
public interface ITextFilter
{
    /// <summary>The text is off the table.</summary>
    bool Excludes(ReadOnlySpan<ushort> text);

    /// <summary>Somebody must be asked about the text first; the search stops there.</summary>
    bool MustAskAbout(ReadOnlySpan<ushort> text);
}
