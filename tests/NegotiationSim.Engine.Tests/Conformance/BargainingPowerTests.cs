using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>
/// What theory says of bargaining power, on the same random numbers: whoever has more without a deal gets more in it, and whoever must be done sooner
/// gets less (Nash 1950; Binmore, Rubinstein and Wolinsky 1986; Sandholm and Vulkan 1999). Only replicas that sign in both cases are compared, by the worth of the text to the actor, which the no-deal value does not touch.
/// </summary>
public sealed class BargainingPowerTests(ITestOutputHelper output)
{
    private const int Replicas = 800;
    private const ulong Seed = 11;

    private const string Border = """
        schema: negotiation-sim/1
        name: border
        calendar: {start: 2026-01-01, round: 1d, rounds: 30}
        issues:
          line: {range: {from: 0, to: 100, step: 5}}
          troops: {options: [none, few, some, many]}
          toll: {range: {from: 0, to: 10, step: 1}}
        actors:
          hill:
            role: principal
            preferences:
              line: {weight: 60, ideal: "uniform(80, 100)", accepts: {at_least: "uniform(10, 40)"}, held_with: 0.7}
              troops: {weight: 20, ideal: 0}
              toll: {weight: 30, ideal: 10}
            no_deal: HILL + uniform(0.2, 0.35)
            deadline: LIMIT_hill
          valley:
            role: principal
            preferences:
              line: {weight: 50, ideal: "uniform(0, 20)", accepts: {at_most: "uniform(60, 90)"}, held_with: 0.7}
              troops: {weight: 30, ideal: 100}
              toll: {weight: 40, ideal: 0}
            no_deal: VALLEY + uniform(0.2, 0.35)
            deadline: LIMIT_valley
        """;

    private const string Fishery = """
        schema: negotiation-sim/1
        name: fishery
        calendar: {start: 2026-01-01, round: 1d, rounds: 20}
        issues:
          quota: {range: {from: 0, to: 20, step: 1}}
          season: {options: [short, medium, long]}
          areas: {set_of: [north, bank, shelf]}
          fee: {range: {from: 0, to: 5, step: 0.5}, may_stay_open: true}
        actors:
          coast:
            role: principal
            preferences:
              quota: {weight: 70, ideal: "uniform(0, 4)", accepts: {at_most: 14}}
              season: {weight: 20, ideal: 0}
              areas: {weight: 30, values: {north: -1, bank: -0.5, shelf: -0.2}}
              fee: {weight: 25, ideal: 5}
            no_deal: COAST + 0.3
            deadline: LIMIT_coast
            tactic: {kind: boulware, e: 2}
          fleet:
            role: principal
            preferences:
              quota: {weight: 80, ideal: "uniform(15, 20)", accepts: {at_least: 4}}
              season: {weight: 15, ideal: 100}
              areas: {weight: 25, values: {north: 1, bank: 0.8, shelf: 0.1}}
              fee: {weight: 30, ideal: 0}
            no_deal: FLEET + 0.3
            deadline: LIMIT_fleet
        """;

    [Theory]
    [InlineData("border", "hill")]
    [InlineData("border", "valley")]
    [InlineData("fishery", "coast")]
    [InlineData("fishery", "fleet")]
    public void NoDealValue_Raised_MovesTheSignedTextsTheActorsWay(string name, string actor) =>
        AssertMoves(Invented(name, ""), Invented(name, actor), actor);

    /// <summary>Deadlines are in the file, so everybody knows them. One of two thirds of the talks makes its owner ask for less, sooner.</summary>
    [Theory]
    [InlineData("border", "hill", "2026-01-20")]
    [InlineData("border", "valley", "2026-01-20")]
    [InlineData("fishery", "coast", "2026-01-13")]
    [InlineData("fishery", "fleet", "2026-01-13")]
    public void Deadline_Shorter_MovesTheSignedTextsAgainstTheActor(string name, string actor, string deadline) =>
        AssertMoves(Invented(name, "", actor, deadline), Invented(name, ""), actor);

    [Fact]
    public void Deadline_ElectionDayOnTheFlagship_MovesTheSignedTextsAgainstTheActor()
    {
        var file = Path.Combine(Repository.Root, "scenarios", "kerry-lavrov-2016.yaml");
        foreach (var actor in (string[])["us", "russia"])
        {
            AssertMoves(ScenarioReader.ReadFile(file, [$"actors.{actor}.deadline=2016-11-08"]).Scenario!, ScenarioReader.ReadFile(file).Scenario!, actor);
        }
    }

    /// <summary>Of Russia's. What Washington signs on the flagship is worth so much more to it than no deal that a no-deal value of 0.66 does not move it.</summary>
    [Fact]
    public void NoDealValue_RaisedOnTheFlagship_MovesTheSignedTextsTheActorsWay()
    {
        const string Raised = "{by_date: {2016-07-10: 0.60 + 0.03*battlefield, 2016-10-10: 0.60 + 0.03*battlefield, 2016-12-10: 0.68 + 0.03*battlefield}}";
        var file = Path.Combine(Repository.Root, "scenarios", "kerry-lavrov-2016.yaml");
        AssertMoves(ScenarioReader.ReadFile(file).Scenario!, ScenarioReader.ReadFile(file, [$"actors.russia.no_deal={Raised}"]).Scenario!, "russia");
    }

    private static Scenario Invented(string name, string raised, string hurried = "", string deadline = "")
    {
        var text = name == "border" ? Border : Fishery;
        foreach (var actor in (string[])["hill", "valley", "coast", "fleet"])
        {
            text = text.Replace(actor.ToUpperInvariant(), actor == raised ? "0.12" : "0", StringComparison.Ordinal);
            text = text.Replace($"LIMIT_{actor}", actor == hurried ? deadline : "2026-12-31", StringComparison.Ordinal);
        }

        return ScenarioTexts.Read(text);
    }

    private void AssertMoves(Scenario before, Scenario after, string id)
    {
        var actor = before.Actors.ToList().FindIndex(candidate => candidate.Id == id);
        var (one, other) = (Play(before), Play(after));
        var components = before.Space.Components.Length;
        var sampler = new Sampler(before);
        var gains = new List<double>();
        for (var slot = 0; slot < Replicas; slot++)
        {
            if (one.SignedRounds[slot] > 0 && other.SignedRounds[slot] > 0)
            {
                sampler.MoveTo(new ReplicaDraws(Seed, slot));
                var utility = Standpoint.Of(before, actor, sampler).Utility;
                gains.Add(utility.Evaluate(other.Texts.AsSpan(slot * components, components)) - utility.Evaluate(one.Texts.AsSpan(slot * components, components)));
            }
        }

        var mean = gains.Average();
        var error = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Count - 1.0) / gains.Count);
        output.WriteLine("{0}: {1:0.0000} [{2:0.0000}, {3:0.0000}] over {4} replicas", id, mean, mean - 1.96 * error, mean + 1.96 * error, gains.Count);
        Assert.True(mean - 1.96 * error > 0, $"{mean} +- {1.96 * error} over {gains.Count} replicas");
    }

    private static BlockResult Play(Scenario scenario) =>
        new DirectBlock(scenario).Play(new BlockSpec(Seed, 0, Replicas, Tell: false), TestContext.Current.CancellationToken);
}
