using System.CommandLine;
using System.CommandLine.Help;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Help;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli;

/// <summary>The program: reads the command line, runs the command, and turns whatever happens into an exit code.</summary>
internal sealed class NegsimProgram(Surroundings surroundings)
{
    /// <summary>Commands that play something.</summary>
    private static readonly string[] s_playing = [RunCommand.Name, MontecarloCommand.Name, ResumeCommand.Name, CompareCommand.Name, SweepCommand.Name, SensitivityCommand.Name, SiloCommand.Name];

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        var common = new CommonOptions();
        var root = Root(common);
        // '@' begins no response file: a value of --set may well start with it.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Who asks for help gets it, whatever else is wrong.
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpPage)
        {
            Complain(CommandLineComplaint.About(parsed));
            return ExitCode.WrongInput;
        }

        if (parsed.GetValue(common.Telemetry) != TelemetryTarget.None && !s_playing.Contains(parsed.CommandResult.Command.Name))
        {
            Complain($"{parsed.CommandResult.Command.Name} has no spans or metrics to show; --telemetry is for {Telling.Figures.List(s_playing)}");
            return ExitCode.WrongInput;
        }

        if (parsed.GetValue(common.Telemetry) == TelemetryTarget.Otlp && OtlpVariables.Complaint(Environment.GetEnvironmentVariable) is { } complaint)
        {
            Complain(complaint);
            return ExitCode.WrongInput;
        }

        try
        {
            return await InvokeAsync(parsed, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Complain("interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception wrong) when (wrong is WrongInputException or FolderException or DrawnValueException)
        {
            Complain(wrong.Message);
            return ExitCode.WrongInput;
        }
        catch (Exception failure) when (failure is StorageException or MembershipException or ClusterGoneException)
        {
            Complain(failure.Message);
            return ExitCode.Failed;
        }
        catch (Exception failure)
        {
            // The one place that catches everything: whatever went wrong, a person gets one line and a script an exit code.
            if (parsed.GetValue(common.Verbose))
            {
                surroundings.Error.WriteLine("negsim: " + failure);
            }
            else
            {
                Complain(LastWords.About(failure) + " (--verbose shows the details)");
            }

            return ExitCode.Failed;
        }
    }

    private Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        // Commands that play are given up by themselves: they put on the disk what is finished. All others have nothing to keep, so nobody waits for what is left of them.
        var ended = Task.Run(() => parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = surroundings.Output,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                // Interruptions are the caller's business: see Interruption.
                ProcessTerminationTimeout = null,
            },
            cancellation), CancellationToken.None);
        return s_playing.Contains(parsed.CommandResult.Command.Name) ? ended : ended.WaitAsync(cancellation);
    }

    private RootCommand Root(CommonOptions common)
    {
        var root = new RootCommand("Simulates diplomatic negotiations: who offers what, who refuses and why, and whether the agreement holds.");
        foreach (var option in common.All)
        {
            root.Options.Add(option);
        }

        root.Subcommands.Add(new RunCommand(surroundings, common).Create());
        root.Subcommands.Add(new MontecarloCommand(surroundings, common).Create());
        root.Subcommands.Add(new ResumeCommand(surroundings, common).Create());
        root.Subcommands.Add(new SiloCommand(surroundings, common).Create());
        root.Subcommands.Add(new StatusCommand(surroundings, common).Create());
        root.Subcommands.Add(new ReportCommand(surroundings, common).Create());
        root.Subcommands.Add(new CompareCommand(surroundings, common).Create());
        root.Subcommands.Add(new SweepCommand(surroundings, common).Create());
        root.Subcommands.Add(new SensitivityCommand(surroundings, common).Create());
        root.Subcommands.Add(new AnalyzeCommand(surroundings, common).Create());
        root.Subcommands.Add(ValidateCommand.Create(surroundings, common));
        root.Subcommands.Add(ImportCommand.Create(surroundings, common));
        root.Subcommands.Add(ExportCommand.Create(surroundings, common));
        root.Subcommands.Add(NewCommand.Create(surroundings, common));
        root.Subcommands.Add(SchemaCommand.Create(surroundings));
        foreach (var option in root.Options)
        {
            switch (option)
            {
                case HelpOption help:
                    help.Description = "Show what a command does, its options and examples.";
                    help.Action = new HelpPage(surroundings, common.NoColour);
                    break;
                case VersionOption version:
                    version.Description = "Show the version.";
                    version.Action = new VersionPage();
                    break;
            }
        }

        return root;
    }

    private void Complain(string message)
    {
        try
        {
            surroundings.Error.WriteLine("negsim: " + Visible.Line(message));
        }
        catch (IOException)
        {
            // Where messages cannot be written either, the exit code still says what happened.
        }
    }
}
