using System.CommandLine;
using NegotiationSim.Cli.Pages;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Pages;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>negsim report</c>: a finished batch as one HTML page.</summary>
internal sealed class ReportCommand(Surroundings surroundings, CommonOptions common)
{
    public const string Name = "report";

    private readonly Argument<string> _folder = new("DIR") { Description = "The folder of a finished batch, as 'montecarlo --out' makes it." };
    private readonly Option<string?> _out = new("--out")
    {
        Description = "Write the page to this file in place of DIR/report.html. An older page is replaced, any other file is not.",
        HelpName = "FILE",
    };

    public Command Create()
    {
        var command = new Command(Name, "Make one HTML page of a batch, to read, print and send: endings, survival, causes, terms, offers, assumptions, and how to reproduce it.") { _folder, _out };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(surroundings, parsed, common);
        using var folder = ExperimentFolder.Open(parsed.GetRequiredValue(_folder));
        var batch = FinishedBatch.Of(folder);
        var loaded = await ScenarioFile.ReadAsync(surroundings, folder.In(ExperimentFolder.ScenarioName), [], cancellation);
        if (loaded.Scenario is not { } scenario)
        {
            context.Report(loaded);
            return ExitCode.WrongInput;
        }

        var path = parsed.GetValue(_out);
        if (path is not null)
        {
            CheckPlace(path);
        }

        var source = await new PageMaker(context).ReadAsync(batch, scenario, cancellation);
        var written = PageMaker.Write(batch, source, path);
        if (context.Json)
        {
            await surroundings.Output.WriteAsync(ReportJson.Write(source));
        }
        else if (!context.Quiet)
        {
            await surroundings.Output.WriteLineAsync(written);
        }

        return ExitCode.Done;
    }

    /// <summary>A page takes the place of an older page and of nothing else.</summary>
    private static void CheckPlace(string path)
    {
        if (path.Length == 0)
        {
            throw new WrongInputException("--out needs the name of a file");
        }

        if (Directory.Exists(path))
        {
            throw new WrongInputException($"'{path}' is a folder; --out needs the name of a file");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } parent && !Directory.Exists(parent))
        {
            throw new WrongInputException($"'{path}' cannot be written: there is no folder '{parent}'");
        }

        if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            return;
        }

        try
        {
            using var file = Scenarios.FileStatus.OpenRead(path);
            if (ReportPage.IsOne(file))
            {
                return;
            }
        }
        catch (Exception e) when (Reports.Storage.DiskFailure.Is(e))
        {
            throw new WrongInputException($"'{path}' cannot be written: {Reports.Storage.DiskFailure.Reason(e)}");
        }

        throw new WrongInputException($"'{path}' is there already and was not made by 'negsim report'; report writes over nothing else");
    }
}
