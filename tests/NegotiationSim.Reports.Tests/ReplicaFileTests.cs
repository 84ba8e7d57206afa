using System.Security.Cryptography;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Json;
using NegotiationSim.Reports.Replicas;
using NegotiationSim.Reports.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Tests;

public sealed class ReplicaFileTests : IDisposable
{
    private const int Replicas = 3000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("truce-for-aid")]
    [InlineData("cessation-2016")]
    public async Task File_AnyBlocksAndRests_HasTheSameBytes(string name)
    {
        // Row groups have at least 1,024 rows, so there are several, and the last is not full.
        var scenario = Repository.Scenario(name);
        var whole = await WriteAsync(scenario, "whole", Replicas, []);
        Assert.Equal(whole, await WriteAsync(scenario, "sevens", 7, []));
        Assert.Equal(whole, await WriteAsync(scenario, "rested", 100, [0, 500, 1024, 1100, 2000, 2999]));
    }

    [Fact]
    public async Task TakeUp_RowsWrittenSince_AreWrittenAgain()
    {
        var scenario = Repository.Scenario("truce-for-aid");
        var expected = await WriteAsync(scenario, "whole", Replicas, []);
        var (path, state) = (PathOf("cut"), new MemoryStream());
        await using (var file = await ReplicaFile.CreateAsync(path, scenario, Replicas))
        {
            await Feed.PlayAsync(scenario, 0, 1500, 50, file);
            await file.PutToRestAsync(new BinaryWriter(state));

            // Killed later: what came after the rest, a footer overwritten among it, is there and must not matter.
            await Feed.PlayAsync(scenario, 1500, 2900, 50, file);
        }

        state.Position = 0;
        await using (var file = await ReplicaFile.TakeUpAsync(path, scenario, Replicas, new BinaryReader(state)))
        {
            await Feed.PlayAsync(scenario, 1500, Replicas, 50, file);
            await file.FinishAsync();
        }

        Assert.Equal(expected, Hash(path));
    }

    [Fact]
    public async Task TakeUp_FileTooShort_IsRefused()
    {
        var scenario = Repository.Scenario("truce-for-aid");
        var (path, state) = (PathOf("short"), new MemoryStream());
        await using (var file = await ReplicaFile.CreateAsync(path, scenario, Replicas))
        {
            await Feed.PlayAsync(scenario, 0, Replicas, 500, file);
            await file.PutToRestAsync(new BinaryWriter(state));
        }

        await File.WriteAllBytesAsync(path, [1, 2, 3], TestContext.Current.CancellationToken);
        state.Position = 0;
        await Assert.ThrowsAsync<InvalidDataException>(() => ReplicaFile.TakeUpAsync(path, scenario, Replicas, new BinaryReader(state)));
    }

    [Fact]
    public async Task File_ReadByAnotherProgram_CountsAsTheSummaryDoes()
    {
        var scenario = Repository.Scenario("truce-for-aid");
        await WriteAsync(scenario, "rows", 500, []);
        var tally = new BatchTally(scenario);
        await Feed.PlayAsync(scenario, 0, Replicas, 1000, tally);
        var summary = tally.Summary();

        var endings = Rows.Query(PathOf("rows"), "select ending, count(*) as n from ROWS group by ending").ToDictionary(r => (string)r["ending"]!, r => (long)r["n"]!);
        Assert.All(Enum.GetValues<Ending>(), ending => Assert.Equal(endings.GetValueOrDefault(JsonNames.Of(ending)), summary.Of(ending).Count));
        Assert.True(endings.Count > 2);

        var causes = Rows.Query(PathOf("rows"), "select count(*) as n from ROWS group by cause, cause_actor, cause_red_line, cause_event order by n desc");
        Assert.Equal(causes.Select(r => (long)r["n"]!), summary.Causes.Select(c => c.Count));

        var numbers = Rows.Query(
            PathOf("rows"),
            """
            select count(round) as signed, avg(round) as round, quantile_disc(round, 0.5) as middle, count(period) as collapsed, avg("actors.north.utility") as utility,
              quantile_disc("actors.north.utility", 0.5) as median, min(replica) as first, max(replica) as last, count(distinct replica) as replicas from ROWS
            """).Single();
        Assert.Equal(summary.Signed.Count, numbers["signed"]);
        Assert.Equal(summary.Rounds!.Value.Mean, (double)numbers["round"]!, 1e-9);
        Assert.Equal(summary.Rounds.Value.P50, (int)numbers["middle"]!);
        Assert.Equal(summary.Of(Ending.Collapsed).Count, numbers["collapsed"]);
        Assert.Equal(summary.Actors[0]!.Value.Mean, (double)numbers["utility"]!, 1e-9);
        Assert.Equal(summary.Actors[0]!.Value.P50, (double)numbers["median"]!, 1e-3);
        Assert.Equal((0L, Replicas - 1L, (long)Replicas), ((long)numbers["first"]!, (long)numbers["last"]!, (long)numbers["replicas"]!));
    }

    [Theory]
    [InlineData("truce-for-aid", 200)]
    [InlineData("cessation-2016", 20)]
    public async Task Row_AnyReplica_SaysWhatItsRunSays(string name, int sample)
    {
        var scenario = Repository.Scenario(name);
        await WriteAsync(scenario, "rows", 500, []);
        var rows = Rows.Query(PathOf("rows"), "select * from ROWS order by replica");
        Assert.Equal(Replicas, rows.Count);
        var direct = new DirectBlock(scenario);
        for (var k = 0; k < sample; k++)
        {
            var replica = (int)(k * 7919L % Replicas);
            RowComparison.Equal(scenario, direct.Run(Feed.Seed, replica), rows[replica]);
        }
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>Writes replicas in blocks of a size, letting the file rest and taking it up again at some of them.</summary>
    private async Task<string> WriteAsync(Scenario scenario, string name, int block, int[] rests)
    {
        var file = await ReplicaFile.CreateAsync(PathOf(name), scenario, Replicas);
        var first = 0;
        foreach (var rest in rests.Append(Replicas))
        {
            if (rest > first)
            {
                await Feed.PlayAsync(scenario, first, rest, block, file);
            }

            if (rest < Replicas)
            {
                var state = new MemoryStream();
                await file.PutToRestAsync(new BinaryWriter(state));
                await file.DisposeAsync();
                state.Position = 0;
                file = await ReplicaFile.TakeUpAsync(PathOf(name), scenario, Replicas, new BinaryReader(state));
            }

            first = rest;
        }

        await file.FinishAsync();
        await file.DisposeAsync();
        return Hash(PathOf(name));
    }
}
