using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using static NegotiationSim.Cli.Tests.Fixtures.TruceForAid;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>Runs of <see cref="TruceForAid"/> made by hand: they are told, not played, so their numbers need only be plausible.</summary>
internal static class Runs
{
    private static readonly Outcome NorthOpens = Text(3, 10, 1, 0, 0, 0);
    private static readonly Outcome SouthOpens = Text(1, 0, 1, 1, 1, 2);
    private static readonly Outcome NorthLater = Text(3, 8, 1, 0, 0, 1);
    private static readonly Outcome Deal = Text(2, 6, 1, 0, 0, 3);

    /// <summary>Twelve rounds, an event, a signature, a ratification under pressure, and a collapse in the second week.</summary>
    public static RunRecord Collapsed { get; } = new()
    {
        Seed = 1,
        Replica = 0,
        Ending = Ending.Collapsed,
        Cause = new Cause(CauseKind.Tension, North, "hardliners"),
        SignedRound = 12,
        SignedDate = new DateTime(2016, 10, 17),
        EndedPeriod = 10,
        EndedDate = new DateTime(2016, 10, 26),
        Agreement = Deal,
        Actors = Actors(Consent.Willing, Consent.Pressed, 0.61, 0.3),
        GatesOpened = [null],
        Transcript = new Transcript(TruceForAid.Scenario)
            .Talks()
            .Consent(Client, Deal, true, 0.41, 0.52, ReasonKind.Pressed, "client.aid-ceiling", South)
            .Strike(2, "hardliners", [North], "south", 0.42, 0.42, 0)
            .Strike(3, "raiders", [North, South], null, 0.2, 0.41, 0)
            .Strike(7, "hardliners", [North], "hardliners", 0.35, 0.53, 0)
            .Strike(9, "client", [North], null, 0.3, 0.5, 0)
            .Strike(10, "hardliners", [North], "south", 1.04, 1.53, 0)
            .Leave(10, North)
            .Entries,
    };

    /// <summary>The same talks; the client refuses.</summary>
    public static RunRecord NotRatified { get; } = Collapsed with
    {
        Ending = Ending.NotRatified,
        Cause = new Cause(CauseKind.Refused, Client, RedLine: "client.aid-ceiling"),
        EndedPeriod = null,
        EndedDate = null,
        Actors = Actors(Consent.Willing, Consent.Refused, 0.3, 0.3),
        Transcript = new Transcript(TruceForAid.Scenario).Talks()
            .Consent(Client, Deal, false, 0.41, 0.52, ReasonKind.CrossesRedLine, "client.aid-ceiling").Entries,
    };

    /// <summary>Half a year with more incidents than anybody wants to read, and a gate that opens.</summary>
    public static RunRecord Held { get; } = Collapsed with
    {
        Ending = Ending.Held,
        Cause = new Cause(CauseKind.Survived),
        EndedPeriod = null,
        EndedDate = null,
        GatesOpened = [52],
        Transcript = LongPeace(),
    };

    /// <summary>No text in sight: the northern power's time runs out.</summary>
    public static RunRecord NoDeal { get; } = new()
    {
        Seed = 7,
        Replica = 3,
        Ending = Ending.NoDeal,
        Cause = new Cause(CauseKind.Deadline, North),
        Actors = Actors(Consent.None, Consent.None, 0.3, 0.3),
        Transcript = new Transcript(TruceForAid.Scenario)
            .Round(1).Offer(North, NorthOpens, 1).Reject(South, NorthOpens, 0.12, 1).Offer(South, SouthOpens, 1)
            .Round(2).Reject(North, SouthOpens, 0.2, 0.97, ReasonKind.CrossesRedLine, "north.never-gamma").Offer(North, NorthOpens, 1)
            .Reject(South, NorthOpens, 0.12, 0.98).Offer(South, SouthOpens, 1)
            .Round(3).WalkOut(North, ReasonKind.Deadline).Entries,
    };

    /// <summary>The northern power asks its ratifiers about more texts than a round allows.</summary>
    public static RunRecord GaveUpAsking { get; } = NoDeal with
    {
        Transcript = new Transcript(TruceForAid.Scenario)
            .Round(1).GiveUpAsking(North, Client).Offer(South, SouthOpens, 1)
            .Round(2).GiveUpAsking(North, Client, SouthOpens).Offer(South, SouthOpens, 1)
            .Round(3).WalkOut(North, ReasonKind.Deadline).Entries,
    };

    /// <summary>Demands are named, met, kept to oneself and given up: the northern power's first one is a bluff in this replica.</summary>
    public static RunRecord Demands { get; } = Collapsed with
    {
        Ending = Ending.Held,
        Cause = new Cause(CauseKind.Survived),
        SignedRound = 14,
        SignedDate = new DateTime(2016, 10, 31),
        EndedPeriod = null,
        EndedDate = null,
        Agreement = Text(3, 7, 1, 0, 0, 2),
        Actors = Actors(Consent.Willing, Consent.Willing, 0.6, 0.3),
        Transcript = TalksOnDemands().Consent(Client, Text(3, 7, 1, 0, 0, 2), true, 0.41, 0.39).Entries,
    };

    /// <summary>The southern power speaks for its client, whose line the siege turns off.</summary>
    private static Transcript TalksOnDemands()
    {
        NamedLine rulerHigh = new(North, 0), neverGamma = new(North, 1), aidCeiling = new(Client, 0);
        var transcript = new Transcript(TruceForAid.Scenario)
            .Round(1).Offer(North, NorthOpens, 1).Object(South, NorthOpens, 0.12, 1, aidCeiling).Offer(South, SouthOpens, 1)
            .Round(2).Object(North, SouthOpens, 0.2, 0.97, rulerHigh, neverGamma).Offer(North, Text(3, 7, 1, 0, 0, 0), 0.93)
            .Reject(South, Text(3, 7, 1, 0, 0, 0), 0.4, 0.97).Offer(South, Text(1, 0, 1, 1, 0, 2), 0.9);
        for (var round = 3; round <= 11; round++)
        {
            transcript.Round(round);
            if (round == 6)
            {
                transcript.Event("siege");
            }

            transcript.Object(North, Text(1, 0, 1, 1, 0, 2), 0.3, 0.9, rulerHigh).Offer(North, Text(3, 7, 1, 0, 0, 0), 0.93)
                .Reject(South, Text(3, 7, 1, 0, 0, 0), 0.4, 0.9).Offer(South, Text(1, 0, 1, 1, 0, 2), 0.9);
        }

        return transcript
            .Round(12).Reject(North, Text(1, 0, 1, 1, 0, 2), 0.3, 0.6).Offer(North, Text(3, 7, 1, 0, 0, 2), 0.6).Withdraws(rulerHigh)
            .Reject(South, Text(3, 7, 1, 0, 0, 2), 0.55, 0.6).Offer(South, Text(1, 0, 1, 1, 0, 2), 0.9)
            .Round(13).Reject(North, Text(1, 0, 1, 1, 0, 2), 0.3, 0.6).Offer(North, Text(3, 7, 1, 0, 0, 2), 0.6)
            .Reject(South, Text(3, 7, 1, 0, 0, 2), 0.55, 0.6).Offer(South, Text(1, 0, 1, 1, 0, 2), 0.9)
            .Round(14).Reject(North, Text(1, 0, 1, 1, 0, 2), 0.3, 0.6).Offer(North, Text(3, 7, 1, 0, 0, 2), 0.6)
            .Accept(South, Text(3, 7, 1, 0, 0, 2), 0.55, 0.6);
    }

    private static Transcript Talks(this Transcript transcript)
    {
        transcript.Round(1).Offer(North, NorthOpens, 1).Reject(South, NorthOpens, 0.12, 1).Offer(South, SouthOpens, 1);
        for (var round = 2; round <= 10; round++)
        {
            transcript.Round(round);
            if (round == 6)
            {
                transcript.Event("siege");
            }

            var north = round < 5 ? NorthOpens : NorthLater;
            transcript
                .Reject(North, SouthOpens, 0.2, 0.97, ReasonKind.CrossesRedLine, "north.never-gamma")
                .Offer(North, north, round < 5 ? 1 : 0.93)
                .Reject(South, north, 0.12 + round / 100.0, 1 - round / 50.0)
                .Offer(South, SouthOpens, 1);
        }

        var late = Text(2, 4, 1, 1, 0, 2);
        return transcript
            .Round(11).Reject(North, SouthOpens, 0.2, 0.7, ReasonKind.CrossesRedLine, "north.never-gamma").Offer(North, Text(2, 6, 1, 0, 0, 1), 0.71)
            .Reject(South, Text(2, 6, 1, 0, 0, 1), 0.4499, 0.4501).Offer(South, late, 0.62)
            .Round(12).Reject(North, late, 0.38, 0.6).Offer(North, Deal, 0.61).Accept(South, Deal, 0.55, 0.5);
    }

    private static System.Collections.Immutable.ImmutableArray<TranscriptEntry> LongPeace()
    {
        var transcript = new Transcript(TruceForAid.Scenario).Talks().Consent(Client, Deal, true, 0.55, 0.52);
        for (var day = 2; day <= 44; day += 2)
        {
            transcript.Strike(day, day % 6 == 0 ? "raiders" : "hardliners", [North], day % 4 == 0 ? "hardliners" : "south", 0.1 + day % 5 / 10.0, 0.3 + day % 3 / 10.0, 0.1);
        }

        transcript.Gate(52, "calm_week", true);
        for (var day = 60; day <= 180; day += 8)
        {
            transcript.Strike(day, "hardliners", [North], "south", 0.05 + day % 7 / 10.0, 0.5, 0);
        }

        return transcript.Entries;
    }

    private static System.Collections.Immutable.ImmutableArray<ActorRecord> Actors(Consent signed, Consent client, double north, double noDeal) =>
    [
        new ActorRecord
        {
            Utility = north, NoDeal = noDeal, Consent = signed,
            Draws = [new("no_deal", 0.347), new("red_lines.ruler-high.held", 0)],
        },
        new ActorRecord { Utility = 0.55, NoDeal = 0.345, Consent = signed },
        new ActorRecord
        {
            Utility = 0.41, NoDeal = 0.52, Consent = client, Crosses = client == Consent.Pressed ? ["aid-ceiling"] : [],
            Draws = [new("red_lines.aid-ceiling.held", 1)],
        },
        new ActorRecord { Utility = 0.5, NoDeal = 0.5 },
    ];
}
