using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Reference;

/// <summary>What strikes at the start of each round of the talks.</summary>
public sealed class NaiveEvents(NaiveReplica replica)
{
    private readonly HashSet<int> _decided = [];
    private readonly HashSet<EventReference> _struck = [];

    /// <summary>The event that ended the talks, or null.</summary>
    public string? TalksEndedBy { get; set; }

    /// <summary>
    /// Lets the events of a round strike, in file order. Reading: one that ends the talks does not keep the others of the same round from
    /// striking, as all come at its start.
    /// </summary>
    public void StartRound(int round)
    {
        for (var index = 0; index < replica.Scenario.Events.Length; index++)
        {
            var e = replica.Scenario.Events[index];

            // What depends on the agreed terms waits for a signature.
            if (e.While == EventPhase.Implementation || e.When is not null || _decided.Contains(index) || !IsDue(e, round))
            {
                continue;
            }

            if (e.Timing is not WithHazard)
            {
                _decided.Add(index);
            }

            if (IsOpen(e) && replica.Draws.Happens(replica.Draws.Value(e.Probability), StreamName.Event(e.Id)))
            {
                _decided.Add(index);
                Strike(index, e, round);
            }
        }
    }

    private bool IsDue(ScenarioEvent e, int round)
    {
        var draws = replica.Draws;
        switch (e.Timing)
        {
            case AtDate at:
                return HasCome(at.Date, round);
            case BetweenDates between:
                var days = between.Last.DayNumber - between.First.DayNumber + 1;
                var day = Math.Min((int)(draws.Uniform(StreamName.Event(e.Id, "date")) * days), days - 1);
                return HasCome(between.First.AddDays(day), round);
            case WithHazard hazard:
                return draws.Happens(1 - PortableMath.Exp(-draws.Value(hazard.Rate)), StreamName.Event(e.Id, "hazard"), (ulong)round);
            default:
                throw new InvalidOperationException("an unknown timing");
        }
    }

    private bool HasCome(DateOnly date, int round) => replica.Scenario.Calendar.StartOf(round) >= date.ToDateTime(TimeOnly.MinValue);

    private bool IsOpen(ScenarioEvent e) => e.Given.All(_struck.Contains) && !e.Unless.Any(_struck.Contains);

    private void Strike(int index, ScenarioEvent e, int round)
    {
        _struck.Add(new EventReference(index, -1));
        var branch = Branch(e);
        if (branch >= 0)
        {
            _struck.Add(new EventReference(index, branch));
        }

        replica.Entries.Add(new TraceEntry(round, -1, Move.Event, Event: branch < 0 ? e.Id : $"{e.Id}/{e.Branches[branch].Id}"));
        foreach (var effect in branch < 0 ? e.Effects : e.Effects.AddRange(e.Branches[branch].Effects))
        {
            replica.Apply(effect, e.Id);
        }
    }

    private int Branch(ScenarioEvent e)
    {
        if (e.Branches.IsEmpty)
        {
            return -1;
        }

        var probabilities = e.Branches.Select(b => replica.Draws.Value(b.Probability)).ToArray();
        var sum = probabilities.Sum();
        var u = replica.Draws.Uniform(StreamName.Event(e.Id, "branch"));
        var reached = 0.0;
        for (var k = 0; k < probabilities.Length; k++)
        {
            reached += probabilities[k] / sum;
            if (u < reached)
            {
                return k;
            }
        }

        return probabilities.Length - 1;
    }
}
