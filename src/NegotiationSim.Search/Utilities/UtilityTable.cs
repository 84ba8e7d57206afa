using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Search.Utilities;

/// <summary>
/// One actor's utility function in one replica: the sum over issues, in file order, of share * value, then plus the linkages'
/// amounts, minus the costs of crossed lines, in doubles, in that order, then capped at 1 where asked.
/// The caller fills <see cref="Share"/>, <see cref="Value"/>, <see cref="Linkages"/>, <see cref="Costs"/> and <see cref="Capped"/>,
/// then calls <see cref="Seal"/>; it may fill and seal again for the next replica. Sealed, it is read-only and safe to share.
/// </summary>
public sealed class UtilityTable
{
    private readonly double[] _term;
    private readonly double[] _worst;
    private readonly double[] _span;

    public UtilityTable(OutcomeSpace space)
        : this(new ComponentLayout(space))
    {
    }

    /// <summary>A table on a layout that many tables share.</summary>
    public UtilityTable(ComponentLayout layout)
    {
        Layout = layout;
        Share = new double[layout.IssueCount];
        Value = new double[layout.TableLength];
        _term = new double[layout.TableLength];
        _worst = new double[layout.IssueCount];
        _span = new double[layout.IssueCount];
    }

    public ComponentLayout Layout { get; }

    /// <summary>Per issue its weight divided by the sum of weights, or the weight as it stands; 0 leaves the issue out.</summary>
    public double[] Share { get; }

    /// <summary>
    /// Per component and value (<see cref="ComponentLayout.Offset"/>): what the value is worth, in [0, 1], <c>open</c> included;
    /// for a set's member the signed attitude at 1 and 0 at 0.
    /// </summary>
    public double[] Value { get; }

    /// <summary>What is added where a condition holds, in file order.</summary>
    public List<WeightedCondition> Linkages { get; } = [];

    /// <summary>What is subtracted where a condition holds (lines that cost in place of a veto), in file order.</summary>
    public List<WeightedCondition> Costs { get; } = [];

    /// <summary>The whole is capped at 1 (weights taken as they stand).</summary>
    public bool Capped { get; set; }

    /// <summary>Derives the products and the sets' scales from what was filled in.</summary>
    public void Seal()
    {
        for (var issue = 0; issue < Layout.IssueCount; issue++)
        {
            var share = Share[issue];
            var first = Layout.Offset(Layout.FirstComponent(issue));
            var length = Layout.ComponentsOf(issue) * Layout.ValueCount(Layout.FirstComponent(issue));
            if (!Layout.IsSet(issue))
            {
                for (var i = first; i < first + length; i++)
                {
                    _term[i] = share * Value[i];
                }

                continue;
            }

            double worst = 0, best = 0;
            for (var i = first + 1; i < first + length; i += 2)
            {
                var attitude = Value[i];
                worst += Math.Min(0, attitude);
                best += Math.Max(0, attitude);
            }

            _worst[issue] = worst;
            _span[issue] = best - worst;
        }
    }

    /// <summary>The outcome's utility.</summary>
    /// <param name="outcome">A value index per component.</param>
    public double Evaluate(ReadOnlySpan<ushort> outcome)
    {
        var utility = 0.0;
        for (var issue = 0; issue < Layout.IssueCount; issue++)
        {
            if (Share[issue] == 0)
            {
                continue;
            }

            utility += TermOf(issue, outcome);
        }

        return Finish(utility, outcome);
    }

    /// <summary>What <see cref="Evaluate"/> adds up, issue by issue: with it an outcome that differs in one issue is evaluated from there.</summary>
    /// <param name="issue">The first issue that may have changed since the last call; 0 the first time.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="terms">Receives each issue's term.</param>
    /// <param name="before">Receives a sum per issue of all before it, and the whole before linkages and costs at the end.</param>
    internal void AddUp(int issue, ReadOnlySpan<ushort> outcome, Span<double> terms, Span<double> before)
    {
        before[0] = 0;
        for (; issue < Layout.IssueCount; issue++)
        {
            terms[issue] = Share[issue] == 0 ? 0 : TermOf(issue, outcome);
            before[issue + 1] = before[issue] + terms[issue];
        }
    }

    /// <summary>The utility of an outcome that differs in one issue from the one that was added up: the very same additions.</summary>
    internal double EvaluateFrom(int issue, ReadOnlySpan<double> terms, ReadOnlySpan<double> before, ReadOnlySpan<ushort> outcome)
    {
        var utility = before[issue];
        if (Share[issue] != 0)
        {
            utility += TermOf(issue, outcome);
        }

        foreach (var term in terms[(issue + 1)..])
        {
            utility += term;
        }

        return Finish(utility, outcome);
    }

    /// <summary>share * value of an option or range component's value.</summary>
    internal double Term(int component, int value) => _term[Layout.Offset(component) + value];

    /// <summary>share * value of all values of an option or range component.</summary>
    internal ReadOnlySpan<double> Terms(int component) => _term.AsSpan(Layout.Offset(component), Layout.ValueCount(component));

    /// <summary>share * value of all values of all components, in the layout's order; what it holds for sets means nothing.</summary>
    internal ReadOnlySpan<double> AllTerms => _term;

    /// <summary>share * value of a set whose included members' attitudes add up to <paramref name="sum"/>.</summary>
    internal double SetTerm(int issue, double sum) =>
        _span[issue] == 0 ? 0 : Share[issue] * ((sum - _worst[issue]) / _span[issue]);

    /// <summary>The difference between the best and the worst subset's attitudes.</summary>
    internal double SetSpan(int issue) => _span[issue];

    private double TermOf(int issue, ReadOnlySpan<ushort> outcome)
    {
        var component = Layout.FirstComponent(issue);
        if (!Layout.IsSet(issue))
        {
            return _term[Layout.Offset(component) + outcome[component]];
        }

        var sum = 0.0;
        for (var end = component + Layout.ComponentsOf(issue); component < end; component++)
        {
            if (outcome[component] == 1)
            {
                sum += Value[Layout.Offset(component) + 1];
            }
        }

        return SetTerm(issue, sum);
    }

    private double Finish(double utility, ReadOnlySpan<ushort> outcome)
    {
        foreach (var linkage in Linkages)
        {
            if (linkage.Condition.Holds(outcome))
            {
                utility += linkage.Amount;
            }
        }

        foreach (var cost in Costs)
        {
            if (cost.Condition.Holds(outcome))
            {
                utility -= cost.Amount;
            }
        }

        return Capped ? Math.Min(1, utility) : utility;
    }
}

/// <summary>An amount that counts when a condition holds: a linkage's bonus, a crossed line's cost, enforcement that terms add.</summary>
public readonly record struct WeightedCondition(ConcreteCondition Condition, double Amount);
