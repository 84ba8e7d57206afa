using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>A principal that consults asks and looks at a bounded number of outcomes per turn, however many there are, and says so when that is not enough.</summary>
public sealed class ConsultationTests
{
    /// <summary>65,536 outcomes; the better one is for x, the worse for its parliament, which wants nearly everything.</summary>
    private static readonly Scenario _large = ScenarioTexts.Read(Large("kind: boulware"));

    [Theory]
    [InlineData("kind: boulware")]
    [InlineData("kind: micro")]
    [InlineData("kind: random")]
    [InlineData("{kind: linear, opponent_model: frequency}")]
    public void Take_NothingPassesForLong_AsksAndLooksNoMoreThanTheBounds(string tactic)
    {
        var scenario = ScenarioTexts.Read(Large(tactic));
        var block = new AgentBlock(Brief.For(scenario, 0), 0);
        var talks = new TurnTaking(block, [2]);
        var ratifier = new AgentBlock(Brief.For(scenario, 2), 2);
        var parliament = new ConsentReplies(ratifier, []);
        var spec = new BlockSpec(1, 0, 1, Tell: true);
        block.Begin(spec);
        talks.Begin();
        ratifier.Begin(spec);

        for (var isOver = talks.Take(Opening(scenario)); !isOver;)
        {
            isOver = talks.Advise([parliament.Answer(talks.Question(), null)]);
        }

        var consultation = block.StateAt(0).Consultation!;
        Assert.InRange(consultation.Questions, Consultation.MostQuestions, Consultation.MostQuestions + Consultation.Batch);
        Assert.InRange(consultation.Steps, consultation.Questions, consultation.Questions + Consultation.Batch);
        Assert.Equal(Said.Reject, talks.Reply.Said[0]);
        Assert.Equal((ReasonKind.GaveUpAsking, 2), (Assert.Single(block.Diary).Reason, block.Diary[0].Counterpart));
    }

    [Fact]
    public void Run_NothingPassesForLong_SaysThatItGaveUpAsking()
    {
        var record = new DirectBlock(_large).Run(1, 0);

        var moves = record.Transcript.Where(entry => entry is { Phase: Phase.Talks, Actor: 0 }).ToArray();
        Assert.Equal(3, moves.Length);
        Assert.All(moves, entry => Assert.Equal((Move.Reject, ReasonKind.GaveUpAsking, 2), (entry.Move, entry.Reason, entry.Counterpart)));
    }

    /// <summary>
    /// Both concede an option at a time and would meet in the middle. What x would offer after its seventeenth offer it must ask its parliament about,
    /// which refuses some of it; until it knows, it does not accept instead.
    /// </summary>
    [Fact]
    public void Run_MicroMustAskAboutItsNextOffer_DoesNotAcceptMeanwhile()
    {
        var options = string.Join(", ", Enumerable.Range(0, 61).Select(o => $"o{o:00}"));
        var up = string.Join(", ", Enumerable.Range(0, 61).Select(o => $"o{o:00}: {o / 60.0:0.####}"));
        var down = string.Join(", ", Enumerable.Range(0, 61).Select(o => $"o{o:00}: {1 - o / 60.0:0.####}"));
        var record = new DirectBlock(ScenarioTexts.Read($$$$"""
            schema: negotiation-sim/1
            name: meeting
            calendar: {rounds: 60}
            issues: {deal: {options: [{{{{options}}}}], ordered: false}}
            actors:
              x: {role: principal, consults: true, preferences: {deal: {weight: 1, values: { {{{{down}}}} }}}, tactic: {kind: micro}}
              y: {role: principal, preferences: {deal: {weight: 1, values: { {{{{up}}}} }}}, tactic: {kind: micro}}
              parliament:
                role: ratifier
                of: [x]
                preferences: {deal: {weight: 1, values: { {{{{down}}}} }}}
                red_lines: [{id: never, never: {deal: [o17, o18, o19, o20]}}]
            """)).Run(1, 0);

        Assert.InRange(record.Agreement!.Value.Span[0], 26, 34);
    }

    private static TurnRequest Opening(Scenario scenario) => new()
    {
        Round = 1,
        Active = [0],
        ActiveCount = 1,
        Board = new Utterances?[scenario.Actors.Length],
        Proposer = [-1],
        Supporters = [0],
        Seated = [0b11],
        Announcements = new Announcements(),
        RefusedSlots = [],
        RefusedTexts = [],
    };

    private static string Large(string tactic)
    {
        var issues = string.Join("\n", Enumerable.Range(0, 8).Select(i => $"  i{i}: {{options: [a{i}, b{i}, c{i}, d{i}], ordered: false}}"));
        return $"""
            schema: negotiation-sim/1
            name: large
            calendar: {"{rounds: 3}"}
            issues:
            {issues}
            actors:
              x:
                role: principal
                consults: true
                no_deal: 0.1
                tactic: {(tactic.StartsWith('{') ? tactic : $"{{{tactic}}}")}
            {Preferences(1, 0.71, 0.33, 0)}
              y:
                role: principal
                no_deal: 0.1
            {Preferences(0, 0.31, 0.64, 1)}
              parliament:
                role: ratifier
                of: [x]
                no_deal: 0.97
            {Preferences(0, 0.1, 0.9, 1)}
            """;
    }

    private static string Preferences(params double[] values) =>
        "    preferences:\n" + string.Join("\n", Enumerable.Range(0, 8).Select(i =>
            $"      i{i}: {{weight: {1 + 0.13 * i:0.00}, values: {{a{i}: {values[0]}, b{i}: {values[1]}, c{i}: {values[2]}, d{i}: {values[3]}}}}}"));
}
