using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Storage;
using NegotiationSim.Reports.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Tests;

/// <summary>Every step of the work on a folder goes wrong once, in every way: what the next command, and the one after it, make of the folder must not tell.</summary>
public sealed class DiskFaultTests : IDisposable
{
    private const long Runs = 50;
    private const int Chunk = 20;

    /// <summary>One text, put to both once: cheap to play.</summary>
    private const string Text =
        """
        schema: negotiation-sim/1
        name: take-it-or-leave-it
        calendar: {rounds: 1}
        issues:
          price: {options: {low: {at: 0}, fair: {at: 50}, high: {at: 100}}, status_quo: low}
        actors:
          buyer: {role: principal, preferences: {price: {weight: 1, values: {low: 1, fair: 0.5, high: 0}}}}
          seller: {role: principal, preferences: {price: {weight: 1, values: {low: 0, fair: 0.5, high: 1}}}, no_deal: "uniform(0, 1)"}
        protocol: {kind: tabled, text: {price: fair}}
        """;

    private static readonly Scenario s_scenario = ScenarioReader.Read(Text, "deal.yaml").Scenario!;
    private static readonly ExperimentDescription s_batch = new(s_scenario.Name, ExperimentDescription.Hash(Text), Feed.Seed, Runs, null);
    private static readonly ExperimentDescription s_comparison = s_batch with
    {
        WhatIfs = [new WhatIfDescription("calendar.rounds=2", ExperimentDescription.Hash(Text)), new WhatIfDescription("calendar.rounds=3", ExperimentDescription.Hash(Text))],
    };

    private readonly string _parent = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), Path.GetRandomFileName());

    private string Out => Path.Combine(_parent, "above", "experiment");

    public static TheoryData<bool, Fault> Faults
    {
        get
        {
            var all = new TheoryData<bool, Fault>();
            foreach (var fault in Enum.GetValues<Fault>().Where(fault => fault != Fault.None))
            {
                all.Add(false, fault);
                all.Add(true, fault);
            }

            return all;
        }
    }

    public DiskFaultTests() => Directory.CreateDirectory(_parent);

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AnyStep_GoesWrong_TheNextCommandsEndWithTheSameBytes(bool isComparison, Fault fault)
    {
        var whole = new FaultyDisk(Fault.None, 0);
        await BeginAsync(isComparison, whole);
        var expected = Contents();
        Assert.Contains("results.sha256", expected.Keys);
        Assert.InRange(whole.Steps, 30, 500);
        for (var at = 0; at < whole.Steps; at++)
        {
            Directory.Delete(Path.Combine(_parent, "above"), recursive: true);
            await FailAsync(fault, () => BeginAsync(isComparison, new FaultyDisk(fault, at)));

            // The next command meets the same fault a few steps later, the one after it meets none.
            await FailAsync(fault, () => GoOnAsync(isComparison, new FaultyDisk(fault, at % 17)));
            await GoOnAsync(isComparison, new FaultyDisk(Fault.None, 0));
            Assert.Equal(expected, Contents());
        }
    }

    /// <summary>Whatever goes wrong with the disk is no fault of whoever named the folder.</summary>
    private static async Task FailAsync(Fault fault, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (KilledException) when (fault == Fault.Kill)
        {
        }
        catch (StorageException) when (fault != Fault.Kill)
        {
        }
    }

    private async Task BeginAsync(bool isComparison, FaultyDisk disk)
    {
        using var folder = ExperimentFolder.Create(new FolderFiles(Out, disk.Before), isComparison ? s_comparison : s_batch, Text, isComparison ? [Text, Text] : []);
        await PlayAsync(folder);
    }

    /// <summary>What a user would do next: the same command once more where nothing was begun, and else to resume.</summary>
    private async Task GoOnAsync(bool isComparison, FaultyDisk disk)
    {
        if (!File.Exists(Path.Combine(Out, ExperimentFolder.DescriptionName)))
        {
            await BeginAsync(isComparison, disk);
            return;
        }

        using var folder = ExperimentFolder.Open(new FolderFiles(Out, disk.Before));
        if (!folder.IsFinished)
        {
            await PlayAsync(folder);
        }
    }

    private static async Task PlayAsync(ExperimentFolder folder)
    {
        if (folder.Description.IsComparison)
        {
            await CompareAsync(folder);
            return;
        }

        await using var recorder = await BatchRecorder.OpenAsync(folder, s_scenario, TimeSpan.FromDays(1));
        while (!recorder.IsComplete && recorder.Tally.Runs < Runs)
        {
            await Feed.PlayAsync(s_scenario, recorder.Tally.Runs, Math.Min(Runs, recorder.Tally.Runs + Chunk), 64, recorder);
            await recorder.RestAsync();
        }

        await recorder.FinishAsync(recorder.Tally.Summary(), () => "{}\n");
    }

    private static async Task CompareAsync(ExperimentFolder folder)
    {
        var tally = new ComparisonTally([s_scenario, s_scenario, s_scenario], Chunk);
        var recorder = ComparisonRecorder.Open(folder, tally, TimeSpan.Zero);
        while (tally.Runs < Runs)
        {
            foreach (var record in tally.Records)
            {
                await Feed.PlayAsync(s_scenario, tally.Runs, Math.Min(Runs, tally.Runs + Chunk), 64, record);
            }

            tally.Close();
            recorder.RestIfDue();
        }

        recorder.Finish(string.Join('\n', tally.Summary().AsItStands.Select(measure => $"{measure.Measure.Kind} {measure.Estimate.Count} of {tally.Runs}")));
    }

    /// <summary>Every file of the folder.</summary>
    private Dictionary<string, string> Contents() =>
        Directory.EnumerateFileSystemEntries(Out).Where(path => Path.GetFileName(path) != ".lock")
            .ToDictionary(path => Path.GetFileName(path), path => ExperimentDescription.Hash(File.ReadAllBytes(path)));
}
