using System.Collections.Concurrent;
using System.Globalization;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A batch that a cluster is to play as one process does. What it comes to in one process is found once for all tests.</summary>
/// <param name="Scenario">The scenario's file.</param>
/// <param name="Blocks">How many blocks it has.</param>
/// <param name="BlockSize">How many replicas a block has.</param>
internal sealed record PlayedBatch(string Scenario, int Blocks, int BlockSize)
{
    private static readonly ConcurrentDictionary<PlayedBatch, Lazy<Task<(byte[] Rows, byte[] Summary)>>> s_played = [];

    /// <summary>The 2016 talks, the largest of the scenarios that come with the program: about a hundredth of a second for a replica.</summary>
    public static PlayedBatch Flagship(int blocks, int blockSize = 16) => new(BuiltProgram.Scenario("kerry-lavrov-2016.yaml"), blocks, blockSize);

    /// <summary>Two parties without more: a ten-thousandth of a second for a replica.</summary>
    public static PlayedBatch TwoParties(int blocks, int blockSize = 1024) => new(BilateralTalks.File, blocks, blockSize);

    public IReadOnlyList<string> Arguments =>
        ["montecarlo", Scenario, "--runs", Text(Blocks * BlockSize), "--block-size", Text(BlockSize), "--seed", "7"];

    /// <summary>The rows and the summary, as one process plays them.</summary>
    public Task<(byte[] Rows, byte[] Summary)> LocalAsync() => s_played.GetOrAdd(this, batch => new Lazy<Task<(byte[], byte[])>>(batch.PlayAsync)).Value;

    /// <summary>Starts it in a process by itself, without a cluster.</summary>
    public BatchProcess Start(string folder) => new(BuiltProgram.Start([], [.. Arguments, "--out", folder]), this, folder);

    /// <summary>That a folder holds the same bytes.</summary>
    public async Task AssertSameAsync(string folder)
    {
        var (rows, summary) = await LocalAsync();
        Assert.Equal(System.Text.Encoding.UTF8.GetString(summary), await File.ReadAllTextAsync(Path.Combine(folder, "summary.json")));
        var played = await File.ReadAllBytesAsync(Path.Combine(folder, "replicas.parquet"));
        Assert.True(rows.AsSpan().SequenceEqual(played), "the rows differ");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<(byte[] Rows, byte[] Summary)> PlayAsync()
    {
        using var parent = new TemporaryFolder();
        var folder = parent.File("local");
        await using var process = await BuiltProgram.RunAsync([.. Arguments, "--out", folder, "--quiet"]);
        return (await File.ReadAllBytesAsync(Path.Combine(folder, "replicas.parquet")), await File.ReadAllBytesAsync(Path.Combine(folder, "summary.json")));
    }
}
