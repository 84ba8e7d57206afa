using System.Security.Cryptography;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Tests;

public sealed class ExperimentFolderTests : IDisposable
{
    private const long Runs = 2500;

    private static readonly TimeSpan s_never = TimeSpan.FromDays(1);
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository.Root, "scenarios", "truce-for-aid.yaml"));
    private static readonly Scenario s_scenario = Repository.Scenario("truce-for-aid");
    private static readonly ExperimentDescription s_description = new(s_scenario.Name, ExperimentDescription.Hash(s_text), Feed.Seed, Runs, null);

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();

    private string Out => Path.Combine(parent.FullName, "batch");

    public void Dispose() => parent.Delete(recursive: true);

    [Fact]
    public void Description_WrittenAndRead_IsTheSame()
    {
        foreach (var description in new[] { s_description, s_description with { Precision = 0.01, Seed = ulong.MaxValue, Runs = long.MaxValue } })
        {
            Assert.Equal(description, ExperimentDescription.Parse(description.ToJson()));
        }
    }

    [Fact]
    public async Task Resume_RestedAnywhere_EndsWithTheSameBytes()
    {
        using (var folder = ExperimentFolder.Create(Out, s_description, s_text))
        {
            await PlayAsync(folder, 0, Runs, finish: true);
            Assert.True(folder.IsFinished);
        }

        var expected = Results();
        Assert.Equal(["experiment.json", "replicas.parquet", "results.sha256", "scenario.yaml", "summary.json", "timing.json"], Names());
        Directory.Delete(Out, recursive: true);

        ExperimentFolder.Create(Out, s_description, s_text).Dispose();
        foreach (var (from, to) in new[] { (0L, 700L), (700, 1024), (1024, 1700), (1700, 2500) })
        {
            using var folder = ExperimentFolder.Open(Out);
            await PlayAsync(folder, from, to, finish: false);
        }

        using (var folder = ExperimentFolder.Open(Out))
        {
            await PlayAsync(folder, Runs, Runs, finish: true);
        }

        Assert.Equal(expected, Results());
        using var finished = ExperimentFolder.Open(Out);
        Assert.True(finished.IsFinished);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resume_KilledWhileResultsWereBeingPutInPlace_PutsThemThere(bool rowsHaveTheirName)
    {
        using var folder = ExperimentFolder.Create(Out, s_description, s_text);
        byte[] checkpoint = [];
        await using (var recorder = await BatchRecorder.OpenAsync(folder, s_scenario, s_never))
        {
            await Feed.PlayAsync(s_scenario, 0, Runs, 130, recorder);
            await recorder.FinishAsync(recorder.Tally.Summary(), () =>
            {
                checkpoint = File.ReadAllBytes(folder.In(ExperimentFolder.CheckpointName));
                return "{}\n";
            });
        }

        var expected = Results();
        File.Delete(folder.In(ExperimentFolder.SummaryName));
        File.WriteAllBytes(folder.In(ExperimentFolder.CheckpointName), checkpoint);
        if (!rowsHaveTheirName)
        {
            File.Move(folder.In(ExperimentFolder.RowsName), folder.In(ExperimentFolder.PartName));
        }

        Assert.False(folder.IsFinished);
        await using (var recorder = await BatchRecorder.OpenAsync(folder, s_scenario, s_never))
        {
            Assert.True(recorder.IsComplete);
            await recorder.FinishAsync(recorder.Tally.Summary(), () => "{}\n");
        }

        Assert.Equal(expected, Results());
        Assert.True(folder.IsFinished);
    }

    [Fact]
    public void Create_OccupiedFolder_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "letter.txt"), "mine");
        Assert.Equal($"'{Out}' is not empty: it holds 'letter.txt'; name a new folder", Refusal(() => ExperimentFolder.Create(Out, s_description, s_text)));
        Assert.Equal(["letter.txt"], Names());
        Assert.Equal($"'{Out}' holds no experiment: there is no experiment.json in it", Refusal(() => ExperimentFolder.Open(Out)));
    }

    [Fact]
    public void Create_FolderOfAnExperiment_SaysWhichAndWhatToDo()
    {
        ExperimentFolder.Create(Out, s_description, s_text).Dispose();
        var before = File.ReadAllText(Path.Combine(Out, "experiment.json"));
        Assert.Equal($"'{Out}' holds this experiment, unfinished; 'negsim resume {Out}' goes on with it", Refusal(() => ExperimentFolder.Create(Out, s_description, s_text)));
        Assert.Equal(
            $"'{Out}' holds another experiment (truce-for-aid, seed 7, 2500 runs); name a new folder",
            Refusal(() => ExperimentFolder.Create(Out, s_description with { Runs = 9 }, s_text)));
        Assert.Equal(before, File.ReadAllText(Path.Combine(Out, "experiment.json")));
    }

    [Fact]
    public void Open_AnotherProcessAtWork_IsRefused()
    {
        using var held = ExperimentFolder.Create(Out, s_description, s_text);
        Assert.Equal($"another process is at work on '{Out}'; wait for it, or end it", Refusal(() => ExperimentFolder.Open(Out)));
    }

    [Fact]
    public void Open_ChangedScenario_IsRefused()
    {
        ExperimentFolder.Create(Out, s_description, s_text).Dispose();
        File.AppendAllText(Path.Combine(Out, "scenario.yaml"), "# a note\n");
        Assert.Equal(
            $"'{Path.Combine(Out, "scenario.yaml")}' was changed since the experiment began; its replicas would not fit the others", Refusal(() => ExperimentFolder.Open(Out)));
    }

    [Fact]
    public async Task Open_DamagedCheckpoint_IsRefused()
    {
        using var folder = ExperimentFolder.Create(Out, s_description, s_text);
        await PlayAsync(folder, 0, 1500, finish: false);
        var path = folder.In(ExperimentFolder.CheckpointName);
        var bytes = File.ReadAllBytes(path);
        foreach (var at in new[] { 0, 30, bytes.Length / 2, bytes.Length - 1 })
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 1;
            File.WriteAllBytes(path, damaged);
            var refused = await Assert.ThrowsAsync<FolderException>(() => BatchRecorder.OpenAsync(folder, s_scenario, s_never));
            Assert.StartsWith($"'{path}' cannot be gone on from: ", refused.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, bytes[..^1]);
        await Assert.ThrowsAsync<FolderException>(() => BatchRecorder.OpenAsync(folder, s_scenario, s_never));
        File.WriteAllBytes(path, bytes);
        await PlayAsync(folder, 1500, Runs, finish: true);
    }

    [Fact]
    public async Task Open_RowsShorterThanTheCheckpointSays_IsRefused()
    {
        using var folder = ExperimentFolder.Create(Out, s_description, s_text);
        await PlayAsync(folder, 0, 2000, finish: false);
        File.WriteAllBytes(folder.In(ExperimentFolder.PartName), []);
        var refused = await Assert.ThrowsAsync<FolderException>(() => BatchRecorder.OpenAsync(folder, s_scenario, s_never));
        Assert.Contains("does not fit the checkpoint beside it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DescriptionOfSomethingElse_IsRefused()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "experiment.json"), """{"schema": "other/1"}""");
        Assert.Contains("describes no experiment of this program", Refusal(() => ExperimentFolder.Open(Out)), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Out, "experiment.json"), "{");
        Assert.Contains("describes no experiment of this program", Refusal(() => ExperimentFolder.Open(Out)), StringComparison.Ordinal);
    }

    private static string Refusal(Func<object> what) => Assert.Throws<FolderException>(what).Message;

    private static async Task PlayAsync(ExperimentFolder folder, long first, long end, bool finish)
    {
        await using var recorder = await BatchRecorder.OpenAsync(folder, s_scenario, s_never);
        Assert.Equal(first, recorder.ResumedFrom);
        await Feed.PlayAsync(s_scenario, first, end, 130, recorder);
        if (finish)
        {
            await recorder.FinishAsync(recorder.Tally.Summary(), () => "{}\n");
        }
        else
        {
            await recorder.RestAsync();
        }
    }

    private (string Summary, string Rows) Results() =>
        (File.ReadAllText(Path.Combine(Out, "summary.json")), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(Out, "replicas.parquet")))));

    private IEnumerable<string> Names() => Directory.EnumerateFileSystemEntries(Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
