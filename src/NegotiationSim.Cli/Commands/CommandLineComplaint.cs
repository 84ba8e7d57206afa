using System.CommandLine;
using System.CommandLine.Parsing;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Cli.Commands;

/// <summary>One line about a command line that is wrong, with the nearest right thing.</summary>
internal static class CommandLineComplaint
{
    public static string About(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.FirstOrDefault(token => !token.StartsWith('-')) is { } word)
        {
            return Unknown("command", word, command.Subcommands.Select(c => c.Name)) + Hint("negsim --help", "lists the commands");
        }

        var help = Hint(command is RootCommand ? "negsim --help" : $"negsim {command.Name} --help", "tells more");
        if (parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } option)
        {
            var name = option.Split('=', ':')[0];
            return Unknown("option", name, Options(parsed).Select(o => o.Name)) + help;
        }

        if (command.Subcommands.Count > 0)
        {
            return $"a command is missing: {Telling.Figures.List([.. command.Subcommands.Select(c => c.Name)], "or")}" + Hint("negsim --help", "tells more");
        }

        // An argument that is missing is said before an option that is.
        var error = parsed.Errors.FirstOrDefault(e => e.SymbolResult is not OptionResult { IdentifierTokenCount: 0 }) ?? parsed.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Option.Arity.MaximumNumberOfValues: 1 } repeated when repeated.IdentifierTokenCount > 1 =>
                $"{repeated.Option.Name} is given {repeated.IdentifierTokenCount} times; once is enough" + help,
            OptionResult { IdentifierTokenCount: 0 } left => $"{command.Name} needs {left.Option.Name} {left.Option.HelpName}" + help,
            OptionResult { Option.Arity.MinimumNumberOfValues: > 0, Tokens.Count: 0 } bare => $"{bare.Option.Name} needs a value" + help,
            ArgumentResult argument when argument.Tokens.Count == 0 && command.Arguments.Contains(argument.Argument) =>
                $"{command.Name} needs a {argument.Argument.HelpName ?? argument.Argument.Name}" + help,
            CommandResult when parsed.UnmatchedTokens.Count == 0 && command.Arguments.FirstOrDefault() is { } missing =>
                $"{command.Name} needs a {missing.HelpName ?? missing.Name}" + help,
            _ when parsed.UnmatchedTokens.Count > 0 => $"'{parsed.UnmatchedTokens[0]}' is one too many for {command.Name}" + help,
            _ => OneLine(error.Message) + help,
        };
    }

    private static string Unknown(string kind, string word, IEnumerable<string> known) =>
        $"unknown {kind} '{word}'" + (NearestName.Find(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : "");

    private static string Hint(string command, string does) => $" ({command} {does})";

    private static IEnumerable<Option> Options(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive));

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd();
}
