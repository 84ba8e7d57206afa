using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>
/// Tit for tat in utilities (Faratin, Sierra and Jennings 1998): the own target follows what each opponent gave up, as seen with the own
/// preferences of today; of several the lowest counts.
/// </summary>
public sealed class TitForTat(NaiveReplica replica, int index)
{
    private readonly Dictionary<int, List<int>> _heard = [];
    private readonly Dictionary<int, int> _seen = [];
    private readonly Dictionary<int, double> _last = [];

    public void Hear(int proposer, int outcome)
    {
        if (!_heard.TryGetValue(proposer, out var offers))
        {
            _heard[proposer] = offers = [];
        }

        offers.Add(outcome);
    }

    /// <summary>
    /// One step, before the tolerance. Readings: an opponent's target is what the rule gave last time, before any tolerance; it is kept
    /// between the end and the start of the aspiration (floor and best, unless <c>min</c> and <c>max</c> say otherwise); only
    /// opponents still at the table count.
    /// </summary>
    public double Target(Tactic tactic, double start, double end, IReadOnlyCollection<int> present)
    {
        var targets = new List<double>();
        foreach (var opponent in replica.Principals.Where(p => p != index && present.Contains(p)))
        {
            var offers = _heard.GetValueOrDefault(opponent) ?? [];
            var isNew = offers.Count > _seen.GetValueOrDefault(opponent);
            _seen[opponent] = offers.Count;
            var needed = tactic.Reciprocity == Reciprocity.Averaged ? tactic.Window + 1 : 2;
            if (offers.Count < needed)
            {
                targets.Add(start);
                continue;
            }

            var last = _last.TryGetValue(opponent, out var known) ? known : start;
            var next = isNew ? Step(tactic, last, offers) : last;
            _last[opponent] = Math.Min(start, Math.Max(end, next));
            targets.Add(_last[opponent]);
        }

        return targets.Count == 0 ? start : targets.Min();
    }

    private double Step(Tactic tactic, double last, List<int> offers)
    {
        double U(int back) => replica.Utility(index, offers[^(1 + back)]);
        switch (tactic.Reciprocity)
        {
            case Reciprocity.Absolute:
                return last - (U(0) - U(1));
            default:
                var back = tactic.Reciprocity == Reciprocity.Averaged ? tactic.Window : 1;
                return U(0) == 0 ? last : last * U(back) / U(0);
        }
    }
}
