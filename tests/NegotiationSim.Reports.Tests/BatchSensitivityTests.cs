using System.Text.Json;
using System.Text.Json.Serialization;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Tests;

/// <summary>What drives the ending comes out the same from the rows of a folder as from the replicas while they are played.</summary>
public sealed class BatchSensitivityTests : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();

    private string Out => Path.Combine(parent.FullName, "batch");

    public void Dispose() => parent.Delete(recursive: true);

    [Theory]
    [InlineData("truce-for-aid", 3000, 130)]
    [InlineData("kerry-lavrov-2016", 64, 24)]
    public async Task ReadAsync_FinishedBatch_IsWhatTheReplicasCameTo(string name, long runs, int block)
    {
        var scenario = Repository.Scenario(name);
        var tally = new SensitivityTally(InputColumn.Of(scenario), Feed.Seed, runs);
        await Feed.PlayAsync(scenario, 0, runs, block, new ReplicaInputs(scenario, tally));
        using var folder = await FinishedAsync(scenario, name, runs, block);

        var read = await BatchSensitivity.ReadAsync(folder, scenario, null, TestContext.Current.CancellationToken);

        Assert.Equal(Text(SensitivityAnalysis.Of(tally, TestContext.Current.CancellationToken)), Text(read));
        Assert.Equal(runs, read.Runs);
        Assert.Equal(InputColumn.Of(scenario).Length, read.Inputs.Length + read.Constant);
    }

    [Fact]
    public async Task ReadAsync_RowsOfAnotherScenario_NamesTheColumnThatIsMissing()
    {
        var scenario = Repository.Scenario("truce-for-aid");
        using var folder = await FinishedAsync(scenario, "truce-for-aid", 50, 50);

        var fault = await Assert.ThrowsAsync<FolderException>(() => BatchSensitivity.ReadAsync(folder, Repository.Scenario("kerry-lavrov-2016"), null, TestContext.Current.CancellationToken));

        Assert.Contains("it has no column 'draws.drivers.battlefield'", fault.Message, StringComparison.Ordinal);
    }

    private static string Text(SensitivityAnalysis analysis) => JsonSerializer.Serialize(analysis, s_json);

    private async Task<ExperimentFolder> FinishedAsync(Scenario scenario, string name, long runs, int block)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "scenarios", name + ".yaml"));
        var folder = ExperimentFolder.Create(Out, new ExperimentDescription(scenario.Name, ExperimentDescription.Hash(text), Feed.Seed, runs, null), text);
        await using var recorder = await BatchRecorder.OpenAsync(folder, scenario, TimeSpan.FromDays(1));
        await Feed.PlayAsync(scenario, 0, runs, block, recorder);
        await recorder.FinishAsync(recorder.Tally.Summary(), () => "{}\n");
        return folder;
    }
}
