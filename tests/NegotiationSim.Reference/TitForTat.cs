using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>
/// Tit for tat in utilities (Faratin, Sierra and Jennings 1998): the own target answers what each opponent gave up; of several the lowest
/// counts.
/// </summary>
/// <remarks>
/// Readings: there is one "own last target", the one that came out of all answers, before the tolerance; offers are
/// compared by what they are worth today, so that an own change of mind is not taken for a concession; the ratio of two utilities is taken first; the answer to an opponent that has left stays.
/// </remarks>
public sealed class TitForTat(NaiveReplica replica, int index)
{
    private readonly Dictionary<int, List<int>> _heard = [];
    private readonly HashSet<int> _new = [];
    private readonly Dictionary<int, double> _answers = [];
    private double? _last;

    public void Hear(int proposer, int outcome)
    {
        if (!_heard.TryGetValue(proposer, out var offers))
        {
            _heard[proposer] = offers = [];
        }

        offers.Add(outcome);
        _new.Add(proposer);
    }

    /// <summary>One step, before the tolerance.</summary>
    /// <param name="tactic">Which tit for tat.</param>
    /// <param name="start">What it asks for until enough offers were heard.</param>
    /// <param name="keep">Keeps a target between the floor and the best permitted outcome's utility.</param>
    public double Target(Tactic tactic, double start, Func<double, double> keep)
    {
        foreach (var opponent in _new)
        {
            var offers = _heard[opponent].Select(outcome => replica.Utility(index, outcome)).ToList();
            var back = tactic.Reciprocity == Reciprocity.Averaged ? tactic.Window : 1;
            if (offers.Count > back)
            {
                _answers[opponent] = Answer(tactic, _last ?? start, offers[^1], offers[^2], offers[^(1 + back)]);
            }
        }

        _new.Clear();
        _last = keep(_answers.Count == 0 ? start : _answers.Values.Min());
        return _last.Value;
    }

    private static double Answer(Tactic tactic, double last, double now, double before, double back) =>
        tactic.Reciprocity == Reciprocity.Absolute ? last - (now - before)
        : now == 0 ? last
        : last * (back / now);
}
