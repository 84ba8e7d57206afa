using System.Collections.Immutable;
using CsCheck;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using static NegotiationSim.Cli.Tests.Fixtures.TruceForAid;

namespace NegotiationSim.Cli.Tests;

/// <summary>Who gave way to which demand, as a story may say it: only what the record bears.</summary>
public sealed class LinesAtTheTableTests
{
    private static readonly NamedLine s_rulerHigh = new(North, 0);
    private static readonly NamedLine s_neverGamma = new(North, 1);
    private static readonly NamedLine s_aidCeiling = new(Client, 0);

    // Of each kind of text some that cross and some that do not.
    private static readonly Gen<Outcome> s_text = Gen.Select(Gen.OneOf(Gen.Const(6), Gen.Const(9)), Gen.Int[0, 1], Gen.Int[0, 3], (aid, gamma, ruler) => Text(1, aid, 1, 0, gamma, ruler));

    private static readonly Gen<TranscriptEntry[]> s_talks =
        Gen.Select(Gen.Bool, s_text, Gen.Int[0, 3], Gen.Bool).Array[1, 30].Select(turns =>
        {
            var entries = new List<TranscriptEntry>();
            Outcome? standing = null;
            for (var i = 0; i < turns.Length; i++)
            {
                var (_, text, silence, event_) = turns[i];
                var actor = i % 2;
                if (event_ && i % 7 == 6)
                {
                    entries.Add(Talk(i) with { Move = Move.Event, Event = "siege" });
                }

                if (standing is { } asked)
                {
                    var objects = Lines(actor).Where(line => Crosses(line, asked) && silence != 0).ToImmutableArray();
                    entries.Add(Talk(i) with { Actor = actor, Move = Move.Reject, Outcome = asked, Objects = objects });
                }

                entries.Add(Talk(i) with { Actor = actor, Move = Move.Offer, Outcome = text });
                standing = text;
            }

            return entries.ToArray();
        });

    [Fact]
    public void Offered_AnyTalks_TellsTheFirstTextSinceADemandWasNamed() =>
        s_talks.Sample(
            talks =>
            {
                var told = Follow(talks);
                for (var i = 0; i < talks.Length; i++)
                {
                    Assert.Equal(Expected(talks, i).OrderBy(answer => answer.ToString()), told[i].OrderBy(answer => answer.ToString()));
                }
            },
            iter: 300);

    [Fact]
    public void Offered_LineThatAnEventTurnedOff_IsNotToldOf()
    {
        var high = Text(1, 9, 1, 0, 0, 2);
        TranscriptEntry[] talks =
        [
            Talk(0) with { Actor = North, Move = Move.Offer, Outcome = high },
            Talk(0) with { Actor = South, Move = Move.Reject, Outcome = high, Objects = [s_aidCeiling] },
            Talk(2) with { Move = Move.Event, Event = "siege" },
            Talk(2) with { Actor = North, Move = Move.Offer, Outcome = Text(1, 6, 1, 0, 0, 2) },
        ];
        Assert.Empty(Follow(talks)[^1]);
        Assert.Equal([(s_aidCeiling, false)], Follow([talks[0], talks[1], talks[3]])[^1]);
    }

    [Fact]
    public void Objected_LineNamedAgain_IsNotNew()
    {
        var tale = new Tale(TruceForAid.Scenario, Runs.Demands, Detail.Story);
        var lines = new LinesAtTheTable(tale, new Positions(tale.Scenario));
        var rejection = Talk(0) with { Actor = North, Move = Move.Reject, Objects = [s_neverGamma, s_rulerHigh] };
        Assert.Equal([s_neverGamma, s_rulerHigh], lines.Objected(rejection));
        Assert.Empty(lines.Objected(rejection));
    }

    /// <summary>What the rules say of one offer, worked out from all that was said before it.</summary>
    private static IEnumerable<(NamedLine, bool)> Expected(TranscriptEntry[] talks, int at)
    {
        if (talks[at] is not { Move: Move.Offer, Outcome: { } text, Actor: var actor })
        {
            yield break;
        }

        foreach (var line in Lines(North).Concat(Lines(South)))
        {
            var named = Array.FindIndex(talks, entry => entry.Objects.Contains(line));
            var before = named < 0 ? null : talks[..named].LastOrDefault(entry => entry.Move == Move.Offer && entry.Actor == actor)?.Outcome;
            var isFirst = named >= 0 && named < at && !talks[named..at].Any(entry => entry.Move == Move.Offer && entry.Actor == actor);
            var off = line == s_aidCeiling && talks[..at].Any(entry => entry.Move == Move.Event);
            if (isFirst && before is { } own && talks[named].Actor != actor && line.Actor != actor && Crosses(line, own) && !off)
            {
                yield return (line, Crosses(line, text));
            }
        }
    }

    private static List<List<(NamedLine Line, bool Crosses)>> Follow(TranscriptEntry[] talks)
    {
        var tale = new Tale(TruceForAid.Scenario, Runs.Demands, Detail.Story);
        var positions = new Positions(tale.Scenario);
        var lines = new LinesAtTheTable(tale, positions);
        var told = new List<List<(NamedLine, bool)>>();
        foreach (var entry in talks)
        {
            told.Add(entry.Move == Move.Offer ? lines.Offered(entry.Actor, entry.Outcome!.Value) : []);
            if (entry.Move == Move.Reject)
            {
                lines.Objected(entry);
            }
            else if (entry.Move == Move.Event)
            {
                lines.Struck(entry);
            }

            positions.Note(entry);
        }

        return told;
    }

    /// <summary>The lines that a party speaks for.</summary>
    private static NamedLine[] Lines(int actor) => actor == North ? [s_rulerHigh, s_neverGamma] : [s_aidCeiling];

    private static bool Crosses(NamedLine line, Outcome text) =>
        line == s_rulerHigh ? text.Values[5] == 2 : line == s_neverGamma ? text.Values[4] == 1 : text.Values[1] > 7;

    private static TranscriptEntry Talk(int turn) => new() { Phase = Phase.Talks, Round = 1 + turn / 2, Move = Move.Offer };
}
