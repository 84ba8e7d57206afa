using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests;

/// <summary>A grain refuses whatever does not belong to the attempt that it is in, and says so when it does not know who it is.</summary>
public sealed class AttemptTests(SiloFixture silo)
{
    private static readonly BlockSpec s_spec = new(1, 0, 4, Tell: false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begin_SameOrEarlierAttempt_IsRefused()
    {
        var client = await AdmitClientAsync();
        await client.BeginAsync(2, s_spec, Cancellation);

        await Assert.ThrowsAsync<StaleCallException>(() => client.BeginAsync(2, s_spec, Cancellation).AsTask());
        await Assert.ThrowsAsync<StaleCallException>(() => client.BeginAsync(1, s_spec, Cancellation).AsTask());
        await client.BeginAsync(3, s_spec, Cancellation);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task AnyCall_OfAnotherAttempt_IsRefused(long attempt)
    {
        var client = await AdmitClientAsync();
        await client.BeginAsync(2, s_spec, Cancellation);

        var refused = await Assert.ThrowsAsync<StaleCallException>(() => client.ConsentAsync(attempt, Question(), Cancellation).AsTask());

        Assert.Equal($"refused a call of attempt {attempt}: this grain is in attempt 2", refused.Message);
        await Assert.ThrowsAsync<StaleCallException>(() => client.TurnPageAsync(attempt).AsTask());
        await Assert.ThrowsAsync<StaleCallException>(() => client.PeriodAsync(attempt, new PeriodRequest()).AsTask());
        await client.ConsentAsync(2, Question(), Cancellation);
        await client.ConsentAsync(2, Question(), Cancellation);
    }

    [Fact]
    public async Task Actor_BeforeItsBlock_RefusesEveryAttempt()
    {
        var client = await AdmitClientAsync();

        await Assert.ThrowsAsync<StaleCallException>(() => client.ConsentAsync(0, Question(), Cancellation).AsTask());
        await Assert.ThrowsAsync<StaleCallException>(() => client.ConsentAsync(1, Question(), Cancellation).AsTask());
    }

    [Fact]
    public async Task Actor_IdleGrainsAreCollectedInTheMiddleOfABlock_Stays()
    {
        var client = await AdmitClientAsync();
        await client.BeginAsync(1, s_spec, Cancellation);

        await silo.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero, Cancellation);

        await client.ConsentAsync(1, Question(), Cancellation);
    }

    [Fact]
    public async Task Grains_NotAdmitted_SaySo()
    {
        var key = NewKey();
        var table = silo.Grains.GetGrain<ITableGrain>(key);
        var actor = silo.Grains.GetGrain<IActorGrain>(GrainKey.Actor(key, 0));

        await Assert.ThrowsAsync<NotAdmittedException>(() => table.PlayAsync(1, s_spec, Cancellation).AsTask());
        await Assert.ThrowsAsync<NotAdmittedException>(() => actor.BeginAsync(1, s_spec, Cancellation).AsTask());
        await Assert.ThrowsAsync<NotAdmittedException>(() => actor.ConsentAsync(1, Question(), Cancellation).AsTask());

        // A table whose actors were lost hears it from them, and so does the driver.
        await table.AdmitAsync(Brief.Public(TruceScenario.Create()));
        await Assert.ThrowsAsync<NotAdmittedException>(() => table.PlayAsync(1, s_spec, Cancellation).AsTask());
    }

    [Fact]
    public async Task Table_OtherAttempt_IsRefused()
    {
        var table = await AdmitAsync(TruceScenario.Create());
        var reply = await table.PlayAsync(2, s_spec, Cancellation);

        await Assert.ThrowsAsync<StaleCallException>(() => table.GoOnAsync(1, Cancellation).AsTask());
        await Assert.ThrowsAsync<StaleCallException>(() => table.PlayAsync(2, s_spec, Cancellation).AsTask());
        Assert.Equal(4, reply.Result!.Endings.Length);
    }

    [Fact]
    public async Task Table_PlayedAnewInTheMiddleOfAStory_ForgetsTheUnfinishedOne()
    {
        // Long enough for several pages.
        var scenario = TruceScenario.Create(rounds: 60);
        var spec = new BlockSpec(9, 0, 400, Tell: true);
        var table = await AdmitAsync(scenario);
        var first = await table.PlayAsync(1, spec, Cancellation);
        Assert.NotNull(first.Page);

        var reply = await table.PlayAsync(2, s_spec, Cancellation);

        Assert.Equal(new DirectBlock(scenario).Play(s_spec, Cancellation).Endings, reply.Result!.Endings);
    }

    [Fact]
    public async Task Table_StalePlayInTheMiddleOfAStory_LeavesItAlone()
    {
        var table = await AdmitAsync(TruceScenario.Create(rounds: 60));
        var told = await table.PlayAsync(2, new BlockSpec(9, 0, 400, Tell: true), Cancellation);
        Assert.NotNull(told.Page);

        await Assert.ThrowsAsync<StaleCallException>(() => table.PlayAsync(1, s_spec, Cancellation).AsTask());
        await Assert.ThrowsAsync<StaleCallException>(() => table.PlayAsync(2, s_spec, Cancellation).AsTask());

        Assert.NotNull((await table.GoOnAsync(2, Cancellation)).Page);
    }

    private static string NewKey() => GrainKey.Table(Guid.NewGuid().ToString("N"), 0);

    private static ConsentRequest Question() => new()
    {
        Purpose = ConsentPurpose.Ratification,
        Round = 1,
        Active = [0],
        ActiveCount = 1,
        Texts = [0, 0, 0, 0],
        Supporters = new ulong[4],
        Announcements = new Announcements(),
    };

    private async Task<ITableGrain> AdmitAsync(Scenario scenario)
    {
        var key = NewKey();
        var table = silo.Grains.GetGrain<ITableGrain>(key);
        await table.AdmitAsync(Brief.Public(scenario));
        for (var a = 0; a < scenario.Actors.Length; a++)
        {
            await silo.Grains.GetGrain<IActorGrain>(GrainKey.Actor(key, a)).AdmitAsync(Brief.For(scenario, a), a);
        }

        return table;
    }

    private async Task<IActorGrain> AdmitClientAsync()
    {
        var client = silo.Grains.GetGrain<IActorGrain>(GrainKey.Actor(NewKey(), 2));
        await client.AdmitAsync(Brief.For(TruceScenario.Create(), 2), 2);
        return client;
    }
}
