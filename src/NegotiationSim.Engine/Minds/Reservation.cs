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
    private readonly Calendar _calendar;
    private readonly DrawnInputs _inputs;
    private readonly Input[] _numbers;
    private readonly double[] _values;
    private double _now;
    private double _perRound;
    private double _shift;

    public Reservation(NoDeal form, Calendar calendar, DrawnInputs inputs)
    {
        _form = form;
        _calendar = calendar;
        _inputs = inputs;
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
            DatedNoDeal dated => Interpolate(dated, round),
            _ => _now + _perRound * (round - 1),
        };
        return value + _shift;
    }

    private double Interpolate(DatedNoDeal dated, double round)
    {
        var points = dated.Points;
        var day = (_calendar.Start!.Value + _calendar.RoundLength * (round - 1) - points[0].Date.ToDateTime(TimeOnly.MinValue)).TotalDays;
        if (day <= 0)
        {
            return _values[0];
        }

        for (var i = 1; i < points.Length; i++)
        {
            double from = points[i - 1].Date.DayNumber - points[0].Date.DayNumber;
            double to = points[i].Date.DayNumber - points[0].Date.DayNumber;
            if (day <= to)
            {
                return _values[i - 1] + (_values[i] - _values[i - 1]) * (day - from) / (to - from);
            }
        }

        return _values[^1];
    }
}
