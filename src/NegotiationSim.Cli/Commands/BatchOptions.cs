using System.Collections.Immutable;
using System.CommandLine;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Sweeps;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary>How a batch is played; none of it but the number of runs changes a result.</summary>
internal sealed class BatchOptions(ClusterOptions cluster)
{
    public Option<long> Runs { get; } = new("--runs")
    {
        Description = "How many replicas to play.",
        HelpName = "N",
        Required = true,
        CustomParser = result => (long)OptionNumbers.Whole(result, "--runs", long.MaxValue, 1),
    };

    public Option<double?> Precision { get; } = new("--precision")
    {
        Description = "Stop once the 95% interval of every ending is narrower than plus or minus W, as 0.01; --runs is then the most that is played.",
        HelpName = "W",
        CustomParser = result => OptionNumbers.Positive(result, "--precision", 0.5, "0.01"),
    };

    public Option<long?> Zone { get; } = new("--zone")
    {
        Description = "Also see, for the first N replicas, whether an agreement was possible at all, and how many of these and of the others signed one.",
        HelpName = "N",
        CustomParser = result => (long)OptionNumbers.Whole(result, "--zone", ExperimentDescription.MostZone, 1),
    };

    public Option<string?> Out { get; } = new("--out")
    {
        Description = "A new folder for summary.json, replicas.parquet and what it takes to play the batch again; what is finished is kept there, whatever happens.",
        HelpName = "DIR",
    };

    public Option<int?> BlockSize { get; } = new("--block-size")
    {
        Description = "Replicas that are played together; chosen for the scenario where it is not given. Changes no result.",
        HelpName = "N",
        CustomParser = result => (int)OptionNumbers.Whole(result, "--block-size", 1 << 20, 1),
    };

    /// <summary>Here, or over all silos of a cluster.</summary>
    public Option<int?> Parallel { get; } = cluster.Parallel;

    public Option<double> Checkpoint { get; } = new("--checkpoint")
    {
        Description = "How often finished work is put on the disk, in seconds. Changes no result.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 2,
        CustomParser = result => OptionNumbers.Positive(result, "--checkpoint", 86_401, "10"),
    };

    /// <summary>A batch that is played by these options.</summary>
    public BatchOrder Order(ParseResult parsed, Scenario scenario, ulong seed, long runs, double? precision) =>
        new(scenario, seed, runs, precision, parsed.GetValue(BlockSize), parsed.GetValue(Parallel)) { Rest = RestOf(parsed) };

    /// <summary>A comparison that is played by these options.</summary>
    public ComparisonOrder Order(ParseResult parsed, Scenario asItStands, ImmutableArray<WhatIf> whatIfs, ulong seed, long runs) =>
        new(asItStands, whatIfs, seed, runs, parsed.GetValue(BlockSize), parsed.GetValue(Parallel)) { Rest = RestOf(parsed) };

    /// <summary>A sweep that is played by these options.</summary>
    public SweepOrder Order(ParseResult parsed, Scenario asItStands, ImmutableArray<Axis> axes, ImmutableArray<SweptPoint> points, ulong seed, long runs) =>
        new(asItStands, axes, points, seed, runs, parsed.GetValue(BlockSize), parsed.GetValue(Parallel)) { Rest = RestOf(parsed) };

    private TimeSpan RestOf(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(Checkpoint));
}
