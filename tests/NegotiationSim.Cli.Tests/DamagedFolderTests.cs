using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>Folders of experiments whose files are no longer what was written: never a wrong result, and never one that nothing vouches for.</summary>
public sealed class DamagedFolderTests : IDisposable
{
    private readonly Experiment experiment = new();

    public void Dispose() => experiment.Dispose();

    [Fact]
    public async Task Resume_RowsChangedAnywhere_IsRefusedAndNothingIsTouched()
    {
        await experiment.PlayAsync(cutOff: true);
        var part = experiment.In("replicas.parquet.part");
        var rows = await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken);
        Assert.True(rows.Length > 8 << 20);

        // A bit at 0, 10, 50, 77 and 90%, in the first byte and in the last row group; 4 KiB of zeros; two bytes exchanged; a piece missing.
        foreach (var at in new[] { 0, 0.001, 0.1, 0.5, 0.77, 0.9 })
        {
            await RefusedAsync(bytes => bytes[(int)(at * bytes.Length)] ^= 0x10);
        }

        foreach (var at in new[] { 0.1, 0.33, 0.9 })
        {
            await RefusedAsync(bytes => bytes.AsSpan((int)(at * bytes.Length), 4096).Clear());
        }

        await RefusedAsync(bytes => (bytes[1_000_000], bytes[1_000_003]) = ((byte)(bytes[1_000_003] + 1), bytes[1_000_000]));
        await RefusedAsync(bytes => bytes.AsSpan(2_000_000).CopyTo(bytes.AsSpan(1_999_992)));
        await RefusedAsync(null);

        // As it was, it goes on.
        await File.WriteAllBytesAsync(part, rows, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, (await experiment.ResumeAsync("--quiet")).ExitCode);

        async Task RefusedAsync(Action<byte[]>? change)
        {
            var damaged = rows.ToArray();
            change?.Invoke(damaged);
            await File.WriteAllBytesAsync(part, change is null ? damaged[..^1_000_000] : damaged, TestContext.Current.CancellationToken);
            var before = experiment.Contents();
            var called = await experiment.ResumeAsync("--quiet");
            Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
            Assert.StartsWith($"negsim: '{part}' does not fit the checkpoint beside it: ", called.Error, StringComparison.Ordinal);
            Assert.Single(called.Error.TrimEnd('\n').Split('\n'));
            Assert.Equal(before, experiment.Contents());
        }
    }

    [Fact]
    public async Task Resume_CheckpointChangedAnywhere_IsRefused()
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        var path = experiment.In("checkpoint");
        var checkpoint = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        for (var k = 0; k < 40; k++)
        {
            var damaged = checkpoint.ToArray();
            damaged[k < 20 ? k * 5 : (int)(k / 40.0 * damaged.Length)] ^= (byte)(1 << (k % 8));
            await File.WriteAllBytesAsync(path, damaged, TestContext.Current.CancellationToken);
            var called = await experiment.ResumeAsync("--quiet");
            Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
            Assert.StartsWith($"negsim: '{path}' ", called.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("summary.json", 0.5)]
    [InlineData("summary.json", 0.99)]
    [InlineData("replicas.parquet", 0.1)]
    [InlineData("replicas.parquet", 0.5)]
    [InlineData("replicas.parquet", 0.999)]
    [InlineData("results.sha256", 0.1)]
    [InlineData("results.sha256", 0.45)]
    [InlineData("results.sha256", 0.99)]
    public async Task Resume_FinishedAndThenChanged_IsNotCalledFinished(string name, double at)
    {
        await experiment.PlayAsync(cutOff: false, wide: false);
        Assert.Equal(ExitCode.Done, (await experiment.ResumeAsync()).ExitCode);
        var bytes = await File.ReadAllBytesAsync(experiment.In(name), TestContext.Current.CancellationToken);
        bytes[(int)(at * bytes.Length)] ^= 1;
        await File.WriteAllBytesAsync(experiment.In(name), bytes, TestContext.Current.CancellationToken);
        foreach (var called in new[] { await experiment.ResumeAsync(), await experiment.ResumeAsync("--json"), await experiment.PlayAsync(cutOff: false, wide: false) })
        {
            Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
            Assert.StartsWith($"negsim: '{experiment.Out}/", called.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("summary.json")]
    [InlineData("replicas.parquet")]
    [InlineData("experiment.json")]
    [InlineData("scenario.yaml")]
    public async Task Resume_FinishedAndThenAFileIsMissing_NamesIt(string name)
    {
        await experiment.PlayAsync(cutOff: false, wide: false);
        File.Delete(experiment.In(name));
        var called = await experiment.ResumeAsync();
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Contains(name, called.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("summary.json")]
    [InlineData("replicas.parquet")]
    [InlineData("summary.json", "replicas.parquet")]
    [InlineData("summary.json", "replicas.parquet", "timing.json")]
    public async Task Resume_ResultsThatNothingVouchesFor_DoNotCount(params string[] names)
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        File.Delete(experiment.In("checkpoint"));
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(experiment.In(name), "{}\n", TestContext.Current.CancellationToken);
        }

        var before = experiment.Contents();
        var called = await experiment.ResumeAsync("--json");
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Contains(names[0], called.Error, StringComparison.Ordinal);
        Assert.Contains("results.sha256", called.Error, StringComparison.Ordinal);
        Assert.Equal(before, experiment.Contents());
    }

    [Fact]
    public async Task Finished_Hashes_AreThoseOfSha256Sum()
    {
        await experiment.PlayAsync(cutOff: false);
        var output = await Experiment.SystemAsync("/usr/bin/env", "--chdir=" + experiment.Out, "sha256sum", "--check", "--strict", "results.sha256");
        Assert.Equal("experiment.json: OK\nreplicas.parquet: OK\nscenario.yaml: OK\nsummary.json: OK\n", output);
    }

    [Theory]
    [InlineData("results.sha256")]
    [InlineData("summary.json.new")]
    [InlineData("checkpoint.new")]
    [InlineData("replicas.parquet.part")]
    public async Task Resume_LeftoversOfAKill_DoNotMatter(string name)
    {
        await experiment.PlayAsync(cutOff: false, wide: false);
        var expected = experiment.Results();
        Directory.Delete(experiment.Out, recursive: true);
        await experiment.PlayAsync(cutOff: true, wide: false);
        if (name == "replicas.parquet.part")
        {
            // Killed before the first checkpoint.
            File.Delete(experiment.In("checkpoint"));
        }

        await File.WriteAllTextAsync(experiment.In(name), "half a f", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, (await experiment.ResumeAsync("--quiet")).ExitCode);
        Assert.Equal(expected, experiment.Results());
        Assert.Equal(["experiment.json", "replicas.parquet", "results.sha256", "scenario.yaml", "summary.json", "timing.json"], experiment.Contents().Keys);
    }

    [Theory]
    [InlineData('1', "which did not protect the rows")]
    [InlineData('2', "which counted other things")]
    public async Task Resume_FolderOfAnEarlierVersion_SaysWhatItIs(char version, string difference)
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        var path = experiment.In("checkpoint");
        var checkpoint = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        checkpoint["negsim.checkpoint/".Length] = (byte)version;
        await File.WriteAllBytesAsync(path, checkpoint, TestContext.Current.CancellationToken);
        var called = await experiment.ResumeAsync();
        Assert.Equal(
            new Called(
                ExitCode.WrongInput,
                "",
                $"negsim: '{path}' cannot be gone on from: an earlier version of the program wrote it, {difference}; play it anew: negsim montecarlo '{experiment.In("scenario.yaml")}' --runs 1200 --seed 1 --out another folder\n"),
            called);
    }
}
