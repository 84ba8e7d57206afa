using System.CommandLine;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim compare</c>: what-ifs against the file as it stands, on the same random numbers.</summary>
internal static class CompareCommand
{
    public const string Name = "compare";

    public static Command Create(Surroundings surroundings, CommonOptions common)
    {
        var (scenario, batch) = (new ScenarioOptions(), new BatchOptions());
        var whatIf = new Option<string[]>("--what-if")
        {
            Description = "What is otherwise in the variant, written as for --set; a comma joins several changes. May be given several times: each is a variant of its own.",
            HelpName = "\"P=V[,P=V]\"",
            AllowMultipleArgumentsPerToken = false,
            Required = true,
        };
        var folder = new Option<string?>("--out")
        {
            Description = "A new folder for comparison.json and the scenarios as they were played.",
            HelpName = "DIR",
        };
        var command = new Command(Name, "Play what-ifs and the file as it stands on the same random numbers: by how much each ending becomes more or less likely, with error bars.")
        {
            scenario.File, whatIf, batch.Runs, scenario.Seed, scenario.Set, folder, batch.BlockSize, batch.Parallel,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings,
            BatchTone.Of(parsed, common),
            new Settings(
                parsed.GetRequiredValue(scenario.File),
                parsed.GetRequiredValue(whatIf),
                parsed.GetValue(batch.Runs),
                parsed.GetValue(scenario.Seed),
                parsed.GetValue(scenario.Set) ?? [],
                parsed.GetValue(folder),
                parsed.GetValue(batch.BlockSize),
                parsed.GetValue(batch.Parallel)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, BatchTone tone, Settings settings, CancellationToken cancellation)
    {
        if (new WhatIfReader(surroundings, settings.File, settings.Overrides, tone.Quiet).Read(settings.WhatIfs) is not var (asItStands, whatIfs))
        {
            return ExitCode.WrongInput;
        }

        var order = new ComparisonOrder(asItStands.Scenario!, whatIfs, settings.Seed, settings.Runs, settings.BlockSize, settings.Parallel);
        var folder = settings.Folder is { } path
            ? ComparisonFolder.Create(path, ScenarioFile.TextFor(asItStands.Scenario!, asItStands.Text!), [.. whatIfs.Select(whatIf => ScenarioFile.TextFor(whatIf.Scenario, whatIf.ScenarioText))])
            : null;
        return await new ComparisonSession(surroundings, tone, order).PlayAsync(folder, cancellation);
    }

    private sealed record Settings(
        string File, IReadOnlyList<string> WhatIfs, long Runs, ulong Seed, IReadOnlyList<string> Overrides, string? Folder, int? BlockSize, int? Parallel);
}
