using NegotiationSim.Engine.Agents;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;
using NegotiationSim.Search.Listed;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// An <see cref="AdditiveBook"/> over a small space: per slot the sums over all components but the last, in enumeration order. The last component's terms are added when offers are
/// looked for, so a slot takes a fraction of what all its utilities would, and more replicas stay near the processor.
/// </summary>
internal sealed class PrefixSums : AdditiveBook
{
    /// <summary>Vectors are padded; a list of all utilities is read sooner where that makes for more than this many times as many numbers.</summary>
    private const double MostPadding = 1.5;

    private readonly int _last;
    private readonly int _prefixes;
    private readonly int _stride;
    private double[] _sums = [];

    /// <summary>A book for an actor that <see cref="Suits"/>.</summary>
    public PrefixSums(AgentBlock owner)
        : base(owner)
    {
        _last = Components - 1;
        _prefixes = Prefixes(owner.Brief.Space);
        _stride = OutcomeScan.Padded(_prefixes);
    }

    /// <summary>Whether the offers of an actor, over a small space, are to be kept in this way. Where nothing is drawn, all slots share one list of utilities.</summary>
    public static bool Suits(Scenario brief, Actor actor) =>
        IsAdditive(brief, actor) && UncertainInputs.OfProfile(brief, actor).Any(quantity => !quantity.IsConstant)
        && OutcomeScan.Padded(Prefixes(brief.Space)) <= MostPadding * Prefixes(brief.Space);

    public override double Cheapest(int slot, double target, out double above)
    {
        var utility = OutcomeScan.AtOrAbove(Sums(slot), Terms(slot, _last), target, out above);
        return double.IsPositiveInfinity(utility) ? double.NaN : utility;
    }

    public override void Write(int slot, double utility, Span<ushort> outcome)
    {
        var (prefix, value) = OutcomeScan.First(Sums(slot), Terms(slot, _last), utility);
        outcome[_last] = (ushort)value;
        for (var c = _last - 1; c >= 0; c--)
        {
            (prefix, var digit) = Math.DivRem(prefix, Layout.ValueCount(c));
            outcome[c] = (ushort)digit;
        }
    }

    public override void Fetch(int slot)
    {
        base.Fetch(slot);
        MemoryAhead.Fetch(_sums, slot * _stride, _stride);
    }

    protected override void Reserve(int slots)
    {
        _sums = new double[slots * _stride];
        Array.Fill(_sums, double.NaN);
    }

    protected override void Fill(int slot)
    {
        var sums = _sums.AsSpan(slot * _stride, _prefixes);
        sums[0] = 0;
        var count = 1;
        for (var c = 0; c < _last; c++)
        {
            // From the end, so that no sum is overwritten before it has been extended.
            var terms = Terms(slot, c);
            for (var prefix = count - 1; prefix >= 0; prefix--)
            {
                var sum = sums[prefix];
                for (var v = 0; v < terms.Length; v++)
                {
                    sums[prefix * terms.Length + v] = sum + terms[v];
                }
            }

            count *= terms.Length;
        }

        // Rounded or not, a sum with a larger term is never smaller.
        var (worst, best) = (0.0, 0.0);
        for (var c = 0; c <= _last; c++)
        {
            var terms = Terms(slot, c);
            var (least, greatest) = (terms[0], terms[0]);
            foreach (var term in terms)
            {
                (least, greatest) = (Math.Min(least, term), Math.Max(greatest, term));
            }

            (worst, best) = (worst + least, best + greatest);
        }

        (Worst[slot], Best[slot]) = (worst, best);
    }

    private static int Prefixes(OutcomeSpace space) => (int)(space.Count / space.Components[^1].ValueCount);

    private ReadOnlySpan<double> Sums(int slot) => _sums.AsSpan(slot * _stride, _stride);
}
