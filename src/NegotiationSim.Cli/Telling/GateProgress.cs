using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>How far one gate came: the days of calm it counted and what broke them.</summary>
internal sealed class GateProgress(Scenario scenario, Gate gate)
{
    private readonly double _days = scenario.Implementation!.Period.TotalDays;
    private int _lastStrike;

    public Gate Gate { get; } = gate;

    /// <summary>The longest stretch of calm so far, in days.</summary>
    public double LongestCalm { get; private set; }

    /// <summary>The period in which it opened or lapsed; null while neither has happened.</summary>
    public int? Decided { get; private set; }

    public bool Opened { get; private set; }

    /// <summary>Takes note of what happened; the calm that it broke, in days, or null.</summary>
    public double? Note(TranscriptEntry entry, Names names)
    {
        if (Decided is not null || entry.Period is not { } period || entry.Implementation is not { } detail)
        {
            return null;
        }

        if (entry.Move == Move.Gate && detail.Gate == Gate.Id)
        {
            Extend(period);
            Decided = period;
            Opened = detail.GateOpened == true;
            return null;
        }

        if (!LedgerSelection.IsStrike(entry) || !Counts(detail, names) || period == _lastStrike)
        {
            return null;
        }

        var calm = (period - 1 - _lastStrike) * _days;
        Extend(period - 1);
        _lastStrike = period;
        return calm > 0 ? calm : null;
    }

    /// <summary>The calm that lasts until the end of a period counts as well.</summary>
    public void Extend(int period)
    {
        if (Decided is null)
        {
            LongestCalm = Math.Max(LongestCalm, (period - _lastStrike) * _days);
        }
    }

    private bool Counts(ImplementationDetail detail, Names names)
    {
        // Where the bound is uncertain the gate's own entries still tell when it opened; every strike is then taken to count.
        var bound = Gate.CalmBelow.Expression is Constant(var severity) ? severity : 0;
        if (detail.Doer is not { } doer || (detail.Severity ?? 0) <= bound)
        {
            return false;
        }

        var actor = names.ActorIndex(doer);
        return actor >= 0
            ? Gate.CountsActors.Contains(actor)
            : Gate.CountsSpoilers.Any(spoiler => scenario.Implementation!.Spoilers[spoiler].Id == doer);
    }
}
