using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// Under a commitment problem an outcome is worth signing from a utility on that depends on the probability with which it is kept. The final states of the conditions fall into
/// classes of the same probability: one class without a consent rule.
/// </summary>
internal sealed class ConsentClasses(UtilityFold fold)
{
    private readonly List<double> _keptOf = [];
    private int[] _classOf = [];
    private ConsentRule? _consent;

    public int Count => _keptOf.Count;

    /// <summary>Per final state its class.</summary>
    public ReadOnlySpan<int> ClassOf => _classOf;

    /// <summary>The least utility with which each class of outcomes is worth signing; positive infinity where none is.</summary>
    public void FillFloors(Span<double> floors, double reservation, double discount)
    {
        for (var kind = 0; kind < _keptOf.Count; kind++)
        {
            floors[kind] = _consent is null ? double.NegativeInfinity : FloorOf(_consent, _keptOf[kind], reservation, discount);
        }
    }

    private double FloorOf(ConsentRule consent, double kept, double reservation, double discount)
    {
        // What is worth signing grows with utility, so the least such double is found by halving; no utility leaves the magnitude.
        var (low, high) = (Ordered(-fold.Magnitude), Ordered(fold.Magnitude));
        while (low < high)
        {
            // Rounded down, and the difference of two such numbers would overflow.
            var middle = (low >> 1) + (high >> 1) + (low & high & 1);
            if (consent.Allows(kept, Double(middle), reservation, discount))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        var floor = Double(low);
        return !consent.Allows(kept, floor, reservation, discount) || (fold.Capped && floor > 1) ? double.PositiveInfinity : floor;
    }

    /// <summary>Doubles as whole numbers in the same order.</summary>
    private static long Ordered(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static double Double(long ordered) => BitConverter.Int64BitsToDouble(ordered < 0 ? long.MinValue - ordered : ordered);

    /// <summary>Sorts the final states into classes.</summary>
    /// <param name="automaton">The states; what it counts besides the table's linkages and costs are the consent rule's terms.</param>
    /// <param name="components">How many components an outcome has.</param>
    /// <param name="consent">The rule.</param>
    public void Build(ConditionAutomaton automaton, int components, ConsentRule? consent)
    {
        _consent = consent;
        var states = automaton.StateCount(components);
        Room.Reserve(ref _classOf, states);
        _keptOf.Clear();
        for (var state = 0; state < states; state++)
        {
            var kept = consent is null ? 1 : KeptIn(automaton, consent, state, fold.Table.Linkages.Count + fold.Table.Costs.Count);
            var kind = _keptOf.IndexOf(kept);
            if (kind < 0)
            {
                kind = _keptOf.Count;
                _keptOf.Add(kept);
            }

            _classOf[state] = kind;
        }
    }

    private static double KeptIn(ConditionAutomaton automaton, ConsentRule consent, int finalState, int firstCounted)
    {
        var enforcement = consent.Enforcement;
        for (var i = 0; i < consent.EnforcementBy.Count; i++)
        {
            enforcement += automaton.Holds(finalState, firstCounted + i) ? consent.EnforcementBy[i].Amount : 0;
        }

        return consent.Kept(Math.Clamp(enforcement, 0, ConsentRule.MostEnforcement));
    }
}
