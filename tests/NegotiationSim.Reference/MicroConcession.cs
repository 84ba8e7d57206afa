using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>MiCRO (de Jonge, IJCAI 2022): a new offer for every new offer, down the own ranking.</summary>
public sealed class MicroConcession(NaiveReplica replica, int index)
{
    private readonly List<int> _made = [];
    private readonly HashSet<int> _heard = [];

    public void Hear(int outcome) => _heard.Add(outcome);

    public void Made(int outcome)
    {
        if (!_made.Contains(outcome))
        {
            _made.Add(outcome);
        }
    }

    /// <summary>
    /// The offer and what it would take. Readings: "the next" is the best that it has not offered yet, in the ranking of today; at the
    /// end of the list and when not ready the bar is its last new offer; only offers still worth making are repeated, and where there is
    /// none it offers the next.
    /// </summary>
    /// <param name="round">From 1; tells the random repeats apart.</param>
    /// <param name="worth">Permitted outcomes at or above the no-deal value, in enumeration order.</param>
    public (int Offer, Func<int, bool> Takes) Plan(int round, int[] worth)
    {
        var utilities = replica.Utilities(index);
        var unmade = worth.Except(_made).OrderByDescending(o => utilities[o]).ThenByDescending(o => o).ToArray();
        var repeatable = _made.Where(worth.Contains).ToArray();
        var ready = _made.Count <= _heard.Count;
        if ((ready && unmade.Length > 0) || repeatable.Length == 0)
        {
            var next = unmade[0];
            return (next, o => utilities[o] >= utilities[next]);
        }

        var last = _made[^1];
        return (Pick(repeatable, round), o => utilities[o] >= utilities[last]);
    }

    /// <summary>One of a list, each as likely; the draw's index is the round.</summary>
    public int Pick(int[] list, int round) =>
        list[Math.Min((int)(replica.Draws.Uniform(StreamName.Tactic(replica.Actors[index].Actor.Id), (ulong)round) * list.Length), list.Length - 1)];
}
