using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// What an actor has without an agreement, R_i(t), before events add to it: base, drift, dated values, or the worth of an outcome. It reads what is drawn
/// for the actor, so one object serves all replicas. Comparisons with it allow <see cref="Tolerance"/>.
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
    private readonly Input _perRound;

    public Reservation(NoDeal form, Calendar calendar, DrawnInputs inputs)
    {
        _form = form;
        _inputs = inputs;
        _roundLength = calendar.RoundLength;
        (_startsAfter, _days) = form is DatedNoDeal dated ? Dates(dated, calendar) : (default, []);
        _numbers = [.. UncertainInputs.OfNoDeal(form).Select(inputs.Of)];
        _perRound = form is DriftingNoDeal ? _numbers[1] : new Input(0, -1);
    }

    /// <summary>The outcome that the value is like; empty where it has another form.</summary>
    public ReadOnlyMemory<ushort> Like => _form is NoDealLike like ? like.Outcome.Values.AsMemory() : default;

    /// <summary>Whether the value differs from round to round.</summary>
    public bool Moves => _form is DatedNoDeal || _perRound != new Input(0, -1);

    /// <summary>The value at a moment, undiscounted.</summary>
    /// <param name="slot">The replica's slot.</param>
    /// <param name="worthOfLike">What the outcome is worth that the value is like.</param>
    /// <param name="round">The round; a fraction where time goes on by calendar after the talks.</param>
    public double At(int slot, double worthOfLike, double round) => _form switch
    {
        NoDealLike => worthOfLike + _inputs.Value(_numbers[0], slot),
        DatedNoDeal => Interpolate(slot, round),
        _ => _inputs.Value(_numbers[0], slot) + _inputs.Value(_perRound, slot) * (round - 1),
    };

    /// <summary>How long after the first of the dates the talks start, and how many days after it each date is.</summary>
    private static (TimeSpan StartsAfter, double[] Days) Dates(DatedNoDeal dated, Calendar calendar)
    {
        var first = dated.Points[0].Date;
        return (calendar.Start!.Value - first.ToDateTime(TimeOnly.MinValue), [.. dated.Points.Select(p => (double)(p.Date.DayNumber - first.DayNumber))]);
    }

    private double Interpolate(int slot, double round)
    {
        var day = (_startsAfter + _roundLength * (round - 1)).TotalDays;
        for (var i = 0; i < _days.Length; i++)
        {
            if (day <= _days[i])
            {
                var value = _inputs.Value(_numbers[i], slot);
                var before = i == 0 ? value : _inputs.Value(_numbers[i - 1], slot);
                return i == 0 ? value : before + (value - before) * (day - _days[i - 1]) / (_days[i] - _days[i - 1]);
            }
        }

        return _inputs.Value(_numbers[^1], slot);
    }
}
