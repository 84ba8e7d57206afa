using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Reference;

/// <summary>What one actor wants and refuses at this moment of a replica: the file's numbers as drawn, changed by what events did.</summary>
public sealed class NaiveActor
{
    private readonly Scenario _scenario;
    private readonly NaiveDraws _draws;
    private readonly Dictionary<int, double> _weightTimes = [];
    private readonly Dictionary<int, double> _idealBy = [];
    private readonly Dictionary<int, ValueFunction> _values = [];
    private readonly Dictionary<int, double> _acceptsBy = [];
    private readonly Dictionary<int, (Quantity? Low, Quantity? High)> _accepts = [];
    private readonly Dictionary<int, bool> _lines = [];
    private readonly HashSet<int> _over = [];
    private double _noDealBy;

    public NaiveActor(Scenario scenario, int index, NaiveDraws draws)
    {
        _scenario = scenario;
        _draws = draws;
        Index = index;
        Actor = scenario.Actors[index];
        Tactic = Actor.Tactic;
        Deadline = Actor.Deadline;
    }

    public int Index { get; }

    public Actor Actor { get; }

    public Tactic Tactic { get; private set; }

    public DateOnly? Deadline { get; private set; }

    /// <summary>The event that makes it leave at its next turn, or null.</summary>
    public string? LeavesBy { get; private set; }

    /// <summary>Grows when utilities or lines may have changed, so that lists made of them can be kept in between.</summary>
    public int Version { get; private set; }

    /// <summary>Takes over one change that an event makes.</summary>
    public void Apply(ActorChange change, string eventId)
    {
        Version++;
        switch (change)
        {
            case NoDealChange c:
                _noDealBy += _draws.Value(c.Add);
                break;
            case IdealShift c:
                _idealBy[c.Issue] = _idealBy.GetValueOrDefault(c.Issue) + _draws.Value(c.By);
                break;
            case AcceptsShift c:
                _acceptsBy[c.Issue] = _acceptsBy.GetValueOrDefault(c.Issue) + _draws.Value(c.By);
                break;
            case ValueReplacement c:
                // Reading: setting starts afresh, earlier shifts are gone.
                _values[c.Issue] = c.Value;
                _idealBy.Remove(c.Issue);
                break;
            case AcceptsReplacement c:
                _accepts[c.Issue] = (c.Low, c.High);
                _acceptsBy.Remove(c.Issue);
                break;
            case WeightScaling c:
                _weightTimes[c.Issue] = _weightTimes.GetValueOrDefault(c.Issue, 1) * _draws.Value(c.Times);
                break;
            case RedLineSwitch c:
                _lines[c.RedLine] = c.On;
                if (!c.On)
                {
                    _over.Add(c.RedLine);
                }

                break;
            case TacticReplacement c:
                Tactic = c.Tactic;
                break;
            case DeadlineReplacement c:
                Deadline = c.Deadline;
                break;
            case WalkOut:
                LeavesBy ??= eventId;
                break;
            case CapabilityReplacement or PatienceChange or TensionChange or BreachScaling:
                break; // Baselines and what follows the signature; nothing at the table asks for them.
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, "an unknown change");
        }
    }

    /// <summary>
    /// Sum over issues, in file order, of (weight / sum of weights) * value, then plus the <c>adds</c> of every linkage that holds, minus
    /// the <c>costs</c> of crossed lines; with <c>normalise_weights: false</c> weights as they stand and the whole capped at 1.
    /// </summary>
    public double Utility(Outcome outcome)
    {
        var preferences = Actor.Preferences ?? throw new InvalidOperationException($"{Actor.Id} has no preferences");
        var weights = preferences.Issues
            .Select((p, issue) => p is null ? 0 : Math.Max(0, _draws.Value(p.Weight) * _weightTimes.GetValueOrDefault(issue, 1)))
            .ToArray();
        var sum = weights.Aggregate(0.0, (total, weight) => total + weight);

        var utility = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (preferences.Issues[i] is { } preference)
            {
                utility += (preferences.NormaliseWeights ? weights[i] / sum : weights[i]) * Value(i, preference, outcome);
            }
        }

        utility = preferences.Linkages
            .Where(linkage => NaiveCondition.Holds(linkage.When, outcome, _draws))
            .Aggregate(utility, (total, linkage) => total + _draws.Value(linkage.Adds));
        for (var line = 0; line < Actor.RedLines.Length; line++)
        {
            if (Actor.RedLines[line].Costs is { } costs && IsActive(line) && Meets(line, outcome))
            {
                utility -= _draws.Value(costs);
            }
        }

        return preferences.NormaliseWeights ? utility : Math.Min(1, utility);
    }

    /// <summary>The actor's held red lines (vetoes, not costs) that the outcome crosses, in file order.</summary>
    public IEnumerable<int> CrossedLines(Outcome outcome) =>
        Enumerable.Range(0, Actor.RedLines.Length).Where(line => Actor.RedLines[line].Costs is null && IsActive(line) && Meets(line, outcome));

    /// <summary>Lines that it does not hold and that it has not given up, nor an event for it: it may act as if it held them.</summary>
    public IEnumerable<int> Bluffs => Enumerable.Range(0, Actor.RedLines.Length)
        .Where(line => Actor.RedLines[line].Costs is null && !IsActive(line) && !_over.Contains(line));

    /// <summary>The relative time until which it keeps a bluff up, drawn anew for each line: the tactic's, else uniform(0.5, 0.95).</summary>
    public double BluffsUntil(int line)
    {
        var index = NaiveDraws.Hash(Actor.RedLines[line].Id);
        return Tactic.BluffsUntil is { } until
            ? Math.Clamp(_draws.Evaluate(until, index), 0, 1)
            : Quantiles.Of(DistributionKind.Uniform, [0.5, 0.95], _draws.Uniform($"actors.{Actor.Id}.tactic.bluffs_until#0", index));
    }

    /// <summary>Takes note that it gave up a line in front of everybody. What it does hold, it goes on holding.</summary>
    public void GiveUp(int line)
    {
        if (!IsActive(line))
        {
            _over.Add(line);
        }
    }

    /// <summary>What no deal is worth in a round, undiscounted.</summary>
    public double NoDeal(int round) => _noDealBy + Actor.NoDeal switch
    {
        FixedNoDeal fixedValue => _draws.Value(fixedValue.Value),
        DriftingNoDeal drifting => _draws.Value(drifting.Now) + _draws.Value(drifting.PerRound) * (round - 1),
        NoDealLike like => Utility(like.Outcome) + _draws.Value(like.Plus),
        DatedNoDeal dated => Interpolate(
            [.. dated.Points.Select(p => (p.Date.ToDateTime(TimeOnly.MinValue).Ticks / (double)TimeSpan.TicksPerDay, _draws.Value(p.Value)))],
            _scenario.Calendar.StartOf(round)!.Value.Ticks / (double)TimeSpan.TicksPerDay),
        _ => throw new InvalidOperationException("an unknown no-deal value"),
    };

    /// <summary>What signing in a round multiplies utility and the no-deal value by.</summary>
    public double DiscountFactor(int round) => PortableMath.Pow(_draws.Value(Actor.Discount), round - 1);

    private bool IsActive(int line)
    {
        var redLine = Actor.RedLines[line];
        return _lines.TryGetValue(line, out var on)
            ? on
            : redLine.Costs is not null || _draws.Happens(_draws.Value(redLine.HeldWith), StreamName.RedLine(Actor.Id, redLine.Id));
    }

    /// <summary>Whether an outcome crosses a line, held or not.</summary>
    public bool Meets(int line, Outcome outcome)
    {
        var redLine = Actor.RedLines[line];
        if (redLine.AcceptsIssue < 0)
        {
            return NaiveCondition.Holds(redLine.Never, outcome, _draws);
        }

        var issue = redLine.AcceptsIssue;
        var test = (ThresholdTest)redLine.Never;
        var limit = test.Limit;
        if (_accepts.TryGetValue(issue, out var replaced))
        {
            if ((test.Comparison == Comparison.Below ? replaced.Low : replaced.High) is not { } set)
            {
                return false;
            }

            limit = set;
        }

        return NaiveCondition.Passes(test, outcome, OnScale(issue, _draws.Value(limit) + _acceptsBy.GetValueOrDefault(issue)));
    }

    private double Value(int issueIndex, IssuePreference preference, Outcome outcome)
    {
        var issue = _scenario.Space.Issues[issueIndex];
        var values = outcome.Values.AsSpan(issue.FirstComponent, issue.ComponentCount).ToArray().Select(v => (int)v).ToArray();
        if (values[0] == issue.OpenValue)
        {
            if (preference.OpenValue is { } open)
            {
                return _draws.Value(open);
            }

            values = [.. issue.StatusQuo];
        }

        return (_values.GetValueOrDefault(issueIndex) ?? preference.Value) switch
        {
            OptionValues options => _draws.Value(options.Values[values[0]]),
            IdealPoint ideal => Closeness(issueIndex, Number(issue, values[0]), _draws.Value(ideal.Position) + _idealBy.GetValueOrDefault(issueIndex)),
            PiecewiseLinear line => Interpolate([.. line.Points.Select(p => (p.Number, _draws.Value(p.Value)))], Number(issue, values[0])),
            MemberAttitudes members => Attitude([.. members.Attitudes.Select(_draws.Value)], values),
            _ => throw new InvalidOperationException("an unknown value function"),
        };
    }

    private double Closeness(int issue, double number, double ideal)
    {
        var (from, to) = Scale(issue);
        ideal = OnScale(issue, ideal);
        var further = Math.Max(ideal - from, to - ideal);
        return further > 0 ? 1 - Math.Abs(number - ideal) / further : 1;
    }

    // Reading: a position is clipped to the scale after all shifts together, not after each.
    private double OnScale(int issue, double position)
    {
        var (from, to) = Scale(issue);
        return Math.Min(Math.Max(position, from), to);
    }

    private (double From, double To) Scale(int issue) => _scenario.Space.Issues[issue] is RangeIssue range ? (range.From, range.To) : (0, 100);

    private static double Number(Issue issue, int value) => issue switch
    {
        OptionsIssue options => options.Options[value].Position,
        RangeIssue range => range.Numbers[value],
        _ => throw new InvalidOperationException($"{issue.Id} has no scale"),
    };

    private static double Attitude(double[] attitudes, int[] included)
    {
        var worst = attitudes.Where(a => a < 0).Sum();
        var best = attitudes.Where(a => a > 0).Sum();
        return best > worst ? (attitudes.Where((_, member) => included[member] == 1).Sum() - worst) / (best - worst) : 0;
    }

    private static double Interpolate((double X, double Y)[] points, double x)
    {
        if (x <= points[0].X)
        {
            return points[0].Y;
        }

        for (var k = 1; k < points.Length; k++)
        {
            if (x <= points[k].X)
            {
                var (left, right) = (points[k - 1], points[k]);
                return left.Y + (right.Y - left.Y) * (x - left.X) / (right.X - left.X);
            }
        }

        return points[^1].Y;
    }
}
