using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Reference;

/// <summary>The world of one replica: all outcomes in a list, the actors as they are now, what has happened so far.</summary>
public sealed class NaiveReplica
{
    /// <summary>Utility this much below the no-deal value still counts as worth it.</summary>
    public const double Allowance = 1e-9;

    private readonly Dictionary<int, (int Version, double[] Utilities, bool[] Crosses)> _lists = [];
    private readonly double[] _wordsBy;
    private double _enforcementBy;

    public NaiveReplica(Scenario scenario, ulong seed, long replica)
    {
        Scenario = scenario;
        Draws = new NaiveDraws(scenario, seed, replica);
        Outcomes = [.. Enumerable.Range(0, (int)scenario.Space.Count).Select(index => scenario.Space.At(index))];
        Feasible = [.. Outcomes.Select(o => !scenario.Infeasible.Any(condition => NaiveCondition.Holds(condition, o, Draws)))];
        Actors = [.. Enumerable.Range(0, scenario.Actors.Length).Select(i => new NaiveActor(scenario, i, Draws))];
        Principals = [.. Actors.Where(a => a.Actor.Role == Role.Principal).Select(a => a.Index)];
        Events = new NaiveEvents(this);
        Named = new NamedLines(this);
        _wordsBy = new double[scenario.Ties.Length];
    }

    public Scenario Scenario { get; }

    public NaiveDraws Draws { get; }

    public Outcome[] Outcomes { get; }

    /// <summary>Per outcome whether it makes sense for anybody.</summary>
    public bool[] Feasible { get; }

    public NaiveActor[] Actors { get; }

    /// <summary>Actor indexes of the principals, in file order.</summary>
    public int[] Principals { get; }

    public NaiveEvents Events { get; }

    /// <summary>The red lines that were named at the table.</summary>
    public NamedLines Named { get; }

    public HearingTally Tally { get; } = new();

    /// <summary>Texts that were refused in ratification and do not come back.</summary>
    public HashSet<int> Refused { get; } = [];

    public List<TraceEntry> Entries { get; } = [];

    /// <summary>The actor's undiscounted utility of every outcome, now.</summary>
    public double[] Utilities(int actor) => Lists(actor).Utilities;

    public double Utility(int actor, int outcome) => Utilities(actor)[outcome];

    /// <summary>Whether the outcome crosses a held red line of the actor's, now.</summary>
    public bool Crosses(int actor, int outcome) => Lists(actor).Crosses[outcome];

    /// <summary>The worst feasible outcome's utility; the refused texts still count (reading).</summary>
    public double WorstFeasible(int actor) => Utilities(actor).Where((_, o) => Feasible[o]).DefaultIfEmpty(double.PositiveInfinity).Min();

    /// <summary>
    /// Whether signing in this round is worth the actor's no-deal value: V >= R with both discounted, V = U, or under <c>trust</c> p
    /// V = p' U + (1 - p') betrayed with p' = min(1, p + enforcement(o)); <c>betrayed</c> is not discounted.
    /// </summary>
    public bool IsWorthSigning(int actor, int outcome, int round)
    {
        var a = Actors[actor];
        var discount = a.DiscountFactor(round);
        var value = Utility(actor, outcome) * discount;
        if (a.Actor.Trust is { } trust)
        {
            var kept = Math.Min(1, Draws.Value(trust) + Enforcement(outcome));
            value = kept * value + (1 - kept) * Draws.Value(a.Actor.Betrayed!);
        }

        return value >= a.NoDeal(round) * discount - Allowance;
    }

    /// <summary>Per ratifier how many signed texts were put to it; its next referendum is drawn with that index.</summary>
    public Dictionary<int, int> Asked { get; } = [];

    /// <summary>
    /// Whether a ratifier consents of its own will: no held line crossed and U_r >= R_r; with <c>spread</c> s by a referendum that is won
    /// with probability 1 / (1 + exp(-(U_r - R_r) / s)), both discounted. Its own <c>trust</c> is not asked, as the rule for
    /// ratification speaks of U_r alone (reading).
    /// </summary>
    public bool RatifiesWillingly(int ratifier, int outcome, int round)
    {
        var a = Actors[ratifier];
        var discount = a.DiscountFactor(round);
        var spread = Draws.Value(a.Actor.Spread);
        return !Crosses(ratifier, outcome) && (spread > 0
            ? Draws.Happens(
                1 / (1 + PortableMath.Exp(-(Utility(ratifier, outcome) - a.NoDeal(round)) * discount / spread)),
                StreamName.Ratification(a.Actor.Id),
                (ulong)Asked.GetValueOrDefault(ratifier))
            : Utility(ratifier, outcome) * discount >= a.NoDeal(round) * discount - Allowance);
    }

    /// <summary>Whether every held line of the actor's that the outcome crosses yields to pressure.</summary>
    public bool LinesYield(int actor, int outcome) =>
        Actors[actor].CrossedLines(Outcomes[outcome]).All(line => Actors[actor].Actor.RedLines[line].Yields);

    /// <summary>
    /// Whether a patron's pressure on the client to go along with an outcome succeeds: the pair's one uniform of this replica is below
    /// words * exp(-max(0, R - U) / 0.15), words after events and within [0, 1], R and U the client's of that round, undiscounted.
    /// </summary>
    public bool PressureSucceeds(int patron, int client, int outcome, int round) =>
        Enumerable.Range(0, Scenario.Ties.Length).Any(t => Scenario.Ties[t] is var tie && tie.Patron == patron && tie.Client == client
            && Draws.Happens(
                Math.Clamp(Draws.Value(tie.Words) + _wordsBy[t], 0, 1) * PortableMath.Exp(-Math.Max(0, Actors[client].NoDeal(round) - Utility(client, outcome)) / 0.15),
                StreamName.Words(Actors[patron].Actor.Id, Actors[client].Actor.Id)));

    /// <summary>
    /// Whether a principal may stand by an outcome at all: feasible, not refused before, across no held line of its own, under
    /// <c>trust</c> worth signing, and with <c>consults</c> not refused by a ratifier of its own that would block.
    /// </summary>
    public bool IsPermitted(int principal, int outcome, int round) =>
        IsPermittedApartFromTheTable(principal, outcome, round) && !Refused.Contains(outcome)
        && !(Actors[principal].Actor.Consults && RatifierRefuses(principal, outcome, round));

    /// <summary>The same without regard to what was refused in ratification or would be by a ratifier that it consults.</summary>
    public bool IsPermittedApartFromTheTable(int principal, int outcome, int round) =>
        Feasible[outcome] && !Crosses(principal, outcome) && (Actors[principal].Actor.Trust is null || IsWorthSigning(principal, outcome, round));

    /// <summary>
    /// The principal's own ratifiers that would block and say no when asked now, in file order. Readings: "its own" are those that its signature
    /// would bring in, so those whose <c>of</c> names it or names nobody; of a referendum the principal learns how the coming one would go, so that
    /// one that consults is never surprised; and a ratifier that it could press itself does not say no, as the principal signs before it.
    /// </summary>
    public IEnumerable<int> RefusingRatifiers(int principal, int outcome, int round) =>
        Actors.Where(r => r.Actor.Role == Role.Ratifier && r.Actor.IfRefused == IfRefused.Blocks && (r.Actor.Of.IsEmpty || r.Actor.Of.Contains(principal))
            && !RatifiesWillingly(r.Index, outcome, round)
            && !(PressureSucceeds(principal, r.Index, outcome, round) && LinesYield(r.Index, outcome))).Select(r => r.Index);

    /// <summary>Whether one of <see cref="RefusingRatifiers"/> says no.</summary>
    public bool RatifierRefuses(int principal, int outcome, int round) => RefusingRatifiers(principal, outcome, round).Any();

    /// <summary>Takes over what an event changes.</summary>
    public void Apply(Effect effect, string eventId)
    {
        switch (effect)
        {
            case ActorEffect { Actor: < 0 } all:
                foreach (var actor in Actors)
                {
                    actor.Apply(all.Change, eventId);
                }

                break;
            case ActorEffect one:
                Actors[one.Actor].Apply(one.Change, eventId);
                if (one.Change is RedLineSwitch { On: false } dropped)
                {
                    Named.Withdraw(one.Actor, dropped.RedLine);
                }

                break;
            case TieEffect tie:
                _wordsBy[tie.Tie] += tie.AddWords is { } words ? Draws.Value(words) : 0;
                break;
            case EnforcementEffect enforcement:
                _enforcementBy += Draws.Value(enforcement.Add);
                break;
            case EndEffect { EndsAgreement: false }:
                Events.TalksEndedBy ??= eventId;
                break;
            case EndEffect or SpoilerRateEffect or GateEffect or MonitoringEffect:
                break; // These concern what follows the signature.
            default:
                throw new ArgumentOutOfRangeException(nameof(effect), effect, "an unknown effect");
        }
    }

    /// <summary><c>enforcement</c> plus every <c>enforcement_by</c> that holds, in [0, 0.95]; 0 without an implementation section.</summary>
    private double Enforcement(int outcome) => Scenario.Implementation is not { } implementation ? 0 : Math.Clamp(
        implementation.EnforcementBy.Where(by => NaiveCondition.Holds(by.When, Outcomes[outcome], Draws))
            .Aggregate(Draws.Value(implementation.Enforcement) + _enforcementBy, (total, by) => total + Draws.Value(by.Adds)),
        0,
        0.95);

    private (int Version, double[] Utilities, bool[] Crosses) Lists(int actor)
    {
        var a = Actors[actor];
        if (!_lists.TryGetValue(actor, out var lists) || lists.Version != a.Version)
        {
            lists = (a.Version, [.. Outcomes.Select(a.Utility)], [.. Outcomes.Select(o => a.CrossedLines(o).Any())]);
            _lists[actor] = lists;
        }

        return lists;
    }
}
