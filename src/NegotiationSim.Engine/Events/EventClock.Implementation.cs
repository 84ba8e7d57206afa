using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Events;

/// <summary>Events while an agreement is in force.</summary>
public sealed partial class EventClock
{
    /// <summary>Rounds and periods have indexes of their own in a hazard's stream.</summary>
    private const ulong FirstPeriodIndex = 1UL << 32;

    /// <summary>Announces what strikes one agreement at the start of a period.</summary>
    /// <param name="slot">The agreement's slot.</param>
    /// <param name="period">The period, from 1.</param>
    /// <param name="now">When it starts; null without a calendar start.</param>
    /// <param name="days">How long it is.</param>
    /// <param name="block">The block.</param>
    /// <param name="holds">Whether an event's condition on the agreed terms is met.</param>
    /// <param name="announcements">Takes the strikes.</param>
    public void StrikeInImplementation(
        int slot, int period, DateTime? now, double days, BlockSpec block, Func<int, int, bool> holds, Announcements announcements)
    {
        for (var e = 0; e < _events; e++)
        {
            var candidate = _scenario.Events[e];
            if (candidate.While == EventPhase.Talks || _state[slot * _events + e] != State.Waiting || !IsDue(slot, e, now))
            {
                continue;
            }

            if (candidate.When is not null && !holds(slot, e))
            {
                // The terms do not change any more: an event that they rule out is ruled out for good.
                _state[slot * _events + e] = State.Missed;
                continue;
            }

            Decide(slot, e, block, candidate.Timing is WithHazard hazard ? hazard.Rate : null, days / 7, FirstPeriodIndex + (ulong)period, period, announcements);
        }
    }
}
