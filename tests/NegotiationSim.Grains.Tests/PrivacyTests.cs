using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests;

/// <summary>Only what an actor says leaves its grain for the table, and calls go driver, table, actor, ratifier.</summary>
public sealed class PrivacyTests
{
    private static readonly Type[] s_private =
    [
        typeof(Preferences), typeof(IssuePreference), typeof(ValueFunction), typeof(RedLine), typeof(Tactic), typeof(DiaryEntry), typeof(CloseReply),
        typeof(ActorRecord),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void TableGrain_MessageTypes_HoldNothingPrivate()
    {
        // The brief is left out: it is a scenario, and what it holds is looked at below.
        var toTable = typeof(ITableGrain).GetMethods().SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)).Except([typeof(Scenario)]);
        var port = typeof(IActorPort).GetMethods().SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType));

        var types = ObjectGraph.TypesOf(toTable.Concat(port));

        Assert.Contains(typeof(Utterances), types);
        Assert.Contains(typeof(BlockCause), types);
        Assert.Empty(types.Intersect(s_private));
    }

    [Fact]
    public async Task TableGrain_WholeBlocks_HearsNothingPrivate()
    {
        var calls = await SpyAsync();

        var atTable = calls.Where(c => c.Target == "table").SelectMany(c => c.Arguments.Append(c.Result))
            .Concat(calls.Where(c => c.Source == "table").Select(c => c.Result));
        var reached = ObjectGraph.Of(atTable);

        Assert.Contains(reached, value => value is Utterances);
        Assert.DoesNotContain(reached, value => value is Preferences or IssuePreference or ValueFunction or RedLine or DiaryEntry or CloseReply or ActorRecord);
        Assert.All(reached.OfType<Actor>(), actor =>
        {
            Assert.Null(actor.Preferences);
            Assert.Empty(actor.RedLines);
            Assert.Equal(new Actor { Id = "", Role = Role.Principal }.NoDeal, actor.NoDeal);
            Assert.Equal(new Tactic(), actor.Tactic);
            Assert.Null(actor.Deadline);
        });
        AssertKnowsNone(reached, TruceScenario.NorthSecret, TruceScenario.SouthSecret, TruceScenario.ClientSecret);
    }

    [Theory]
    [InlineData(0, TruceScenario.NorthSecret / -10, TruceScenario.SouthSecret, TruceScenario.ClientSecret / 2)]
    [InlineData(1, TruceScenario.SouthSecret, TruceScenario.NorthSecret / -10, TruceScenario.ClientSecret / 2)]
    [InlineData(2, TruceScenario.ClientSecret / 2, TruceScenario.SouthSecret, TruceScenario.NorthSecret / -10)]
    public async Task ActorGrain_WholeBlocks_KnowsOnlyItsOwnSecrets(int actor, double own, double other, double third)
    {
        var calls = await SpyAsync();

        var reached = ObjectGraph.Of(calls
            .Where(c => c.Target == "actor" && c.TargetKey.EndsWith($"/{actor}", StringComparison.Ordinal))
            .SelectMany(c => c.Arguments));

        Assert.Contains(own, reached.OfType<double>());
        AssertKnowsNone(reached, other, third);
    }

    [Fact]
    public async Task Calls_WholeBlocks_GoDownwardOnly()
    {
        var calls = await SpyAsync();

        Assert.All(calls.Where(c => c.Target == "table"), c => Assert.False(c.Source is "table" or "actor"));
        Assert.All(calls.Where(c => c.Source == "actor"), c =>
        {
            Assert.EndsWith("/1", c.SourceKey, StringComparison.Ordinal);
            Assert.EndsWith("/2", c.TargetKey, StringComparison.Ordinal);
            Assert.Equal(nameof(IActorGrain.ConsentAsync), c.Method);
        });
        Assert.Contains(calls, c => c.Source == "actor");
        Assert.Contains(calls, c => c.Source == "table" && c.Method == nameof(IActorGrain.TurnAsync));
        Assert.All(calls.Where(c => c.Method == nameof(IActorGrain.CloseAsync)), c => Assert.False(c.Source is "table" or "actor"));
    }

    private static void AssertKnowsNone(IReadOnlyList<object> reached, params double[] secrets)
    {
        var numbers = reached.OfType<double>().Select(Math.Abs).ToHashSet();
        foreach (var secret in secrets.SelectMany(s => new[] { s, s / 10, s / 2 }))
        {
            Assert.DoesNotContain(Math.Abs(secret), numbers);
        }
    }

    private static async Task<IReadOnlyList<SpiedCall>> SpyAsync()
    {
        var spy = new CallSpy();
        var options = new LocalSiloOptions { Configure = services => services.AddSingleton<IIncomingGrainCallFilter>(spy) };
        await using var silo = await LocalSilo.StartAsync(options, Cancellation);
        await using (var experiment = new Experiment(silo.Grains, TruceScenario.Create(), new ExperimentOptions { Lanes = 1, BlockSize = 16 }))
        {
            var blocks = await experiment.PlayAsync(1, 0, 32, tell: true, Cancellation).ToListAsync(Cancellation);
            Assert.Equal(2, blocks.Count);
        }

        return spy.Calls;
    }
}
