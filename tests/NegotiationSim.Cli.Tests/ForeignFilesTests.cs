using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>Links, pipes and folders in the place of an experiment's files: they are named, never followed, never written through.</summary>
public sealed class ForeignFilesTests : IDisposable
{
    private const string Precious = "precious";

    private readonly Experiment experiment = new();

    public void Dispose() => experiment.Dispose();

    public static TheoryData<string> Names =>
    [
        "replicas.parquet.part", "checkpoint", "checkpoint.new", "summary.json", "summary.json.new", "timing.json", "timing.json.new", "replicas.parquet", "results.sha256", "results.sha256.new", "scenario.yaml", "experiment.json", ".lock",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Resume_LinkInThePlaceOfAFile_IsRefusedAndNotFollowed(string name)
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        var target = experiment.Beside("target");
        foreach (var content in new[] { null, Precious, File.Exists(experiment.In(name)) ? "" : null }.Distinct())
        {
            File.Delete(target);
            switch (content)
            {
                case "":
                    // What it leads to is the very file that should be there.
                    File.Move(experiment.In(name), target);
                    break;
                case Precious:
                    await File.WriteAllTextAsync(target, Precious, TestContext.Current.CancellationToken);
                    break;
            }

            var kept = experiment.Beside("kept");
            if (File.Exists(experiment.In(name)) && new FileInfo(experiment.In(name)).LinkTarget is null)
            {
                File.Move(experiment.In(name), kept);
            }

            File.Delete(experiment.In(name));
            File.CreateSymbolicLink(experiment.In(name), target);
            var before = File.Exists(target) ? await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken) : null;
            await RefusedAsync(name, "a symbolic link");
            Assert.Equal(before, File.Exists(target) ? await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken) : null);
            File.Delete(experiment.In(name));
            if (File.Exists(kept))
            {
                File.Move(kept, experiment.In(name));
            }
        }
    }

    [Theory]
    [InlineData("replicas.parquet.part")]
    [InlineData("checkpoint.new")]
    [InlineData("summary.json.new")]
    [InlineData(".lock")]
    public async Task Resume_FileWithASecondName_IsRefusedAndLeftAlone(string name)
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        var target = experiment.Beside("target");
        if (!File.Exists(experiment.In(name)))
        {
            await File.WriteAllTextAsync(experiment.In(name), Precious, TestContext.Current.CancellationToken);
        }

        await Experiment.SystemAsync("/bin/ln", experiment.In(name), target);
        var before = await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken);
        await RefusedAsync(name, "a file with a second name elsewhere (a hard link)");
        Assert.Equal(before, await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken));
        File.Delete(target);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Resume_FolderInThePlaceOfAFile_IsRefused(string name)
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        File.Delete(experiment.In(name));
        Directory.CreateDirectory(experiment.In(name));
        await RefusedAsync(name, "a folder");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Resume_PipeInThePlaceOfAFile_IsRefusedAtOnce(string name)
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        File.Delete(experiment.In(name));
        await Experiment.SystemAsync("/usr/bin/mkfifo", experiment.In(name));
        await RefusedAsync(name, "a named pipe");
    }

    [Theory]
    [InlineData("summary.json")]
    [InlineData("replicas.parquet")]
    [InlineData("results.sha256")]
    public async Task Resume_FinishedWithALink_IsNotCalledFinished(string name)
    {
        await experiment.PlayAsync(cutOff: false, wide: false);
        File.Move(experiment.In(name), experiment.Beside("target"));
        File.CreateSymbolicLink(experiment.In(name), experiment.Beside("target"));
        await RefusedAsync(name, "a symbolic link");
    }

    [Theory]
    [InlineData("what-if-2.yaml")]
    [InlineData("comparison.json")]
    [InlineData("comparison.json.new")]
    [InlineData("checkpoint")]
    public async Task Resume_LinkInAComparison_IsRefused(string name)
    {
        await experiment.CompareAsync(cutOff: true, "--out", experiment.Out);
        await File.WriteAllTextAsync(experiment.Beside("target"), Precious, TestContext.Current.CancellationToken);
        File.Delete(experiment.In(name));
        File.CreateSymbolicLink(experiment.In(name), experiment.Beside("target"));
        await RefusedAsync(name, "a symbolic link");
        Assert.Equal(Precious, await File.ReadAllTextAsync(experiment.Beside("target"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(".lock")]
    [InlineData("scenario.yaml.new")]
    [InlineData("experiment.json.new")]
    [InlineData("scenario.yaml")]
    public async Task Out_FolderWithALink_IsRefusedAndTheLinkNotFollowed(string name)
    {
        Directory.CreateDirectory(experiment.Out);
        await File.WriteAllTextAsync(experiment.Beside("target"), Precious, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(experiment.In(name), experiment.Beside("target"));
        var called = await experiment.PlayAsync(cutOff: false, wide: false);
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Equal(Precious, await File.ReadAllTextAsync(experiment.Beside("target"), TestContext.Current.CancellationToken));
        Assert.Equal([name], Directory.EnumerateFileSystemEntries(experiment.Out).Select(path => Path.GetFileName(path)));
    }

    private async Task RefusedAsync(string name, string what)
    {
        var called = await experiment.ResumeAsync("--quiet");
        Assert.Equal(
            new Called(ExitCode.WrongInput, "", $"negsim: '{experiment.In(name)}' is {what}; an experiment's folder holds plain files of its own only, and nothing was written\n"), called);
    }
}
