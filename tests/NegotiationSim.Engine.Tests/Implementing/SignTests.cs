using NegotiationSim.Engine.Tests.Conformance;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Implementing;

/// <summary>
/// What lengthens and what shortens the life of agreements has the sign that was measured on real ones. Both sides of every comparison use the same random numbers, and every change
/// comes after the signature, so that the same texts are signed.
/// </summary>
public sealed class SignTests(ITestOutputHelper output)
{
    /// <summary>Two parties that both clearly prefer the agreement, a client of one, a spoiler; all else as by default.</summary>
    private const string Plain = """
        schema: negotiation-sim/1
        name: plain
        calendar: {rounds: 1}
        issues:
          deal: {options: [war, peace]}
        actors:
          a: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}, no_deal: 0.4}
          b: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}, no_deal: 0.4}
          client: {role: ratifier, of: b, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}, no_deal: 0.5}
        ties: [{patron: b, client: client, deeds: 0.3}]
        protocol: {kind: tabled, text: {deal: peace}}
        implementation: {horizon: 365, patience: {client: 2}, spoilers: [{id: gang, rate: 0.2}]}
        """;

    private sealed record Change(string Name, int Sign, Func<Scenario, Scenario> From, Func<Scenario, Scenario> To);

    private static readonly Change[] _changes =
    [
        new("monitoring 1 against 0", 1, s => Struck(s, new MonitoringEffect(Quantity.Of(-1))), s => Struck(s, new MonitoringEffect(Quantity.Of(1)))),
        new("enforcement + 0.3", 1, s => s, s => Struck(s, new EnforcementEffect(Quantity.Of(0.3)))),
        new("worth over no deal + 0.1", 1, s => s, s => Struck(s, new ActorEffect(-1, new NoDealChange(Quantity.Of(-0.1))))),
        new("no-deal value + 0.1 after the signature", -1, s => s, s => Struck(s, new ActorEffect(-1, new NoDealChange(Quantity.Of(0.1))))),
        new("spoiler rates doubled", -1, s => s, s => Struck(s, [.. s.Implementation!.Spoilers.Select((_, k) => new SpoilerRateEffect(k, Quantity.Of(2)))])),
        new("deeds of patrons half way to 1", 1, s => s, MoreDeeds),
        new("contagion 1", -1, s => s, s => s with { Implementation = s.Implementation! with { Contagion = Quantity.Of(1) } }),
        new("revenge 0.1", -1, s => s, s => s with { Implementation = s.Implementation! with { Revenge = Quantity.Of(0.1) } }),
        new("a further party that can end it", -1, WithoutEnder, WithEnder),
    ];

    [Fact]
    public void Changes_OfAPlainAgreement_HaveTheMeasuredSigns()
    {
        var plain = ScenarioTexts.Read(Plain);
        foreach (var (change, found) in Compare(plain, 4000))
        {
            output.WriteLine("{0}: {1}", change.Name, found);
            Assert.True(found.Sign == change.Sign, $"{change.Name}: {found}");
        }
    }

    /// <summary>With peacekeepers present the measured hazard ratio of a return to war is 0.58, its 95% interval [0.35, 0.97] (data of Fortna 2003).</summary>
    [Fact]
    public void Monitoring_OfAnAgreementWithoutSpoilers_HasAHazardRatioInTheMeasuredInterval()
    {
        var scenario = ScenarioTexts.Read(Plain.Replace(", spoilers: [{id: gang, rate: 0.2}]", "", StringComparison.Ordinal));
        var found = Compare(scenario, 10_000).First().Found;
        output.WriteLine("{0}", found);
        Assert.InRange(found.HazardRatio, 0.35, 0.97);
    }

    /// <summary>The files that ship, long: runs when NEGSIM_LONG_TESTS=1.</summary>
    [Theory]
    [InlineData("kerry-lavrov-2016", 5000)]
    [InlineData("cessation-2016", 4000)]
    [InlineData("aleppo-december-2016", 8000)]
    [InlineData("chemical-weapons-2013", 10_000)]
    [InlineData("truce-for-aid", 20_000)]
    public void Changes_OfAShippedScenario_HaveTheMeasuredSigns(string name, int replicas)
    {
        if (Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") != "1")
        {
            Assert.Skip("a long test: set NEGSIM_LONG_TESTS=1");
        }

        var scenario = ScenarioTexts.Read(File.ReadAllText(Path.Combine(Repository.Root, "scenarios", name + ".yaml")));
        var wrong = new List<string>();
        foreach (var (change, found) in Compare(scenario, replicas))
        {
            output.WriteLine("{0}: {1}", change.Name, found);
            if (found.Sign != change.Sign)
            {
                wrong.Add($"{change.Name}: {found}");
            }
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<(Change Change, SurvivalSign Found)> Compare(Scenario scenario, int replicas)
    {
        int[]? asItStands = null;
        foreach (var change in _changes)
        {
            var before = change.From(scenario);
            var from = ReferenceEquals(before, scenario) ? asItStands ??= SurvivalSign.Play(scenario, replicas) : SurvivalSign.Play(before, replicas);
            yield return (change, SurvivalSign.Between(scenario, from, SurvivalSign.Play(change.To(scenario), replicas)));
        }
    }

    /// <summary>With effects that set in when the agreement enters into force.</summary>
    private static Scenario Struck(Scenario scenario, params Effect[] effects) => scenario with
    {
        Events = scenario.Events.Add(new ScenarioEvent { Id = "change", Timing = new WithHazard(Quantity.Of(1e9)), While = EventPhase.Implementation, Effects = [.. effects] }),
    };

    private static Scenario MoreDeeds(Scenario scenario) => scenario with
    {
        Ties = [.. scenario.Ties.Select(tie => tie with { Deeds = Quantity.Of((1 + ((Constant)tie.Deeds.Expression).Value) / 2) })],
    };

    /// <summary>Without the first ratifier's power to end it.</summary>
    private static Scenario WithoutEnder(Scenario scenario) => WithEnder(scenario, false);

    private static Scenario WithEnder(Scenario scenario) => WithEnder(scenario, true);

    private static Scenario WithEnder(Scenario scenario, bool canEnd)
    {
        var ratifiers = Enumerable.Range(0, scenario.Actors.Length).Where(a => scenario.Actors[a].Role == Role.Ratifier).ToList();
        var ender = ratifiers.Find(a => scenario.Actors[a].CanEnd) is > 0 and var found ? found : ratifiers[0];
        return scenario with { Actors = scenario.Actors.SetItem(ender, scenario.Actors[ender] with { CanEnd = canEnd }) };
    }
}
