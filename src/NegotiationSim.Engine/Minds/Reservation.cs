using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Minds;

/// <summary>
/// What an actor has without an agreement, R_i(t), in one replica: base, drift, dated values, and what events have added so far.
/// Comparisons with it allow <see cref="Tolerance"/>.
/// </summary>
internal sealed class Reservation
{
    /// <summary>U >= R - 1e-9 is enough: an outcome that is exactly as good as no deal must not fail on rounding.</summary>
    public const double Tolerance = 1e-9;

    private readonly NoDeal _form;
    private readonly DrawnInputs _inputs;
    private readonly TimeSpan _roundLength;
    private readonly TimeSpan _startsAfter;
    private readonly double[] _days;
    private readonly Input[] _numbers;
    private readonly double[] _values;
    private double _now;
    private double _perRound;
    private double _shift;

    public Reservation(NoDeal form, Calendar calendar, DrawnInputs inputs)
    {
        _form = form;
        _inputs = inputs;
        _roundLength = calendar.RoundLength;
        (_startsAfter, _days) = form is DatedNoDeal dated ? Dates(dated, calendar) : (default, []);
        _numbers = [.. UncertainInputs.OfNoDeal(form).Select(inputs.Of)];
        _values = new double[_numbers.Length];
    }

    /// <summary>Takes a slot's values; nothing that events added remains.</summary>
    public void Draw(int slot)
    {
        _shift = 0;
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = _inputs.Value(_numbers[i], slot);
        }

        _now = _form is DatedNoDeal ? 0 : _values[0];
        _perRound = _form is DriftingNoDeal ? _values[1] : 0;
    }

    /// <summary>An event adds to the value from now on.</summary>
    public void Add(double change) => _shift += change;

    /// <summary>The value at a moment, undiscounted.</summary>
    /// <param name="stance">The actor's preferences, for a value that is "like" an outcome.</param>
    /// <param name="round">The round; a fraction where time goes on by calendar after the talks.</param>
    public double At(Stance stance, double round)
    {
        var value = _form switch
        {
            NoDealLike like => stance.Utility.Evaluate(like.Outcome.Span) + _now,
            DatedNoDeal => Interpolate(round),
            _ => _now + _perRound * (round - 1),
        };
        return value + _shift;
    }

    /// <summary>How long after the first of the dates the talks start, and how many days after it each date is.</summary>
    private static (TimeSpan StartsAfter, double[] Days) Dates(DatedNoDeal dated, Calendar calendar)
    {
        var first = dated.Points[0].Date;
        return (calendar.Start!.Value - first.ToDateTime(TimeOnly.MinValue), [.. dated.Points.Select(p => (double)(p.Date.DayNumber - first.DayNumber))]);
    }

    private double Interpolate(double round)
    {
        var day = (_startsAfter + _roundLength * (round - 1)).TotalDays;
        if (day <= 0)
        {
            return _values[0];
        }

        for (var i = 1; i < _days.Length; i++)
        {
            var (from, to) = (_days[i - 1], _days[i]);
            if (day <= to)
            {
                return _values[i - 1] + (_values[i] - _values[i - 1]) * (day - from) / (to - from);
            }
        }

        return _values[^1];
    }
}
