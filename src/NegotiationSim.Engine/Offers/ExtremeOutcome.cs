using NegotiationSim.Engine.Utilities;

namespace NegotiationSim.Engine.Offers;

/// <summary>
/// The best or the worst outcome of those that <see cref="PermittedValues"/> leaves, by branch and bound: from the most promising value of each component
/// on, and no further than the rest could still make good. With preferences that add up the first path is the answer or next to it.
/// </summary>
internal sealed class ExtremeOutcome
{
    /// <summary>Steps after which the search gives up and leaves the answer to <see cref="OfferLattice"/> (many outcomes that are worth the same).</summary>
    private const int MostSteps = 20_000;

    private readonly int[] _order;
    private readonly double[] _rest;
    private readonly double[] _gain;
    private readonly int[] _next;
    private readonly double[] _sum;
    private readonly ushort[] _outcome;
    private readonly int[] _offset;

    public ExtremeOutcome(ComponentLayout layout)
    {
        var n = layout.ComponentCount;
        _order = new int[layout.TableLength];
        _rest = new double[n + 1];
        _gain = new double[n];
        _next = new int[n + 1];
        _sum = new double[n + 1];
        _outcome = new ushort[n];
        _offset = new int[n];
        for (var c = 0; c < n; c++)
        {
            _offset[c] = layout.Offset(c);
        }
    }

    /// <summary>Finds it; of outcomes that are worth the same the first in enumeration order.</summary>
    /// <param name="values">What is left to choose from.</param>
    /// <param name="table">The utility function.</param>
    /// <param name="error">How far approximate sums may be off.</param>
    /// <param name="sign">1 for the best, -1 for the worst.</param>
    /// <param name="outcome">Receives the outcome.</param>
    /// <param name="utility">Receives its utility; NaN where there is no outcome.</param>
    /// <returns>False: given up.</returns>
    public bool Find(PermittedValues values, UtilityTable table, double error, int sign, Span<ushort> outcome, out double utility)
    {
        utility = double.NaN;
        if (!values.IsPossible)
        {
            return true;
        }

        Prepare(values, sign);
        values.WriteAny(_outcome);
        var n = values.Components;
        var best = double.NegativeInfinity;
        var depth = 0;
        _next[0] = 0;
        _sum[0] = 0;
        for (var steps = 0; depth >= 0; steps++)
        {
            if (steps > MostSteps)
            {
                return false;
            }

            if (depth == n)
            {
                var exact = table.Evaluate(_outcome);
                if (double.IsNaN(utility) || sign * exact > sign * utility || (exact == utility && IsEarlier(_outcome, outcome)))
                {
                    utility = exact;
                    best = Math.Max(best, sign * exact - values.Base * sign);
                    _outcome.CopyTo(outcome);
                }

                depth--;
                continue;
            }

            // Values come by falling promise: where one cannot reach the best any more the rest of them cannot either.
            var k = _next[depth]++;
            if (k == values.Count(depth))
            {
                depth--;
                continue;
            }

            var place = _order[_offset[depth] + k];
            var sum = _sum[depth] + sign * values.Terms(depth)[place];
            if (sum + _gain[depth] + _rest[depth + 1] < best - 2 * error)
            {
                depth--;
                continue;
            }

            _outcome[depth] = values.Values(depth)[place];
            if (!TryCount(values, depth, sign, ref sum) || sum + _rest[depth + 1] < best - 2 * error)
            {
                continue;
            }

            _sum[++depth] = sum;
            _next[depth] = 0;
        }

        return true;
    }

    private static bool IsEarlier(ReadOnlySpan<ushort> one, ReadOnlySpan<ushort> other) => one.SequenceCompareTo(other) < 0;

    /// <summary>Adds what conditions add that are decided now; false where one forbids.</summary>
    private bool TryCount(PermittedValues values, int component, int sign, ref double sum)
    {
        foreach (ref readonly var coupling in values.Couplings)
        {
            if (coupling.Last == component && coupling.Holds(_outcome))
            {
                if (coupling.Forbids)
                {
                    return false;
                }

                sum += sign * coupling.Amount;
            }
        }

        return true;
    }

    private void Prepare(PermittedValues values, int sign)
    {
        var n = values.Components;
        _rest[n] = 0;
        for (var c = n - 1; c >= 0; c--)
        {
            var terms = values.Terms(c);
            var order = _order.AsSpan(_offset[c], terms.Length);
            for (var k = 0; k < terms.Length; k++)
            {
                var at = k;
                for (; at > 0 && sign * terms[order[at - 1]] < sign * terms[k]; at--)
                {
                    order[at] = order[at - 1];
                }

                order[at] = k;
            }

            _gain[c] = 0;
            foreach (ref readonly var coupling in values.Couplings)
            {
                if (coupling.Last == c && !coupling.Forbids)
                {
                    _gain[c] += Math.Max(0, sign * coupling.Amount);
                }
            }

            _rest[c] = _rest[c + 1] + sign * terms[order[0]] + _gain[c];
        }
    }
}
