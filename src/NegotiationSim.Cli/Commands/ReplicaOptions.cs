using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NegotiationSim.Cli.Commands;

/// <summary>Options that say which of a scenario's many courses is meant, and what is changed in the file first.</summary>
internal static class ReplicaOptions
{
    /// <summary>The seed of a run that names none.</summary>
    public const ulong DefaultSeed = 1;

    public static Option<ulong> Seed(string description) => new("--seed")
    {
        Description = description,
        HelpName = "S",
        DefaultValueFactory = _ => DefaultSeed,
        CustomParser = result => Whole(result, "--seed", 0, ulong.MaxValue),
    };

    public static Option<long> Replica(string description) => new("--replica")
    {
        Description = description,
        HelpName = "R",
        DefaultValueFactory = _ => 0,
        CustomParser = result => (long)Whole(result, "--replica", 0, long.MaxValue),
    };

    public static Option<string[]> Set()
    {
        var set = new Option<string[]>("--set")
        {
            Description = "Replace or add a value of the file first: keys joined by dots, then YAML. May be given several times.",
            HelpName = "PATH=VALUE",
            AllowMultipleArgumentsPerToken = false,
        };
        set.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !token.Value.Contains('=', StringComparison.Ordinal)))
            {
                result.AddError($"--set takes PATH=VALUE; '{token.Value}' has no '='");
            }
        });
        return set;
    }

    /// <summary>A whole number between two limits, or an error that names them.</summary>
    public static ulong Whole(ArgumentResult result, string option, ulong minimum, ulong maximum)
    {
        var text = result.Tokens.Single().Value;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        result.AddError($"{option} takes a whole number from {minimum} to {maximum}; '{text}' is none");
        return minimum;
    }
}
