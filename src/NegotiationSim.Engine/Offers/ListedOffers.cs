using System.Numerics;
using NegotiationSim.Engine.Conditions;
using NegotiationSim.Engine.Utilities;

namespace NegotiationSim.Engine.Offers;

/// <summary>
/// The permitted outcomes of a small space, listed in enumeration order with their utilities (NaN where not permitted), unsorted:
/// a query is one pass over a few hundred doubles, which is cheaper than sorting what is drawn anew for every replica.
/// </summary>
internal sealed class ListedOffers : OfferIndex
{
    private readonly ComponentLayout _layout;
    private readonly double[] _utility;
    private readonly double[] _subset;
    private double[]? _kept;
    private ConsentRule? _consent;
    private double _worst;

    [ThreadStatic]
    private static double[]? t_allowed;

    public ListedOffers(ComponentLayout layout)
    {
        _layout = layout;
        _utility = new double[Padded(layout.Listed)];
        var largest = Enumerable.Range(0, layout.IssueCount).Where(layout.IsSet).Select(layout.ComponentsOf).DefaultIfEmpty(0).Max();
        _subset = new double[1 << largest];
    }

    public override bool IsExact => true;

    public override double WorstFeasible => _worst;

    public void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent)
    {
        _consent = consent;
        ListUtilities(table);
        Forbid(infeasible);
        _worst = Least(_utility, double.NegativeInfinity);
        Forbid(vetoes);
        if (consent is not null)
        {
            ListTrust(consent);
        }
    }

    public override bool Best(double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        var offers = Permitted(reservation, discount);
        utility = Greatest(offers, double.PositiveInfinity);
        return Found(offers, utility, outcome);
    }

    public override bool Cheapest(double target, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        var offers = Permitted(reservation, discount);
        utility = Least(offers, target);
        return Found(offers, utility, outcome);
    }

    /// <summary>The greatest utility of a permitted outcome below a bound, whatever the consent rule says; negative infinity where there is none.</summary>
    public double GreatestBelow(double bound) => Greatest(_utility, Math.BitDecrement(bound));

    public override double Count(double bound, double reservation, double discount)
    {
        var count = 0;
        foreach (var utility in Permitted(reservation, discount))
        {
            count += utility >= bound ? 1 : 0;
        }

        return count;
    }

    public override bool Pick(double uniform, double bound, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        var left = Math.Floor(uniform * Count(bound, reservation, discount));
        var offers = Permitted(reservation, discount);
        for (var i = 0; i < offers.Length; i++)
        {
            if (offers[i] >= bound && left-- <= 0)
            {
                _layout.Decode(i, outcome);
                utility = offers[i];
                return true;
            }
        }

        utility = double.NaN;
        return false;
    }

    public override bool Next(OfferWalk walk, Span<ushort> outcome, out double utility)
    {
        var offers = Permitted(walk.Reservation, walk.Discount);
        return walk.Ascends ? Up(walk, offers, outcome, out utility) : Down(walk, offers, outcome, out utility);
    }

    private bool Up(OfferWalk walk, ReadOnlySpan<double> offers, Span<ushort> outcome, out double utility)
    {
        utility = walk.Utility;
        var index = walk.HasStarted ? Equal.First(offers, utility, walk.Index + 1) : -1;
        if (index < 0)
        {
            utility = Least(offers, walk.HasStarted ? Math.BitIncrement(utility) : walk.Bound);
            index = Equal.First(offers, utility, 0);
        }

        return Stand(walk, index, utility, outcome);
    }

    private bool Down(OfferWalk walk, ReadOnlySpan<double> offers, Span<ushort> outcome, out double utility)
    {
        utility = walk.Utility;
        var index = walk.HasStarted ? Equal.Last(offers, utility, walk.Index) : -1;
        if (index < 0)
        {
            utility = Greatest(offers, walk.HasStarted ? Math.BitDecrement(utility) : double.PositiveInfinity);
            index = utility >= walk.Bound ? Equal.Last(offers, utility, offers.Length) : -1;
        }

        return Stand(walk, index, utility, outcome);
    }

    private bool Stand(OfferWalk walk, int index, double utility, Span<ushort> outcome)
    {
        if (index < 0)
        {
            return false;
        }

        walk.HasStarted = true;
        walk.Utility = utility;
        walk.Index = index;
        _layout.Decode(index, outcome);
        return true;
    }

    private bool Found(ReadOnlySpan<double> offers, double utility, Span<ushort> outcome)
    {
        var index = Equal.First(offers, utility, 0);
        if (index < 0)
        {
            return false;
        }

        _layout.Decode(index, outcome);
        return true;
    }

    private static int Padded(int length) => (length + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    /// <summary>The least utility at or above a bound; positive infinity where there is none.</summary>
    private static double Least(ReadOnlySpan<double> offers, double bound)
    {
        var least = new Vector<double>(double.PositiveInfinity);
        var none = least;
        var floor = new Vector<double>(bound);
        for (var i = 0; i <= offers.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var x = new Vector<double>(offers[i..]);
            least = Vector.Min(least, Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, floor), x, none));
        }

        var result = least[0];
        for (var k = 1; k < Vector<double>.Count; k++)
        {
            result = Math.Min(result, least[k]);
        }

        return result;
    }

    /// <summary>The greatest utility at or below a bound; negative infinity where there is none.</summary>
    private static double Greatest(ReadOnlySpan<double> offers, double bound)
    {
        var greatest = new Vector<double>(double.NegativeInfinity);
        var none = greatest;
        var ceiling = new Vector<double>(bound);
        for (var i = 0; i <= offers.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var x = new Vector<double>(offers[i..]);
            greatest = Vector.Max(greatest, Vector.ConditionalSelect(Vector.LessThanOrEqual(x, ceiling), x, none));
        }

        var result = greatest[0];
        for (var k = 1; k < Vector<double>.Count; k++)
        {
            result = Math.Max(result, greatest[k]);
        }

        return result;
    }

    /// <summary>The list with what the consent rule forbids at this no-deal value taken out.</summary>
    private ReadOnlySpan<double> Permitted(double reservation, double discount)
    {
        if (_consent is null)
        {
            return _utility;
        }

        if (t_allowed is null || t_allowed.Length < _utility.Length)
        {
            t_allowed = new double[_utility.Length];
        }

        var allowed = t_allowed.AsSpan(0, _utility.Length);
        for (var i = 0; i < allowed.Length; i++)
        {
            allowed[i] = _consent.Allows(_kept![i], _utility[i], reservation, discount) ? _utility[i] : double.NaN;
        }

        return allowed;
    }

    private void ListUtilities(UtilityTable table)
    {
        _utility[0] = 0;
        var count = 1;
        for (var issue = 0; issue < _layout.IssueCount; issue++)
        {
            ReadOnlySpan<double> terms;
            if (_layout.IsSet(issue))
            {
                terms = Subsets(table, issue);
            }
            else
            {
                terms = table.Terms(_layout.FirstComponent(issue));
            }

            // From the back, so that what is read has not been overwritten yet.
            for (var prefix = count - 1; prefix >= 0; prefix--)
            {
                var sum = _utility[prefix];
                var target = _utility.AsSpan(prefix * terms.Length, terms.Length);
                if (table.Share[issue] == 0)
                {
                    target.Fill(sum);
                    continue;
                }

                for (var v = 0; v < target.Length; v++)
                {
                    target[v] = sum + terms[v];
                }
            }

            count *= terms.Length;
        }

        _utility.AsSpan(count).Fill(double.NaN);
        foreach (var linkage in table.Linkages)
        {
            foreach (var index in linkage.Condition.Matches(_layout))
            {
                _utility[index] += linkage.Amount;
            }
        }

        foreach (var cost in table.Costs)
        {
            foreach (var index in cost.Condition.Matches(_layout))
            {
                _utility[index] -= cost.Amount;
            }
        }

        for (var i = 0; table.Capped && i < count; i++)
        {
            _utility[i] = Math.Min(1, _utility[i]);
        }
    }

    /// <summary>The terms of all subsets of a set, in enumeration order: the first member is the slowest.</summary>
    private ReadOnlySpan<double> Subsets(UtilityTable table, int issue)
    {
        var first = _layout.FirstComponent(issue);
        var count = 1;
        _subset[0] = 0;
        for (var c = first; c < first + _layout.ComponentsOf(issue); c++)
        {
            var attitude = table.Value[_layout.Offset(c) + 1];
            for (var i = count - 1; i >= 0; i--)
            {
                _subset[2 * i + 1] = _subset[i] + attitude;
                _subset[2 * i] = _subset[i];
            }

            count *= 2;
        }

        for (var i = 0; i < count; i++)
        {
            _subset[i] = table.SetTerm(issue, _subset[i]);
        }

        return _subset.AsSpan(0, count);
    }

    private void Forbid(ReadOnlySpan<ConcreteCondition> conditions)
    {
        foreach (var condition in conditions)
        {
            foreach (var index in condition.Matches(_layout))
            {
                _utility[index] = double.NaN;
            }
        }
    }

    private void ListTrust(ConsentRule consent)
    {
        _kept ??= new double[_utility.Length];
        Array.Fill(_kept, consent.Enforcement);
        foreach (var term in consent.EnforcementBy)
        {
            foreach (var index in term.Condition.Matches(_layout))
            {
                _kept[index] += term.Amount;
            }
        }

        for (var i = 0; i < _kept.Length; i++)
        {
            _kept[i] = consent.Kept(Math.Clamp(_kept[i], 0, ConsentRule.MostEnforcement));
        }
    }
}
