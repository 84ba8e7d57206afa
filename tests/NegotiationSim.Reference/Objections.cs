namespace NegotiationSim.Reference;

/// <summary>One principal's red lines as it argues with them: which bluffs it keeps up, which lines it names, which lines of others it respects.</summary>
public sealed class Objections(NaiveReplica replica, int index)
{
    private NaiveActor Actor => replica.Actors[index];

    /// <summary>Bluffs that it keeps up at a relative time, in file order.</summary>
    public int[] KeptBluffs(double time) =>
        Actor.Tactic.NamesLines ? [.. Actor.Bluffs.Where(line => time < Actor.BluffsUntil(line))] : [];

    /// <summary>Kept bluffs that a text crosses.</summary>
    public int[] CrossedBluffs(double time, int text) => [.. KeptBluffs(time).Where(line => Actor.Meets(line, replica.Outcomes[text]))];

    /// <summary>
    /// The lines that it names when it rejects a text: its own that it holds or keeps up, in file order, then of each ratifier that it asked and
    /// that says no across a held line the first such line.
    /// </summary>
    public List<(int Actor, int Line)> Against(int text, int round, double time)
    {
        if (!Actor.Tactic.NamesLines)
        {
            return [];
        }

        var outcome = replica.Outcomes[text];
        var named = Actor.CrossedLines(outcome).Concat(CrossedBluffs(time, text)).Order().Select(line => (index, line)).ToList();
        if (Actor.Actor.Consults)
        {
            named.AddRange(replica.RefusingRatifiers(index, text, round)
                .Where(ratifier => replica.Crosses(ratifier, text))
                .Select(ratifier => (ratifier, replica.Actors[ratifier].CrossedLines(outcome).First())));
        }

        return named;
    }

    /// <summary>
    /// The outcomes among which it looks for its offer: permitted ones that cross neither the bluffs nor the lines of others that it can afford to
    /// respect at its target. What it can afford is judged without regard to what is off the table; where that leaves nothing to offer, it
    /// gives up the last line of others that it respects, one after the other, and then its bluffs, all at once.
    /// </summary>
    /// <param name="target">What the offer must be worth to it.</param>
    /// <param name="round">From 1.</param>
    /// <param name="time">The relative time of that round.</param>
    /// <param name="permitted">What it may offer, with something at or above the target.</param>
    public int[] Respecting(double target, int round, double time, int[] permitted)
    {
        var (kept, heard) = (KeptBluffs(time), replica.Named.HeardBy(index).ToList());
        if (kept.Length == 0 && heard.Count == 0)
        {
            return permitted;
        }

        var utilities = replica.Utilities(index);
        var reachable = Enumerable.Range(0, replica.Outcomes.Length)
            .Where(o => utilities[o] >= target && replica.IsPermittedApartFromTheTable(index, o, round)).ToList();

        var bluffs = new List<int>();
        foreach (var bluff in kept)
        {
            var left = reachable.Where(o => !Actor.Meets(bluff, replica.Outcomes[o])).ToList();
            if (left.Count > 0)
            {
                reachable = left;
                bluffs.Add(bluff);
            }
        }

        // From what respects nothing to what respects the most.
        var choices = new Stack<int[]>([permitted, [.. permitted.Where(o => !bluffs.Any(bluff => Actor.Meets(bluff, replica.Outcomes[o])))]]);
        foreach (var line in heard)
        {
            reachable = [.. reachable.Where(o => !line.Forbids[o])];
            if (reachable.Count == 0)
            {
                replica.Tally.CutShort++;
                break;
            }

            choices.Push([.. choices.Peek().Where(o => !line.Forbids[o])]);
        }

        var wanted = choices.Count;
        while (!choices.Peek().Any(o => utilities[o] >= target))
        {
            choices.Pop();
        }

        replica.Tally.AvoidingBluffs += bluffs.Count > 0 && choices.Count > 1 ? 1 : 0;
        replica.Tally.SkippingBluffs += bluffs.Count < kept.Length ? 1 : 0;
        replica.Tally.Respecting += choices.Count > 2 ? 1 : 0;
        replica.Tally.OffTheTable += choices.Count < wanted ? 1 : 0;
        return choices.Peek();
    }
}
