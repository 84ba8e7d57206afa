using System.Collections.Immutable;
using System.CommandLine;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Output;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

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
            Description = "A new folder for comparison.json and the scenarios as they were played; what is finished is kept there, and 'negsim resume' goes on with it.",
            HelpName = "DIR",
        };
        var command = new Command(Name, "Play what-ifs and the file as it stands on the same random numbers: by how much each ending becomes more or less likely, with error bars.")
        {
            scenario.File, whatIf, batch.Runs, scenario.Seed, scenario.Set, folder, batch.BlockSize, batch.Parallel, batch.Checkpoint,
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
                parsed.GetValue(batch.Parallel),
                TimeSpan.FromSeconds(parsed.GetValue(batch.Checkpoint))),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, BatchTone tone, Settings settings, CancellationToken cancellation)
    {
        var reader = new WhatIfReader(surroundings, settings.File, settings.Overrides, tone.Quiet);
        if (await Task.Run(() => reader.Read(settings.WhatIfs), cancellation).WaitAsync(cancellation) is not var (asItStands, whatIfs))
        {
            return ExitCode.WrongInput;
        }

        if (TooLarge(asItStands, whatIfs, settings.File) is { } refusal)
        {
            surroundings.Error.WriteLine(Visible.Line(refusal.ToString()));
            return ExitCode.WrongInput;
        }

        if (!tone.Quiet && whatIfs.Select(whatIf => PlayCost.Doubt(whatIf.Scenario)).Prepend(PlayCost.Doubt(asItStands.Scenario!)).FirstOrDefault(doubt => doubt is not null) is { } doubt)
        {
            surroundings.Error.WriteLine($"negsim: {doubt}");
        }

        foreach (var scenario in whatIfs.Select(whatIf => whatIf.Scenario).Prepend(asItStands.Scenario!))
        {
            DrawCheck.Before(scenario, settings.Seed, settings.Runs, cancellation);
        }

        var order = new ComparisonOrder(asItStands.Scenario!, whatIfs, settings.Seed, settings.Runs, settings.BlockSize, settings.Parallel) { Rest = settings.Rest };
        var session = new ComparisonSession(surroundings, tone, order);
        if (settings.Folder is not { } path)
        {
            return await session.PlayAsync(null, cancellation);
        }

        var text = ScenarioFile.TextFor(asItStands.Scenario!, asItStands.Text!, settings.Overrides.Count > 0);
        var changed = whatIfs.Select(whatIf => ScenarioFile.TextFor(whatIf.Scenario, whatIf.ScenarioText, isRewritten: true)).ToList();
        var description = new ExperimentDescription(order.AsItStands.Name, ExperimentDescription.Hash(text), order.Seed, order.Runs, null)
        {
            WhatIfs = [.. whatIfs.Zip(changed, (whatIf, written) => new WhatIfDescription(whatIf.Text, ExperimentDescription.Hash(written)))],
        };
        using var folder = ExperimentFolder.Create(path, description, text, [.. changed]);
        return await session.PlayAsync(folder, cancellation);
    }

    /// <summary>Why the base or one of the what-ifs cannot be played.</summary>
    private static Diagnostic? TooLarge(LoadResult asItStands, ImmutableArray<WhatIf> whatIfs, string file) =>
        PlayCost.Refusal(asItStands.Scenario!, asItStands.Text, file)
        ?? whatIfs.Select((whatIf, i) => PlayCost.Refusal(whatIf.Scenario, null, file) is { } refusal ? refusal with { File = "--what-if", Line = i + 1 } : null)
            .FirstOrDefault(refusal => refusal is not null);

    private sealed record Settings(
        string File, IReadOnlyList<string> WhatIfs, long Runs, ulong Seed, IReadOnlyList<string> Overrides, string? Folder, int? BlockSize, int? Parallel, TimeSpan Rest);
}
