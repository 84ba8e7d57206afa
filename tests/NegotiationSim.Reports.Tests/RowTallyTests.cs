using NegotiationSim.Analysis.Batches;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Json;
using NegotiationSim.Reports.Pages;
using NegotiationSim.Reports.Replicas;
using NegotiationSim.Reports.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Tests;

/// <summary>What is read back from the files of a batch is what was written.</summary>
public sealed class RowTallyTests : IDisposable
{
    private const int Replicas = 600;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("truce-for-aid")]
    [InlineData("cessation-2016")]
    [InlineData("security-council-2016")]
    public async Task Read_FilesOfABatch_AreWhatWasWritten(string name)
    {
        var (scenario, summary, rows) = await PlayAsync(name);
        AssertCounts(scenario, summary, rows);
        AssertTerms(scenario, summary, rows);

        summary = summary with { Talks = new ZoneRecord { Replicas = 100, WithZone = 60, SignedWithZone = 50, WithoutZone = 39, SignedWithoutZone = 4 } };
        var text = SummaryJson.Write(scenario, Feed.Seed, summary);
        var read = SummaryReader.Read(scenario, text);
        Assert.Equal(text, SummaryJson.Write(scenario, Feed.Seed, read));
        Assert.Equal(summary.InForce, read.InForce);
    }

    [Fact]
    public void Read_OtherDocuments_AreRefused()
    {
        var scenario = Repository.Scenario("truce-for-aid");
        Assert.Throws<InvalidDataException>(() => SummaryReader.Read(scenario, "{}"));
        Assert.Throws<InvalidDataException>(() => SummaryReader.Read(scenario, "no json"));
        Assert.Throws<InvalidDataException>(() => SummaryReader.Read(scenario, "[]"));
    }

    [Fact]
    public async Task OpenAsync_NoParquetFile_IsRefused() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReplicaReader.OpenAsync(new MemoryStream([.. Enumerable.Repeat((byte)'x', 1000)])));

    [Fact]
    public async Task ReadAsync_RowsOfAnotherScenario_AreRefused()
    {
        await PlayAsync("truce-for-aid");
        await using var reader = await ReplicaReader.OpenAsync(File.OpenRead(PathOf("truce-for-aid")));
        await Assert.ThrowsAsync<InvalidDataException>(() => RowTally.ReadAsync(Repository.Scenario("cessation-2016"), reader));
    }

    private static void AssertCounts(Scenario scenario, BatchSummary summary, RowTally rows)
    {
        Assert.Equal(summary.Runs, rows.Runs);
        Assert.Equal(
            summary.Causes.Select(one => (one.Cause.Kind, one.Cause.Actor, one.Cause.RedLine, one.Cause.Event, one.Count)).Order(),
            rows.Causes.Select(one => (one.Key.Kind, one.Key.Actor, one.Key.RedLine, one.Key.Event, one.Value.Sum())).Order());
        Assert.Equal(summary.Signed.Count, rows.Rounds.Values.Sum(counts => counts.Sum()));
        Assert.Equal(summary.Of(Ending.Collapsed).Count, rows.Risks.Sum(risk => risk.Periods.Sum()));
        foreach (var point in summary.Survival)
        {
            Assert.Equal(point.Collapsed, rows.Risks.Sum(risk => risk.Periods[point.Period - 1]));
        }

        for (var a = 0; a < scenario.Actors.Length; a++)
        {
            if (summary.Actors[a] is { } spread)
            {
                var mean = Enum.GetValues<Ending>().Sum(ending => (rows.Actor(a)!.Mean(ending) ?? 0) * summary.Of(ending).Count) / summary.Runs;
                Assert.Equal(spread.Mean, mean, 1e-9);
            }
        }
    }

    private static void AssertTerms(Scenario scenario, BatchSummary summary, RowTally rows)
    {
        // Where the summary names only the commonest texts, it counts no more than the rows do.
        var isWhole = summary.Agreements.Length < BatchSummary.MostAgreements;
        for (var i = 0; i < scenario.Space.Issues.Length; i++)
        {
            var issue = scenario.Space.Issues[i];
            var terms = rows.Terms(i);
            for (var v = 0; v < terms.Length; v++)
            {
                var having = summary.Agreements.Where(one => issue is SetIssue ? one.Terms.Values[issue.FirstComponent + v] != 0 : one.Terms.Values[issue.FirstComponent] == v).ToList();
                var (signed, held) = (having.Sum(one => one.Count), having.Sum(one => one.Held));
                Assert.InRange(signed, isWhole ? terms[v].Sum() : 0, terms[v].Sum());
                Assert.InRange(held, isWhole ? terms[v][(int)Ending.Held] : 0, terms[v][(int)Ending.Held]);
            }
        }
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name + ".parquet");

    private async Task<(Scenario Scenario, BatchSummary Summary, RowTally Rows)> PlayAsync(string name)
    {
        var scenario = Repository.Scenario(name);
        var tally = new BatchTally(scenario);
        await using (var file = await ReplicaFile.CreateAsync(PathOf(name), scenario, Replicas))
        {
            await Feed.PlayAsync(scenario, 0, Replicas, 500, new Both(tally, file));
            await file.FinishAsync();
        }

        await using var reader = await ReplicaReader.OpenAsync(File.OpenRead(PathOf(name)));
        return (scenario, tally.Summary(), await RowTally.ReadAsync(scenario, reader));
    }

    private sealed class Both(IReplicaConsumer first, IReplicaConsumer second) : IReplicaConsumer
    {
        public async ValueTask TakeAsync(BlockSlice slice)
        {
            await first.TakeAsync(slice);
            await second.TakeAsync(slice);
        }
    }
}
