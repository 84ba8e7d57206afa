using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Search.Utilities;

/// <summary>
/// A utility function, taken apart into steps of one component each. Beside the exact fold (the doubles that
/// <see cref="UtilityTable.Evaluate"/> gives, in its order) stands an additive approximation that may be summed in any order; the two differ by at most
/// <see cref="Error"/>, so what is near in the approximation is decided by the fold.
/// </summary>
internal sealed class UtilityFold(ComponentLayout layout)
{
    private enum Kind : byte
    {
        Ignored,
        Term,
        Member,
        LastMember,
    }

    private readonly Kind[] _kind = new Kind[layout.ComponentCount];
    private readonly double[] _approximate = new double[layout.TableLength];

    /// <summary>How far a sum of approximate terms, in any order and with near-equal ones merged, may be from the exact utility.</summary>
    public double Error { get; private set; }

    /// <summary>Sums closer than this are merged where only their order of magnitude matters.</summary>
    public double Resolution { get; private set; }

    /// <summary>No utility is larger, with either sign.</summary>
    public double Magnitude { get; private set; }

    public UtilityTable Table { get; private set; } = null!;

    public bool Capped => Table.Capped;

    public void Build(UtilityTable table)
    {
        Table = table;
        var magnitude = 1.0;
        for (var c = 0; c < layout.ComponentCount; c++)
        {
            var issue = layout.IssueOf(c);
            _kind[c] = table.Share[issue] == 0 || (layout.IsSet(issue) && table.SetSpan(issue) == 0) ? Kind.Ignored
                : !layout.IsSet(issue) ? Kind.Term
                : c == layout.FirstComponent(issue) + layout.ComponentsOf(issue) - 1 ? Kind.LastMember
                : Kind.Member;
            var largest = 0.0;
            for (var v = 0; v < layout.ValueCount(c); v++)
            {
                var term = Approximate(c, v, issue);
                _approximate[layout.Offset(c) + v] = term;
                largest = Math.Max(largest, Math.Abs(term));
            }

            magnitude += largest;
        }

        foreach (var linkage in table.Linkages)
        {
            magnitude += Math.Abs(linkage.Amount);
        }

        foreach (var cost in table.Costs)
        {
            magnitude += Math.Abs(cost.Amount);
        }

        Magnitude = magnitude;
        Resolution = magnitude * Math.ScaleB(1, -52);
        Error = ErrorOf(magnitude, layout.ComponentCount + table.Linkages.Count + table.Costs.Count);
    }

    /// <summary>How far a sum may be from the fold, whatever the order of its additions.</summary>
    /// <param name="magnitude">The largest that the parts could add up to, signs aside.</param>
    /// <param name="parts">How many there are.</param>
    public static double ErrorOf(double magnitude, int parts)
    {
        // Each addition of either sum rounds by at most 2^-53 of the magnitude, merging moves a sum by at most the resolution per component;
        // 2^-50 per step covers all three twice over.
        return (parts + 8) * magnitude * Math.ScaleB(1, -50);
    }

    /// <summary>What a value adds to the approximation.</summary>
    public double Approximate(int component, int value) => _approximate[layout.Offset(component) + value];

    /// <summary>Whether each value of a component adds its <see cref="UtilityTable.Term"/>: it is no member of a set and not left out.</summary>
    public bool IsTerm(int component) => _kind[component] == Kind.Term;

    /// <summary>Whether two values of a component add the very same to the exact fold, whatever the others are.</summary>
    public bool IsSame(int component, int first, int second)
    {
        var offset = layout.Offset(component);
        return _kind[component] switch
        {
            Kind.Ignored => true,
            Kind.Term => Table.Term(component, first).Equals(Table.Term(component, second)),
            _ => Table.Value[offset + 1] == 0 || first == second,
        };
    }

    /// <summary>What the linkages and costs of a final state add to the approximation.</summary>
    public double ApproximateEnd(ConditionAutomaton automaton, int finalState) => Finish(automaton, finalState, 0);

    /// <summary>Sets a component in the exact fold.</summary>
    /// <param name="component">The component; all before it are set.</param>
    /// <param name="value">Its value.</param>
    /// <param name="sum">The utility of the issues that are complete.</param>
    /// <param name="members">The attitudes of the included members of a set that is not complete yet, else 0.</param>
    public void Step(int component, int value, ref double sum, ref double members)
    {
        switch (_kind[component])
        {
            case Kind.Ignored:
                return;
            case Kind.Term:
                sum += Table.Term(component, value);
                return;
            default:
                if (value == 1)
                {
                    members += Table.Value[layout.Offset(component) + 1];
                }

                if (_kind[component] == Kind.LastMember)
                {
                    sum += Table.SetTerm(layout.IssueOf(component), members);
                    members = 0;
                }

                return;
        }
    }

    /// <summary>The approximate utility of a prefix whose last component is <paramref name="last"/> (-1: the empty prefix).</summary>
    public double Key(int last, double sum, double members) =>
        last >= 0 && _kind[last] == Kind.Member ? sum + Table.SetTerm(layout.IssueOf(last), members) : sum;

    /// <summary>The exact utility of a complete outcome before it is capped.</summary>
    public double Finish(ConditionAutomaton automaton, int finalState, double sum)
    {
        var counted = 0;
        foreach (var linkage in Table.Linkages)
        {
            if (automaton.Holds(finalState, counted++))
            {
                sum += linkage.Amount;
            }
        }

        foreach (var cost in Table.Costs)
        {
            if (automaton.Holds(finalState, counted++))
            {
                sum -= cost.Amount;
            }
        }

        return sum;
    }

    private double Approximate(int component, int value, int issue)
    {
        switch (_kind[component])
        {
            case Kind.Ignored:
                return 0;
            case Kind.Term:
                return Table.Term(component, value);
            default:
                // The first member carries what moves the worst subset to 0.
                var attitude = value == 1 ? Table.Value[layout.Offset(component) + 1] : 0;
                return component == layout.FirstComponent(issue)
                    ? Table.SetTerm(issue, attitude)
                    : Table.Share[issue] * attitude / Table.SetSpan(issue);
        }
    }
}
