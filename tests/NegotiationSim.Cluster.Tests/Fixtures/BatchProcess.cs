namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A batch that is being played, as a process of its own.</summary>
/// <param name="Process">The client.</param>
/// <param name="Batch">What it plays.</param>
/// <param name="Folder">Where to.</param>
internal sealed record BatchProcess(ServerProcess Process, PlayedBatch Batch, string Folder)
{
    /// <summary>A batch that says nothing and does not end is the worst of all faults; none in these tests takes nearly so long.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    /// <summary>That it is not over yet, so that what is done to it is done in its midst.</summary>
    public void AssertPlaying() => Assert.False(Process.Ended.IsCompleted, $"the batch was over too soon for this test:\n{Process.Output}");

    /// <summary>Waits until the client says that a silo plays for it.</summary>
    public Task WaitForPlayingAsync(SiloProcess silo) => Process.WaitForLineAsync($"silo {silo.Address} plays");

    /// <summary>Waits until the client says that a silo is lost.</summary>
    public Task WaitForLossAsync(System.Net.IPEndPoint silo) => Process.WaitForLineAsync($"silo {silo} is lost");

    /// <summary>Waits until part of it is safe on the disk: where it can be gone on from.</summary>
    public async Task WaitForCheckpointAsync()
    {
        while (!File.Exists(Path.Combine(Folder, "checkpoint")))
        {
            AssertPlaying();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for its end, which must be a good one, with the bytes of a batch that was played in one process.</summary>
    public async Task AssertSameAsync()
    {
        try
        {
            await Process.Ended.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"the batch does not end (process {Process.Id}):\n{await Stacks.OfAsync(Process.Id)}\n{Process.Output}");
        }

        Assert.True(await Process.Ended == 0, Process.Output);
        await Batch.AssertSameAsync(Folder);
    }
}
