using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using NegotiationSim.Cli.Telling;
using Spectre.Console;

namespace NegotiationSim.Cli.Help;

/// <summary>What <c>--help</c> prints: what a command is for, how it is written, what it takes, and examples.</summary>
internal sealed class HelpPage(Surroundings surroundings, Option<bool> noColour) : SynchronousCommandLineAction
{
    /// <summary>Help is for those who do not know yet what a command needs.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var screen = parseResult.GetValue(noColour) ? surroundings.OutputScreen with { Colour = false } : surroundings.OutputScreen;
        surroundings.ShowAsync(screen, console => Draw(console, command)).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    private static void Draw(IAnsiConsole console, Command command)
    {
        var root = command is RootCommand;
        console.Write(new Rows(new Text(command.Description ?? "")));
        Heading(console, "Usage");
        console.Write(new Rows(new Text("  negsim " + (root ? "COMMAND ..." : Usage(command)))));
        if (root)
        {
            Table(console, "Commands", [.. command.Subcommands.Select(c => (c.Name, c.Description ?? ""))]);
        }

        Table(console, "Arguments", [.. command.Arguments.Select(a => (Label(a), a.Description ?? ""))]);
        var own = command.Options.Where(option => !option.Recursive && option is not HelpOption and not VersionOption).ToList();
        Table(console, "Options", [.. own.Select(Row)]);
        var common = (command.Parents.OfType<Command>().FirstOrDefault() ?? command).Options
            .Where(option => root || option is not VersionOption)
            .OrderBy(option => option is HelpOption or VersionOption);
        Table(console, root ? "Options of every command" : "Common options", [.. common.Select(Row)]);
        DrawExamples(console, root ? "" : command.Name);
        if (root)
        {
            console.Blank();
            console.Write(new Rows(new Text("'negsim COMMAND --help' tells more about a command. Exit codes: 0 done, 1 the program failed, 2 the input or the command line is wrong, 3 interrupted.")));
        }
    }

    private static string Usage(Command command) =>
        string.Join(' ', command.Arguments.Select(Label).Prepend(command.Name))
        + string.Concat(command.Options.Where(option => !option.Recursive).Select(option => $" {Optional(option)}" + (option.ValueType.IsArray ? "..." : "")))
        + " [common options]";

    private static string Optional(Option option) => option.Required ? option.Name + Value(option) : $"[{option.Name}{Value(option)}]";

    private static string Label(Argument argument) => argument.Name + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    private static (string, string) Row(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias is ['-', >= 'a' and <= 'z']).Order(StringComparer.Ordinal).Append(option.Name).Distinct());
        var description = option.Description ?? "";
        // An option that is a switch has the default "off", which goes without saying.
        return (names + Value(option), option.ValueType != typeof(bool) && option.HasDefaultValue ? $"{description} Default: {option.GetDefaultValue()}." : description);
    }

    private static string Value(Option option) => option.HelpName is { } value ? " " + value : "";

    private static void Heading(IAnsiConsole console, string title)
    {
        console.Blank();
        console.Write(new Rows(new Text(title, Ink.Strong)));
    }

    private static void Table(IAnsiConsole console, string title, IReadOnlyList<(string Name, string Description)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        Heading(console, title);
        var name = rows.Max(row => row.Name.Length) + 4;
        var grid = new Grid { Width = console.Profile.Width };
        grid.AddColumn(new GridColumn { Width = name, NoWrap = true, Padding = new Padding(0) });
        grid.AddColumn(new GridColumn { Width = console.Profile.Width - name, Padding = new Padding(0) });
        foreach (var row in rows)
        {
            grid.AddRow(new Text("  " + row.Name, Ink.Strong), new Text(row.Description));
        }

        console.Write(grid);
    }

    private static void DrawExamples(IAnsiConsole console, string command)
    {
        var examples = Examples.Of(command);
        if (examples.Count == 0)
        {
            return;
        }

        Heading(console, "Examples");
        foreach (var (does, commandLine) in examples)
        {
            console.Write(new Rows(new Text("  " + does, Ink.Aside), new Text("    " + commandLine)));
        }
    }
}
