using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>Negotiations small enough to work out by hand from the documents.</summary>
public sealed class NaiveNegotiationTests
{
    [Fact]
    public void Run_TwoLinearParties_MeetInTheMiddle()
    {
        var run = Pie.Create().Run();

        // t = s/11 and the target 1 - s/11, so both ask for the cheapest share at or above it. In round 5 (0.545) A asks for 6 and B for 4 of
        // A's; in round 6 (0.455) A asks for 5, which is what B would offer now.
        Assert.Equal(Ending.Held, run.Ending);
        Assert.Equal(new TraceEntry(1, 0, Move.Offer, 10), run.Entries[0]);
        Assert.Equal(new TraceEntry(1, 1, Move.Reject, 10), run.Entries[1]);
        Assert.Equal(new TraceEntry(1, 1, Move.Offer, 0), run.Entries[2]);
        Assert.Equal([10, 9, 8, 7, 6, 5], run.Entries.Where(e => e is { Actor: 0, Move: Move.Offer }).Select(e => e.Outcome));
        Assert.Equal((6, 5), (run.SignedRound, run.Agreement));
        Assert.Equal([0.5, 0.5], run.Utilities);
    }

    [Fact]
    public void Run_NothingWorthNoDeal_WalksOutAtOnce()
    {
        var run = Pie.Create().With(1, b => b.Wants(1.1)).Run();

        Assert.Equal((Ending.NoDeal, new Cause(CauseKind.WalkOut, 1)), (run.Ending, run.Cause));
        Assert.Equal(new TraceEntry(1, 1, Move.WalkOut), run.Entries[^1]);
    }

    [Fact]
    public void Run_OwnDeadline_LeavesAfterItsLastRound()
    {
        var run = Pie.Create().With(1, b => b with { Deadline = new DateOnly(2020, 1, 8), Tactic = Pie.Plain with { Kind = TacticKind.Hardliner } }).Run();

        Assert.Equal(new Cause(CauseKind.Deadline, 1), run.Cause);
        Assert.Equal(new TraceEntry(3, 1, Move.WalkOut), run.Entries[^1]);
    }

    [Fact]
    public void Run_TwoHardliners_EndWithTheTable()
    {
        var hard = Pie.Plain with { Kind = TacticKind.Hardliner };
        var run = Pie.Create(3).With(0, a => a with { Tactic = hard }).With(1, b => b with { Tactic = hard }).Run();

        Assert.Equal(new Cause(CauseKind.Deadline), run.Cause);
        Assert.Equal(3, run.Entries[^1].Round);
    }

    [Fact]
    public void Run_HeldRedLine_IsNeverOfferedNorAccepted()
    {
        var run = Pie.Create().With(1, b => b.Never(k => k is >= 3 and <= 6)).Run();

        Assert.DoesNotContain(run.Entries, e => e is { Actor: 1, Move: Move.Offer or Move.Accept, Outcome: >= 3 and <= 6 });
        Assert.True(run.Agreement is < 3 or > 6);
    }

    [Fact]
    public void Run_RatifierRefuses_IsNotRatified()
    {
        var run = Pie.Create().And(Pie.Party("c", 1, Role.Ratifier).Wants(0.7) with { Of = [0] }).Run();

        Assert.Equal((Ending.NotRatified, new Cause(CauseKind.Refused, 2)), (run.Ending, run.Cause));
        Assert.Equal([Consent.Willing, Consent.Willing, Consent.Refused], run.Consents);
        Assert.Equal([0, 0, 0.7], run.Utilities);
    }

    [Fact]
    public void Run_PatronOfRatifierSigned_PressesIt()
    {
        var scenario = Pie.Create().And(Pie.Party("c", 1, Role.Ratifier).Never(_ => true, yields: true) with { Of = [0] });
        var run = (scenario with { Ties = [new Tie(0, 2, -1, Quantity.Of(1), Quantity.Of(0))] }).Run();

        Assert.Equal((Ending.Held, Consent.Pressed), (run.Ending, run.Consents[2]));
    }

    [Fact]
    public void Run_ConsultingPrincipal_SignsOnlyWhatIsRatified()
    {
        var run = Pie.Create().And(Pie.Party("c", 1, Role.Ratifier).Wants(0.7) with { Of = [0] }).With(0, a => a with { Consults = true }).Run();

        Assert.Equal((Ending.Held, Consent.Willing), (run.Ending, run.Consents[2]));
        Assert.DoesNotContain(run.Entries, e => e is { Actor: 0, Move: Move.Offer or Move.Accept, Outcome: < 7 });
    }

    [Fact]
    public void Run_RefusedTextRenegotiated_StaysOffTheTable()
    {
        var scenario = Pie.Create().And(Pie.Party("c", 1, Role.Ratifier).Never(k => k == 5) with { Of = [0] });
        var run = (scenario with { Protocol = new Protocol { Renegotiate = 1 } }).Run();

        var refused = run.Entries.Single(e => e.Move == Move.Refuse);
        Assert.Equal((6, 5), (refused.Round, refused.Outcome));
        Assert.DoesNotContain(run.Entries, e => e.Round > 6 && e.Outcome == 5);
        Assert.Equal(Ending.Held, run.Ending);
    }

    [Fact]
    public void Run_DistrustfulPrincipal_SignsNothing()
    {
        // Half the time it is betrayed and has nothing: 0.5 U >= 0.6 holds for no share.
        var run = Pie.Create().With(0, a => a.Wants(0.6) with { Trust = Quantity.Of(0.5), Betrayed = Quantity.Of(0) }).Run();

        Assert.Equal(new Cause(CauseKind.WalkOut, 0), run.Cause);
    }

    [Fact]
    public void Run_Discount_ScalesWhatIsReported()
    {
        var run = Pie.Create().With(0, a => a with { Discount = Quantity.Of(0.9) }).Run();

        Assert.Equal(0.5 * Math.Pow(0.9, 5), run.Utilities[0]);
        Assert.Equal(0.5, run.Utilities[1]);
    }

    [Fact]
    public void Run_EventMakesActorLeave_NamesIt()
    {
        var run = Pie.Create().Event(new AtDate(new DateOnly(2020, 1, 9)), new ActorEffect(0, new WalkOut())).Run();

        // The first round that starts on or after 9 January is the third, on the 15th.
        Assert.Equal(new Cause(CauseKind.Event, 0, Event: "e0"), run.Cause);
        Assert.Equal([new TraceEntry(3, -1, Move.Event, Event: "e0"), new TraceEntry(3, 0, Move.WalkOut)], run.Entries.TakeLast(2));
    }

    [Fact]
    public void Run_EventEndsTalks_HasNoActor()
    {
        var run = Pie.Create().Event(new AtDate(new DateOnly(2020, 1, 8)), new EndEffect(false)).Run();

        Assert.Equal((Ending.NoDeal, new Cause(CauseKind.Event, Event: "e0")), (run.Ending, run.Cause));
        Assert.Equal(2, run.Entries[^1].Round);
    }

    [Fact]
    public void Run_MajorityWithoutOneParty_LeavesItOutside()
    {
        var scenario = Pie.Create().And(Pie.Party("c", -1) with { Tactic = Pie.Plain with { Kind = TacticKind.Hardliner } });
        var run = (scenario with { Protocol = new Protocol { Agreement = new Majority(0.5, []) } }).Run();

        Assert.Equal(Ending.Held, run.Ending);
        Assert.Contains(Consent.None, run.Consents);
    }

    [Fact]
    public void Run_TabledText_IsAnsweredOnceByEverybody()
    {
        var scenario = Pie.Create().With(1, b => b.Wants(0.6)) with
        {
            Protocol = new Protocol { Kind = ProtocolKind.Tabled, Text = new Outcome([5]) },
        };
        var run = scenario.Run();

        Assert.Equal([(-1, Move.Draft), (0, Move.Accept), (1, Move.Reject)], run.Entries.Select(e => (e.Actor, e.Move)));
        Assert.Equal((Ending.NoDeal, new Cause(CauseKind.Refused, 1)), (run.Ending, run.Cause));
    }

    [Fact]
    public void Run_PressureAtTheTable_WorksFromThreeQuartersOfTheTime()
    {
        // B never gets below 0.9 of its own will, but that line yields; its patron A presses. t = s/11 reaches 0.75 in round 9.
        var scenario = Pie.Create().With(1, b => b.Never(k => k > 1, yields: true)).With(0, a => a.Wants(0.5)) with
        {
            Ties = [new Tie(0, 1, -1, Quantity.Of(1), Quantity.Of(0))],
        };
        var run = scenario.Run();

        Assert.Equal((9, Consent.Pressed), (run.SignedRound, run.Consents[1]));
    }

    [Fact]
    public void Run_RelativeTitForTat_FollowsTheOpponentsConcession()
    {
        var run = Pie.Create().With(1, b => b with { Tactic = Pie.Plain with { Kind = TacticKind.TitForTat, Reciprocity = Reciprocity.Relative } }).Run();

        // Round 1: one offer heard is not enough, so B asks for all. Round 2: it has heard what is worth 0 and 0.1 to it, so its target is
        // 1 * 0 / 0.1 = 0 and it takes the 0.1.
        Assert.Equal([0], run.Entries.Where(e => e is { Actor: 1, Move: Move.Offer }).Select(e => e.Outcome));
        Assert.Equal((2, 9), (run.SignedRound, run.Agreement));
    }
}
