using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Lattice;

/// <summary>The least utility that any feasible outcome has: follows only the prefixes that can still lead to it.</summary>
internal sealed class WorstOutcome(ComponentLayout layout, UtilityFold fold)
{
    private readonly double[][] _least = new double[layout.ComponentCount + 1][];
    private PrefixFrontier _current = new();
    private PrefixFrontier _other = new();

    /// <summary>The least utility before capping; positive infinity where nothing is feasible.</summary>
    public double Find(ConditionAutomaton automaton)
    {
        FillLeast(automaton);
        var most = _least[0][0] + 2 * fold.Error;
        _current.Clear();
        _current.Add(0, 0, 0, 1);
        for (var c = 0; c < layout.ComponentCount; c++)
        {
            _other.Clear();
            for (var i = 0; i < _current.Count; i++)
            {
                SuffixResolver.LookNowAndThen(i);
                for (var v = 0; v < layout.ValueCount(c); v++)
                {
                    var next = automaton.Next(c, _current.State(i), v);
                    var (sum, members) = (_current.Sum(i), _current.Members(i));
                    fold.Step(c, v, ref sum, ref members);
                    if (next != ConditionAutomaton.Dead && fold.Key(c, sum, members) + _least[c + 1][next] <= most)
                    {
                        _other.Add(sum, members, next, 1);
                    }
                }
            }

            (_current, _other) = (_other, _current);
        }

        var worst = double.PositiveInfinity;
        for (var i = 0; i < _current.Count; i++)
        {
            worst = Math.Min(worst, fold.Finish(automaton, _current.State(i), _current.Sum(i)));
        }

        // Where nothing is feasible every bound is infinite and so is what was followed.
        return double.IsPositiveInfinity(_least[0][0]) ? double.PositiveInfinity : worst;
    }

    private void FillLeast(ConditionAutomaton automaton)
    {
        for (var c = layout.ComponentCount; c >= 0; c--)
        {
            var states = automaton.StateCount(c);
            Room.Reserve(ref _least[c], states);
            for (var state = 0; state < states; state++)
            {
                _least[c][state] = c == layout.ComponentCount ? fold.ApproximateEnd(automaton, state) : LeastFrom(automaton, c, state);
            }
        }
    }

    private double LeastFrom(ConditionAutomaton automaton, int component, int state)
    {
        var least = double.PositiveInfinity;
        for (var v = 0; v < layout.ValueCount(component); v++)
        {
            var next = automaton.Next(component, state, v);
            if (next != ConditionAutomaton.Dead)
            {
                least = Math.Min(least, fold.Approximate(component, v) + _least[component + 1][next]);
            }
        }

        return least;
    }
}
