using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Events;

/// <summary>
/// When events strike. An event strikes at most once, at the first round or period of its phase that starts at or after its date; its probability and
/// what it is conditional on are decided at that moment, once. With a hazard h it may strike in every round with probability
/// 1 - exp(-h), in a period of d days with 1 - exp(-h d / 7). Events of one moment strike in file order.
/// </summary>
public sealed class EventClock
{
    /// <summary>Rounds and periods have indexes of their own in a hazard's stream.</summary>
    private const ulong FirstPeriodIndex = 1UL << 32;

    private readonly Scenario _scenario;
    private readonly Sampler _sampler;
    private readonly EventStreams[] _streams;
    private readonly int _events;
    private BlockSpec _block = new(0, 0, 0, false);
    private State[] _state = [];
    private short[] _branch = [];
    private int[] _day = [];

    public EventClock(Scenario scenario, Sampler sampler)
    {
        _scenario = scenario;
        _sampler = sampler;
        _events = scenario.Events.Length;
        _streams = [.. scenario.Events.Select(e => new EventStreams(
            StreamName.Hash(StreamName.Event(e.Id)), StreamName.Hash(StreamName.Event(e.Id, "date")),
            StreamName.Hash(StreamName.Event(e.Id, "branch")), StreamName.Hash(StreamName.Event(e.Id, "hazard"))))];
    }

    private enum State : byte
    {
        Waiting,
        Struck,
        Missed,
    }

    /// <summary>A block begins.</summary>
    public void Begin(BlockSpec block)
    {
        _block = block;
        var size = block.Count * _events;
        if (_state.Length < size)
        {
            _state = new State[size];
            _branch = new short[size];
            _day = new int[size];
        }

        Array.Clear(_state, 0, size);
        for (var slot = 0; slot < block.Count; slot++)
        {
            var draws = new ReplicaDraws(block.Seed, block.FirstReplica + slot);
            for (var e = 0; e < _events; e++)
            {
                _branch[slot * _events + e] = -1;
                _day[slot * _events + e] = _scenario.Events[e].Timing switch
                {
                    AtDate at => at.Date.DayNumber,
                    BetweenDates between => between.First.DayNumber
                        + (int)(draws.Uniform(_streams[e].Date) * (between.Last.DayNumber - between.First.DayNumber + 1)),
                    _ => -1,
                };
            }
        }
    }

    /// <summary>Whether an event, or one branch of it, has struck.</summary>
    public bool HasStruck(int slot, EventReference reference)
    {
        var at = slot * _events + reference.Event;
        return _state[at] == State.Struck && (reference.Branch < 0 || _branch[at] == reference.Branch);
    }

    /// <summary>Announces what strikes at the start of a round.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="active">The slots still negotiating.</param>
    /// <param name="announcements">Takes the strikes.</param>
    public void StrikeInTalks(int round, ReadOnlySpan<int> active, Announcements announcements)
    {
        for (var e = 0; e < _events; e++)
        {
            var candidate = _scenario.Events[e];
            if (candidate.While == EventPhase.Implementation || candidate.When is not null)
            {
                continue;
            }

            var today = _scenario.Calendar.StartOf(round);
            foreach (var slot in active)
            {
                if (_state[slot * _events + e] == State.Waiting && IsDue(slot, e, today))
                {
                    Decide(slot, e, 1, (ulong)round, 0, announcements);
                }
            }
        }
    }

    /// <summary>Announces what strikes one agreement at the start of a period.</summary>
    /// <param name="slot">The agreement's slot.</param>
    /// <param name="period">The period, from 1.</param>
    /// <param name="now">When it starts; null without a calendar start.</param>
    /// <param name="days">How long it is.</param>
    /// <param name="holds">Whether an event's condition on the agreed terms is met.</param>
    /// <param name="announcements">Takes the strikes.</param>
    public void StrikeInImplementation(int slot, int period, DateTime? now, double days, Func<int, int, bool> holds, Announcements announcements)
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

            Decide(slot, e, days / 7, FirstPeriodIndex + (ulong)period, period, announcements);
        }
    }

    private bool IsDue(int slot, int e, DateTime? now) =>
        _day[slot * _events + e] is var day && (day < 0 || (now is { } moment && moment >= new DateTime(day * TimeSpan.TicksPerDay)));

    /// <summary>Decides whether an event that is due strikes.</summary>
    private void Decide(int slot, int e, double exposure, ulong hazardIndex, int period, Announcements announcements)
    {
        var at = slot * _events + e;
        var candidate = _scenario.Events[e];
        var hazard = (candidate.Timing as WithHazard)?.Rate;
        var draws = new ReplicaDraws(_block.Seed, _block.FirstReplica + slot);
        _sampler.MoveTo(draws);
        var strikes = Allows(slot, candidate)
            && draws.Happens(_sampler.Value(candidate.Probability), _streams[e].Probability)
            && (hazard is null || draws.Happens(1 - PortableMath.Exp(-_sampler.Value(hazard) * exposure), _streams[e].Hazard, hazardIndex));
        if (strikes)
        {
            _state[at] = State.Struck;
            _branch[at] = (short)TakeBranch(candidate, draws, _streams[e].Branch);
            announcements.Add(new Strike(slot, (short)e, _branch[at], period, period > 0 ? 0 : (int)hazardIndex));
        }
        else if (hazard is null)
        {
            _state[at] = State.Missed;
        }
    }

    private bool Allows(int slot, ScenarioEvent candidate)
    {
        foreach (var given in candidate.Given)
        {
            if (!HasStruck(slot, given))
            {
                return false;
            }
        }

        foreach (var unless in candidate.Unless)
        {
            if (HasStruck(slot, unless))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Exactly one branch is taken; their probabilities are divided by their sum.</summary>
    private int TakeBranch(ScenarioEvent candidate, ReplicaDraws draws, ulong stream)
    {
        if (candidate.Branches.IsEmpty)
        {
            return -1;
        }

        var total = 0.0;
        foreach (var branch in candidate.Branches)
        {
            total += _sampler.Value(branch.Probability);
        }

        var left = draws.Uniform(stream) * total;
        for (var b = 0; b < candidate.Branches.Length - 1; b++)
        {
            left -= _sampler.Value(candidate.Branches[b].Probability);
            if (left < 0)
            {
                return b;
            }
        }

        return candidate.Branches.Length - 1;
    }

    private readonly record struct EventStreams(ulong Probability, ulong Date, ulong Branch, ulong Hazard);
}
