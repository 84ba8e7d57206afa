using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Reference;

/// <summary>One principal at the table: what it asks for, what it would offer, whether it takes what is offered.</summary>
public sealed class NaivePrincipal(NaiveReplica replica, int index)
{
    private readonly TitForTat _titForTat = new(replica, index);
    private readonly MicroConcession _micro = new(replica, index);
    private readonly Objections _objections = new(replica, index);
    private readonly Holdouts _holdouts = new(replica, index);
    private readonly List<(int Round, int Proposer, int Outcome)> _heard = [];

    public int Index => index;

    private NaiveActor Actor => replica.Actors[index];

    private Tactic Tactic => Actor.Tactic;

    /// <summary>The last round in which it still sits at the table.</summary>
    public int LastRound => Actor.Deadline is { } deadline ? replica.Scenario.Calendar.LastRoundBy(deadline) : replica.Scenario.Calendar.Rounds;

    /// <summary>Relative time: s / (n + 1).</summary>
    public double Time(int round) => round / (LastRound + 1.0);

    /// <summary>The outcomes it may stand by in a round, in enumeration order.</summary>
    public int[] Permitted(int round) => [.. Enumerable.Range(0, replica.Outcomes.Length).Where(o => replica.IsPermitted(index, o, round))];

    /// <summary>Hears another principal's offer.</summary>
    public void Hear(int round, int proposer, int outcome)
    {
        _heard.Add((round, proposer, outcome));
        _titForTat.Hear(proposer, outcome);
        _micro.Hear(outcome);
    }

    /// <summary>No permitted outcome is worth its no-deal value any more.</summary>
    public bool HasNothingToGain(int round, int[] permitted)
    {
        var noDeal = Actor.NoDeal(round);
        var discount = Actor.DiscountFactor(round);
        return !permitted.Any(o => replica.Utility(index, o) * discount >= noDeal * discount - NaiveReplica.Allowance)
            || !permitted.Any(o => replica.Utility(index, o) >= noDeal - NaiveReplica.Allowance);
    }

    /// <summary>
    /// What it would do now. A turn of tit for tat moves its target, so this is asked once per turn.
    /// </summary>
    /// <param name="round">From 1.</param>
    /// <param name="permitted">From <see cref="Permitted"/>, with at least one worth the no-deal value.</param>
    /// <param name="present">The principals still at the table, itself included.</param>
    /// <returns>The offer it would make, and whether its tactic would take a given outcome instead, consent apart.</returns>
    public (int Offer, Func<int, bool> Takes) Plan(int round, int[] permitted, IReadOnlyCollection<int> present)
    {
        _holdouts.StartTurn();
        var utilities = replica.Utilities(index);
        var worth = permitted.Where(o => utilities[o] >= Actor.NoDeal(round) - NaiveReplica.Allowance).ToArray();
        switch (Tactic.Kind)
        {
            // Reading: these two bring their own acceptance rule; `accept` is not asked.
            case TacticKind.Random:
                return (_micro.Pick(worth, round), o => worth.Contains(o));
            case TacticKind.Micro:
                return _micro.Plan(round, worth);
            default:
                var target = Target(round, permitted);
                var offer = Offer(target, _objections.Respecting(target, round, Time(round), permitted), present);
                return (offer, o => Accepts(o, target, offer, round));
        }
    }

    /// <summary>Bluffs that it keeps up in a round and that a text crosses: it does not take such a text of its own will.</summary>
    public int[] CrossedBluffs(int text, int round) => _objections.CrossedBluffs(Time(round), text);

    /// <summary>The lines that it names when it rejects a text.</summary>
    public List<(int Actor, int Line)> Against(int text, int round) => _objections.Against(text, round, Time(round));

    /// <summary>Notes that it made an offer.</summary>
    public void Made(int outcome) => _micro.Made(outcome);

    private double Target(int round, int[] permitted)
    {
        var draws = replica.Draws;
        var best = permitted.Max(o => replica.Utility(index, o));
        var floor = Math.Max(Actor.NoDeal(round), replica.WorstFeasible(index));
        double Keep(double x) => Math.Min(best, Math.Max(floor, x));
        var start = Tactic.Max is { } max ? Keep(draws.Value(max)) : best;
        var end = Keep(Tactic.Min is { } min ? draws.Value(min) : floor);
        var aspiration = Tactic.Kind switch
        {
            TacticKind.Hardliner => start,
            TacticKind.TitForTat => _titForTat.Target(Tactic, start, Keep),
            _ => end + (start - end) * (1 - PortableMath.Pow(Time(round), Exponent())),
        };
        return Keep(aspiration - draws.Value(Tactic.Tolerance));
    }

    private double Exponent() => Tactic.E is { } e ? replica.Draws.Value(e) : Tactic.Kind switch
    {
        TacticKind.Boulware => 4,
        TacticKind.Conceder => 0.25,
        _ => 1,
    };

    private int Offer(double target, int[] candidates, IReadOnlyCollection<int> present)
    {
        var utilities = replica.Utilities(index);
        if (Tactic.OpponentModel == OpponentModel.None)
        {
            return candidates.Where(o => utilities[o] >= target).OrderBy(o => utilities[o]).ThenBy(o => o).First();
        }

        // Reading: ties for the best outcome go to the first.
        var best = candidates.OrderByDescending(o => utilities[o]).ThenBy(o => o).First();
        var space = replica.Scenario.Space;
        var ladder = new ConcessionLadder(space, utilities, candidates.ToHashSet().Contains, MeanEstimates(present));
        return ladder.Walk(best, target);
    }

    /// <summary>
    /// Mean over the other principals at the table of what they seem to get, per component and value; with the spatial model a mean in which those
    /// count more that rejected this actor's last offers.
    /// </summary>
    private double[][] MeanEstimates(IReadOnlyCollection<int> present)
    {
        var counts = replica.Scenario.Space.Components.Select(c => c.ValueCount).ToArray();
        var others = replica.Principals.Where(p => p != index && present.Contains(p)).ToArray();
        var weights = others.Select(p => Tactic.OpponentModel == OpponentModel.Spatial ? _holdouts.Weight(p) : 1).ToArray();
        var tables = others.Select((p, k) => Model(p, counts).Tables(weights[k] / weights.Sum())).ToArray();
        return [.. counts.Select((count, c) => Enumerable.Range(0, count).Select(v => tables.Sum(table => table[c][v])).ToArray())];
    }

    private FrequencyModel Model(int opponent, int[] counts)
    {
        IReadOnlyList<ushort>[] offers = [.. _heard.Where(h => h.Proposer == opponent).Select(h => (IReadOnlyList<ushort>)replica.Outcomes[h.Outcome].Values)];
        return Tactic.OpponentModel switch
        {
            OpponentModel.Spatial => new SpatialModel(replica.Scenario.Space, offers),
            OpponentModel.Frequency => new FrequencyModel(offers, counts),
            _ => throw new NotSupportedException($"the reference has no opponent model {Tactic.OpponentModel}"),
        };
    }

    private bool Accepts(int standing, double target, int offer, int round)
    {
        var utility = replica.Utility(index, standing);
        var time = Time(round);
        return Tactic.Accept.Kind switch
        {
            AcceptanceKind.Next => utility >= replica.Utility(index, offer),
            AcceptanceKind.Target => utility >= target,

            // The deadline effect: in its own last round anything that consent allows.
            AcceptanceKind.Deadline => utility >= target || round == LastRound,
            AcceptanceKind.Constant => utility >= replica.Draws.Value(Tactic.Accept.Parameter!),
            AcceptanceKind.Time => time >= replica.Draws.Value(Tactic.Accept.Parameter!),

            // AC_combi(T = 0.99, MAX_W): a window as long as what is left, [t - (1 - t), t], the standing offer in it.
            AcceptanceKind.Combined => utility >= replica.Utility(index, offer)
                || (time >= 0.99 && _heard.Where(h => Time(h.Round) >= time - (1 - time)).All(h => utility >= replica.Utility(index, h.Outcome))),
            _ => throw new InvalidOperationException("an unknown acceptance rule"),
        };
    }
}
