using CsCheck;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;
using SpokenLine = NegotiationSim.Engine.NamedLine;

namespace NegotiationSim.Reference.Tests;

/// <summary>
/// What holds of spoken red lines in every negotiation of the engine, whoever plays: read off its transcript, on made-up scenarios without events. Only what a line
/// forbids, what an outcome is worth and which outcomes an actor may sign comes from the reference.
/// </summary>
public sealed class ObjectionLawsTests(ITestOutputHelper output)
{
    private static readonly ScenarioShape _shape = new()
    {
        NumericQuantiles = false, RandomTactic = false, Micro = false, Events = false, Consults = false, Renegotiation = false, Majorities = false, Tabled = false,
    };

    private int _seen;

    [Fact]
    public void Objection_AnyNegotiation_NamesALineThatTheOfferCrosses() => Check((law, entry) =>
    {
        foreach (var line in entry.Objects.IsDefault ? [] : entry.Objects)
        {
            Seen();
            Assert.True(law.Forbids(line, entry.Outcome!.Value), $"round {entry.Round}: {entry.Actor} names {line}, which the offer does not cross");
        }
    });

    /// <summary>As many of the lines heard, by rank, as leave something at the target beside the actor's own bluffs: none of them is crossed by what it offers.</summary>
    [Fact]
    public void Offer_SomethingAtTheTargetRespectsTheLinesHeard_CrossesNoneOfThem() => Check((law, entry) =>
    {
        if (entry.Move != Move.Offer || !law.RespectsLines(entry.Actor))
        {
            return;
        }

        var left = law.Reachable(entry).Where(outcome => !law.KeptBluffs(entry).Any(bluff => law.Forbids(bluff, outcome))).ToList();
        foreach (var line in law.Heard(entry.Actor))
        {
            left.RemoveAll(outcome => law.Forbids(line, outcome));
            if (left.Count == 0)
            {
                break;
            }

            Seen();
            Assert.False(law.Forbids(line, entry.Outcome!.Value), $"round {entry.Round}: {entry.Actor} crosses {line} and need not");
        }
    });

    [Fact]
    public void Withdrawal_AnyNegotiation_IsOfALineThatWasNamedAndIsNowCrossed() => Check((law, entry) =>
    {
        foreach (var line in entry.Withdraws.IsDefault ? [] : entry.Withdraws)
        {
            Seen();
            Assert.True(law.IsNamed(line), $"round {entry.Round}: {line} is withdrawn and was not named");
            Assert.True(law.Forbids(line, entry.Outcome!.Value), $"round {entry.Round}: {line} is withdrawn and is not crossed");
        }
    });

    /// <summary>Its owner never comes back to it; that others need not respect it follows from the law of offers, which looks at lines that stand.</summary>
    [Fact]
    public void WithdrawnBluff_RestOfTheTalks_BindsNobody() => Check((law, entry) =>
    {
        foreach (var line in law.Withdrawn)
        {
            Seen();
            Assert.DoesNotContain(line, entry.Objects.IsDefault ? [] : entry.Objects);
            Assert.False(entry.RedLine == law.IdOf(line) && entry.Move == Move.Reject, $"round {entry.Round}: {line} was withdrawn and is a reason to reject");
        }
    });

    private void Seen() => Interlocked.Increment(ref _seen);

    private void Check(Action<Talks, TranscriptEntry> law)
    {
        Gen.Select(RandomScenarios.Create(_shape), Gen.Int[0, 1000]).Sample(
            (text, seed) =>
            {
                var scenario = RandomScenariosTests.Read(text);
                var talks = new Talks(new NaiveReplica(scenario, (ulong)seed, 0));
                foreach (var entry in new DirectBlock(scenario).Run((ulong)seed, 0).Transcript.Where(entry => entry.Phase == Phase.Talks))
                {
                    law(talks, entry);
                    talks.Follow(entry);
                }
            },
            iter: 500,
            print: t => $"seed {t.Item2}\n{t.Item1}");

        output.WriteLine("put to the test {0} times", _seen);

        // A law that nothing could break says nothing.
        Assert.True(_seen > 5, $"the law was put to the test {_seen} times");
    }

    /// <summary>What everybody at the table knows of red lines at a moment of a transcript.</summary>
    private sealed class Talks(NaiveReplica replica)
    {
        private readonly List<(SpokenLine Line, int Times)> _named = [];

        /// <summary>Bluffs that were taken back. A line that is held may be named again by whoever went along once under pressure.</summary>
        public List<SpokenLine> Withdrawn { get; } = [];

        public bool Forbids(SpokenLine line, Outcome outcome) => replica.Actors[line.Actor].Meets(line.Line, outcome);

        public bool IsNamed(SpokenLine line) => _named.Exists(named => named.Line == line);

        public string IdOf(SpokenLine line) => $"{replica.Scenario.Actors[line.Actor].Id}.{replica.Scenario.Actors[line.Actor].RedLines[line.Line].Id}";

        public bool RespectsLines(int actor) => replica.Actors[actor].Tactic.Kind is not (TacticKind.Micro or TacticKind.Random);

        /// <summary>Lines of others, those named more often first, of these the earlier ones.</summary>
        public IEnumerable<SpokenLine> Heard(int actor) =>
            _named.Select((named, order) => (named.Line, named.Times, order)).Where(named => named.Line.Actor != actor)
                .OrderByDescending(named => named.Times).ThenBy(named => named.order).Select(named => named.Line);

        /// <summary>What the actor may sign that is clearly worth what it asks for.</summary>
        public IEnumerable<Outcome> Reachable(TranscriptEntry entry) => Enumerable.Range(0, replica.Outcomes.Length)
            .Where(o => replica.Utility(entry.Actor, o) >= entry.Target + 1e-9 && replica.IsPermittedApartFromTheTable(entry.Actor, o, entry.Round!.Value))
            .Select(o => replica.Outcomes[o]);

        public IEnumerable<SpokenLine> KeptBluffs(TranscriptEntry entry)
        {
            var actor = replica.Actors[entry.Actor];
            var last = actor.Deadline is { } deadline ? replica.Scenario.Calendar.LastRoundBy(deadline) : replica.Scenario.Calendar.Rounds;
            return actor.Tactic.NamesLines
                ? actor.Bluffs.Where(line => entry.Round!.Value / (last + 1.0) < actor.BluffsUntil(line)).Select(line => new SpokenLine(entry.Actor, line))
                : [];
        }

        public void Follow(TranscriptEntry entry)
        {
            foreach (var line in entry.Objects.IsDefault ? [] : entry.Objects)
            {
                var at = _named.FindIndex(named => named.Line == line);
                if (at < 0)
                {
                    _named.Add((line, 1));
                }
                else
                {
                    _named[at] = (line, _named[at].Times + 1);
                }
            }

            foreach (var line in entry.Withdraws.IsDefault ? [] : entry.Withdraws)
            {
                _named.RemoveAll(named => named.Line == line);
                if (replica.Actors[line.Actor].Bluffs.Contains(line.Line))
                {
                    Withdrawn.Add(line);
                }

                replica.Actors[line.Actor].GiveUp(line.Line);
            }
        }
    }
}
