namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>Waits for what another side will have done in a moment.</summary>
internal static class Eventually
{
    /// <summary>Returns once something is so; fails where it is not for a minute.</summary>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="how">How things are instead.</param>
    public static Task SoAsync(Func<bool> isSo, Func<string> how) => SoAsync(() => Task.FromResult(isSo()), how);

    /// <summary>Returns once something is so; fails where it is not for a minute. Looks now and then, for to look all the time would take the processors from those who are waited for.</summary>
    /// <param name="isSo">Looks.</param>
    /// <param name="how">How things are instead.</param>
    public static async Task SoAsync(Func<Task<bool>> isSo, Func<string> how)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(RedisServer.Patience);
        while (!await isSo())
        {
            Assert.False(limit.IsCancellationRequested, how());
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
