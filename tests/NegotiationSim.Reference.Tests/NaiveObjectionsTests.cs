using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>
/// Red lines that are named, heard and withdrawn, worked out by hand on the pie. Both sides ask linearly: in round s of 10 for what is worth at least
/// 1 - s/11, so A for 10, 9, 8, 7, 6, 5 tenths and B for leaving A 0, 1, 2, 3, 4, 5, where nothing forbids it.
/// </summary>
public sealed class NaiveObjectionsTests
{
    private static readonly Tactic _outspoken = Pie.Plain with { NamesLines = true };

    private static Scenario Outspoken() => Pie.Create().With(0, a => a with { Tactic = _outspoken }).With(1, b => b with { Tactic = _outspoken });

    private static Actor Bluffs(Actor actor, double until) => actor with
    {
        RedLines = [actor.RedLines[0] with { HeldWith = Quantity.Of(0) }],
        Tactic = actor.Tactic with { BluffsUntil = Quantity.Of(until).Expression },
    };

    private static IEnumerable<int> Offers(NegotiationTrace run, int actor) =>
        run.Entries.Where(e => e.Move == Move.Offer && e.Actor == actor).Select(e => e.Outcome);

    private static IEnumerable<TraceEntry> Spoken(NegotiationTrace run) => run.Entries.Where(e => e.Objects is not null || e.Withdraws is not null);

    [Fact]
    public void Run_LineNamed_IsAvoidedByTheOther()
    {
        var run = Outspoken().With(1, b => b.Never(k => k is >= 7 and <= 9)).Run();

        // Named in round 2. In rounds 3 and 4 A could also ask for 10, which does not cross it; in round 5 for 6.
        Assert.Equal([10, 9, 10, 10, 6, 5], Offers(run, 0));
        Assert.Equal([new TraceEntry(2, 1, Move.Reject, 9, Objects: "b.line")], Spoken(run));
        Assert.Equal((6, 5), (run.SignedRound, run.Agreement));
    }

    [Fact]
    public void Run_OwnerNamesNoLines_IsNotHeard()
    {
        var run = Outspoken().With(1, b => b.Never(k => k is >= 7 and <= 9) with { Tactic = Pie.Plain }).Run();

        Assert.Equal([10, 9, 8, 7, 6, 5], Offers(run, 0));
        Assert.Empty(Spoken(run));
    }

    [Fact]
    public void Run_TargetLeavesNoRoom_CrossesTheNamedLine()
    {
        // Nothing that A would ask for before round 8 is below 4, so it goes on as before and hears the same each time; then it takes the 3 of B.
        var run = Outspoken().With(1, b => b.Never(k => k >= 4)).Run();

        Assert.Equal([10, 9, 8, 7, 6, 5, 4], Offers(run, 0));
        Assert.Equal((8, 3), (run.SignedRound, run.Agreement));
        Assert.Equal(Enumerable.Range(1, 7), Spoken(run).Select(e => e.Round));
        Assert.All(Spoken(run), e => Assert.Equal("b.line", e.Objects));
    }

    [Fact]
    public void Run_Bluff_IsKeptUpThenWithdrawn()
    {
        var run = Outspoken().With(1, b => Bluffs(b.Never(k => k is >= 4 and <= 6), 0.5)).Run();

        // t = s/11 is below 0.5 up to round 5: there B refuses 6 and offers 3, where it could offer 4. A avoids the line with 7 in round 6; B is free,
        // offers the 5 that its target allows and has withdrawn the line with it, so that A asks for no more than 4 in round 7 and takes the 5.
        Assert.Equal([0, 1, 2, 3, 3, 5], Offers(run, 1));
        Assert.Equal([10, 9, 8, 7, 6, 7], Offers(run, 0));
        Assert.Equal([new TraceEntry(5, 1, Move.Reject, 6, Objects: "b.line"), new TraceEntry(6, 1, Move.Offer, 5, Withdraws: "b.line")], Spoken(run));
        Assert.Equal((7, 5), (run.SignedRound, run.Agreement));
    }

    [Fact]
    public void Run_BluffThatNothingAvoids_IsNamedAndWithdrawnInOneTurn()
    {
        var run = Outspoken().With(1, b => Bluffs(b.Never(k => k <= 9), 1)).Run();

        // Only 10 does not cross it, which is worth nothing to B. Before it is named there is nothing to withdraw, and a bluff is withdrawn for good.
        Assert.Equal([0, 1, 2, 3, 4], Offers(run, 1));
        Assert.Equal([new TraceEntry(2, 1, Move.Reject, 9, Objects: "b.line"), new TraceEntry(2, 1, Move.Offer, 1, Withdraws: "b.line")], Spoken(run));
    }

    [Fact]
    public void Run_BluffAtTheDeadline_KeepsItsOwnerFromAccepting()
    {
        var hard = Pie.Plain with { Kind = TacticKind.Hardliner, NamesLines = true, Accept = new Acceptance(AcceptanceKind.Deadline, null) };
        var bluff = Pie.Create(3).With(0, a => a.Wants(0.1) with { Tactic = hard }).With(1, b => Bluffs(b.Never(k => k == 10) with { Tactic = hard }, 1));

        // A asks for all of it three times. B hears that last offer in its own last round, at t = 3/4.
        Assert.Equal(new Cause(CauseKind.Deadline), bluff.Run().Cause);
        Assert.Equal((3, 10), (bluff.With(1, b => Bluffs(b, 0.75)).Run().SignedRound, bluff.With(1, b => Bluffs(b, 0.75)).Run().Agreement));
    }

    [Fact]
    public void Run_DeadlineRule_TakesAnythingInTheLastRound()
    {
        var hard = Pie.Plain with { Kind = TacticKind.Hardliner, Accept = new Acceptance(AcceptanceKind.Deadline, null) };
        var run = Pie.Create(3).With(0, a => a with { Tactic = hard }).With(1, b => b with { Tactic = hard }).Run();

        // A's turn comes first: it takes the nothing that B leaves it, which is no less than no deal.
        Assert.Equal((3, 0), (run.SignedRound, run.Agreement));
        Assert.Equal(new TraceEntry(3, 0, Move.Accept, 0), run.Entries[^1]);
    }

    [Theory]
    [InlineData(true, 9)]
    [InlineData(false, null)]
    public void Run_PatronPressesABluff_OvercomesItWhenItYields(bool yields, int? signed)
    {
        // B would take any share but keeps up that it takes nothing from 5 on, and asks for everything. A never goes below 0.5. t = s/11 reaches 0.75 in round 9.
        var scenario = Outspoken().With(0, a => a.Wants(0.5)).With(1, b => Bluffs(b.Never(k => k >= 5, yields), 1))
            .With(1, b => b with { Tactic = b.Tactic with { Kind = TacticKind.Hardliner } });
        var run = (scenario with { Ties = [new Tie(0, 1, -1, Quantity.Of(1), Quantity.Of(0))] }).Run();

        Assert.Equal(signed, run.SignedRound);
        if (yields)
        {
            Assert.Equal(new TraceEntry(9, 1, Move.Accept, 6, Withdraws: "b.line"), run.Entries[^1]);
            Assert.Equal(Consent.Pressed, run.Consents[1]);
        }
    }

    [Fact]
    public void Run_ConsultingPrincipal_NamesItsRatifiersLine()
    {
        var run = Outspoken().With(0, a => a with { Consults = true })
            .And(Pie.Party("c", 1, Role.Ratifier).Never(k => k is >= 1 and <= 4) with { Of = [0] }).Run();

        // B leaves A 1 in round 2; from then on it leaves 0 until its target has come down to 5.
        Assert.Equal([0, 1, 0, 0, 0], Offers(run, 1));
        Assert.Equal([new TraceEntry(3, 0, Move.Reject, 1, Objects: "c.line")], Spoken(run));
        Assert.Equal((6, 5), (run.SignedRound, run.Agreement));
    }

    [Fact]
    public void Run_PrincipalThatPressesItsRatifier_DoesNotNameItsLine()
    {
        var scenario = Outspoken().With(0, a => a with { Consults = true })
            .And(Pie.Party("c", 1, Role.Ratifier).Never(k => k is >= 1 and <= 4, yields: true) with { Of = [0] });

        Assert.Empty(Spoken((scenario with { Ties = [new Tie(0, 2, -1, Quantity.Of(1), Quantity.Of(0))] }).Run()));
    }

    [Fact]
    public void Run_EventTurnsANamedLineOff_IsNoLongerHeard()
    {
        // Round 3 starts on 15 January.
        var run = Outspoken().With(1, b => b.Never(k => k is >= 7 and <= 9))
            .Event(new AtDate(new DateOnly(2020, 1, 15)), new ActorEffect(1, new RedLineSwitch(0, false))).Run();

        Assert.Equal([10, 9, 8, 7, 6, 5], Offers(run, 0));
        Assert.Equal([new TraceEntry(2, 1, Move.Reject, 9, Objects: "b.line")], Spoken(run));
    }

    [Fact]
    public void Run_EventTurnsABluffOn_IsHeldToTheEnd()
    {
        // Of its own it would be free from round 6 on.
        var run = Outspoken().With(1, b => Bluffs(b.Never(k => k is >= 4 and <= 6), 0.5))
            .Event(new AtDate(new DateOnly(2020, 1, 15)), new ActorEffect(1, new RedLineSwitch(0, true))).Run();

        Assert.DoesNotContain(run.Entries, e => e is { Actor: 1, Move: Move.Offer or Move.Accept, Outcome: >= 4 and <= 6 });
        Assert.DoesNotContain(run.Entries, e => e.Withdraws is not null);
    }

    [Fact]
    public void HeardBy_SeveralLines_RanksWhoIsNeededThenHowOftenThenHowEarly()
    {
        var scenario = Pie.Create().With(1, b => b.Never(k => k > 5)).And(Pie.Party("c", 1).Never(k => k > 6)).And(Pie.Party("d", 1).Never(k => k > 7));
        Assert.Equal([2, 3, 1], Ranked(scenario));
        Assert.Equal([1, 2, 3], Ranked(scenario with { Protocol = new Protocol { Agreement = new Majority(0.5, [1]) } }));
        Assert.Equal([3, 1, 2], Ranked(scenario with { Protocol = new Protocol { Agreement = new NamedPrincipals([0, 1, 3]) } }));

        static IEnumerable<int> Ranked(Scenario scenario)
        {
            var named = new NaiveReplica(scenario, 1, 0).Named;
            foreach (var owner in (int[])[3, 1, 2, 2])
            {
                named.Name(owner, owner, 0);
            }

            Assert.DoesNotContain(1, named.HeardBy(1).Select(line => line.Actor));
            return named.HeardBy(0).Select(line => line.Actor);
        }
    }

    [Fact]
    public void BluffsUntil_Default_IsThatOfTheSameTextInTheFile()
    {
        static NaiveActor Owner(string tactic) => new NaiveReplica(
            RandomScenariosTests.Read($$$$"""
                schema: negotiation-sim/1
                name: default
                calendar: {rounds: 10}
                issues: {share: {range: {from: 0, to: 10}}}
                actors:
                  a:
                    role: principal
                    preferences: {share: {weight: 1, ideal: 10}}
                    red_lines: [{id: low, never: {share: {below: 2}}}, {id: lower, never: {share: {below: 1}}}]
                    tactic: {{{{tactic}}}}
                  b: {role: principal, preferences: {share: {weight: 1, ideal: 0}}}
                """),
            1,
            0).Actors[0];

        var (byDefault, written) = (Owner("{kind: linear}"), Owner("{kind: linear, bluffs_until: \"uniform(0.5, 0.95)\"}"));
        Assert.Equal([written.BluffsUntil(0), written.BluffsUntil(1)], [byDefault.BluffsUntil(0), byDefault.BluffsUntil(1)]);
        Assert.NotEqual(byDefault.BluffsUntil(0), byDefault.BluffsUntil(1));
    }
}
