using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Grains.Messages;

namespace NegotiationSim.Grains.Tests.Messages;

/// <summary>A grain refuses whatever does not belong to the play that it is in.</summary>
public sealed class StaleCallTests(SiloFixture silo)
{
    private static readonly BlockSpec s_spec = new(1, 0, 4, Tell: false);

    [Fact]
    public async Task Begin_SameOrEarlierAttempt_IsRefused()
    {
        var actor = await AdmitClientAsync();
        await actor.BeginAsync(new Ticket(3, 2, 1), s_spec);

        await Assert.ThrowsAsync<StaleCallException>(() => actor.BeginAsync(new Ticket(3, 2, 1), s_spec).AsTask());
        await Assert.ThrowsAsync<StaleCallException>(() => actor.BeginAsync(new Ticket(4, 1, 1), s_spec).AsTask());
        await actor.BeginAsync(new Ticket(2, 3, 1), s_spec);
    }

    [Theory]
    [InlineData(4, 2, 9)]
    [InlineData(3, 1, 9)]
    [InlineData(3, 3, 9)]
    [InlineData(3, 2, 5)]
    [InlineData(3, 2, 4)]
    [InlineData(3, 0, 9)]
    public async Task Consent_OtherBlockAttemptOrEarlierStep_IsRefused(long block, long attempt, int step)
    {
        var actor = await AdmitClientAsync();
        await actor.BeginAsync(new Ticket(3, 2, 1), s_spec);
        await actor.ConsentAsync(new Ticket(3, 2, 5), Question(ConsentPurpose.Ratification));

        var refused = await Assert.ThrowsAsync<StaleCallException>(
            () => actor.ConsentAsync(new Ticket(block, attempt, step), Question(ConsentPurpose.Ratification)).AsTask());

        Assert.Contains("block 3, attempt 2, step 5", refused.Message);
        await actor.ConsentAsync(new Ticket(3, 2, 6), Question(ConsentPurpose.Ratification));
    }

    [Fact]
    public async Task Consent_ConsultedSeveralTimesInOneStep_Answers()
    {
        var actor = await AdmitClientAsync();
        await actor.BeginAsync(new Ticket(0, 1, 1), s_spec);

        await actor.ConsentAsync(new Ticket(0, 1, 2), Question(ConsentPurpose.Consultation));
        await actor.ConsentAsync(new Ticket(0, 1, 2), Question(ConsentPurpose.Consultation));

        await Assert.ThrowsAsync<StaleCallException>(() => actor.ConsentAsync(new Ticket(0, 1, 1), Question(ConsentPurpose.Consultation)).AsTask());
    }

    [Fact]
    public async Task Actor_BeforeItsBlock_RefusesEveryTicket()
    {
        var actor = await AdmitClientAsync();

        await Assert.ThrowsAsync<StaleCallException>(() => actor.ConsentAsync(default, Question(ConsentPurpose.Ratification)).AsTask());
        await Assert.ThrowsAsync<StaleCallException>(() => actor.ConsentAsync(new Ticket(0, 0, 1), Question(ConsentPurpose.Ratification)).AsTask());
    }

    [Fact]
    public async Task Table_OtherAttempt_RefusesToWaitAndIgnoresCancellation()
    {
        var scenario = TruceScenario.Create();
        var key = GrainKey.Table(Guid.NewGuid().ToString("N"), 0);
        var table = silo.Grains.GetGrain<ITableGrain>(key);
        await table.AdmitAsync(new TableBrief(Brief.Public(scenario)));
        for (var a = 0; a < scenario.Actors.Length; a++)
        {
            await silo.Grains.GetGrain<IActorGrain>(GrainKey.Actor(key, a)).AdmitAsync(new ActorBrief(Brief.For(scenario, a), a));
        }

        await table.StartAsync(new Ticket(0, 2, 0), s_spec);

        await Assert.ThrowsAsync<StaleCallException>(() => table.WaitAsync(new Ticket(0, 1, 0), TimeSpan.FromSeconds(1)).AsTask());
        await Assert.ThrowsAsync<StaleCallException>(() => table.StartAsync(new Ticket(0, 1, 0), s_spec).AsTask());
        await table.CancelAsync(new Ticket(0, 1, 0));
        BlockProgress progress;
        do
        {
            progress = await table.WaitAsync(new Ticket(0, 2, 0), TimeSpan.FromSeconds(1));
        }
        while (progress.Result is null);
        Assert.Equal(4, progress.Result.Endings.Length);
    }

    [Fact]
    public async Task Table_BlockStartedAnew_ForgetsTheUnfinishedOne()
    {
        var scenario = TruceScenario.Create();
        var key = GrainKey.Table(Guid.NewGuid().ToString("N"), 0);
        var table = silo.Grains.GetGrain<ITableGrain>(key);
        await table.AdmitAsync(new TableBrief(Brief.Public(scenario)));
        for (var a = 0; a < scenario.Actors.Length; a++)
        {
            await silo.Grains.GetGrain<IActorGrain>(GrainKey.Actor(key, a)).AdmitAsync(new ActorBrief(Brief.For(scenario, a), a));
        }

        var spec = new BlockSpec(9, 0, 200, Tell: false);
        await table.StartAsync(new Ticket(0, 1, 0), spec);
        await table.StartAsync(new Ticket(0, 2, 0), spec);
        BlockProgress progress;
        do
        {
            progress = await table.WaitAsync(new Ticket(0, 2, 0), TimeSpan.FromSeconds(1));
        }
        while (progress.Result is null);

        Assert.Equal(new DirectBlock(scenario).Play(spec, TestContext.Current.CancellationToken).Endings, progress.Result.Endings);
    }

    private static ConsentRequest Question(ConsentPurpose purpose) => new()
    {
        Purpose = purpose,
        Round = 1,
        Active = [0],
        ActiveCount = 1,
        Texts = [0, 0, 0, 0],
        Supporters = new ulong[4],
        Announcements = new Announcements(),
    };

    private async Task<IActorGrain> AdmitClientAsync()
    {
        var client = silo.Grains.GetGrain<IActorGrain>(GrainKey.Actor(GrainKey.Table(Guid.NewGuid().ToString("N"), 0), 2));
        await client.AdmitAsync(new ActorBrief(Brief.For(TruceScenario.Create(), 2), 2));
        return client;
    }
}
