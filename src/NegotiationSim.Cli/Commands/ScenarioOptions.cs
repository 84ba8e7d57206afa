using System.CommandLine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary>What every command takes that plays a scenario file: the file, the seed and settings that replace values of the file.</summary>
internal sealed class ScenarioOptions
{
    /// <summary>The seed where none is named.</summary>
    public const ulong DefaultSeed = 1;

    /// <param name="seed">What the seed is for.</param>
    public ScenarioOptions(string seed = "The seed of all chance; the same seed gives the same negotiations.")
    {
        Seed = new("--seed")
        {
            Description = seed,
            HelpName = "S",
            DefaultValueFactory = _ => DefaultSeed,
            CustomParser = result => OptionNumbers.Whole(result, "--seed", ulong.MaxValue),
        };
        Set.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !token.Value.Contains('=', StringComparison.Ordinal)))
            {
                result.AddError($"--set takes PATH=VALUE; '{token.Value}' has no '='");
            }
        });
    }

    public Argument<string> File { get; } = new("FILE") { Description = "The scenario file." };

    public Option<ulong> Seed { get; }

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Replace or add a value of the file first: keys joined by dots (* for every one), then YAML. May be given several times.",
        HelpName = "PATH=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The settings that were given.</summary>
    public IReadOnlyList<string> Overrides(ParseResult parsed) => parsed.GetValue(Set) ?? [];

    /// <summary>The scenario that was named, with what there is to say about it; null where it cannot be used, and why is said.</summary>
    /// <param name="context">Says it.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="refusal">Why a scenario with its text and its file costs too much; null where it does not.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<(Scenario Scenario, string Text)?> ReadAsync(
        CommandContext context, ParseResult parsed, Func<Scenario, string?, string, Diagnostic?> refusal, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(File);
        var loaded = await ScenarioFile.ReadAsync(context.Surroundings, file, Overrides(parsed), cancellation);
        context.Report(loaded);
        if (loaded.Scenario is not { } scenario)
        {
            return null;
        }

        if (refusal(scenario, loaded.Text, file) is { } complaint)
        {
            context.Report(complaint);
            return null;
        }

        return (scenario, loaded.Text!);
    }

    /// <summary>Which of a seed's negotiations is meant.</summary>
    public static Option<long> Replica(string description) => new("--replica")
    {
        Description = description,
        HelpName = "R",
        DefaultValueFactory = _ => 0,
        CustomParser = result => (long)OptionNumbers.Whole(result, "--replica", long.MaxValue),
    };
}
