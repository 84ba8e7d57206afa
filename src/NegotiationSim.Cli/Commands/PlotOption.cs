using System.CommandLine;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Cli.Commands;

/// <summary><c>--plot FILE</c>: the result as a picture, in the format that the file's name ends with.</summary>
internal sealed class PlotOption
{
    private const string Name = "--plot";

    /// <summary>The option.</summary>
    public Option<string[]> Option { get; }

    /// <summary>The option for what a command draws.</summary>
    /// <param name="what">What the picture shows, as it goes on after "Also draw".</param>
    public PlotOption(string what) => Option = new Option<string[]>(Name)
    {
        Description = $"Also draw {what}, as a new file FILE.svg or FILE.png. May be given several times.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The files that are asked for. They are looked at before anything is played: a name that is no good is said at once.</summary>
    /// <exception cref="WrongInputException">A name ends otherwise, is there already or stands in no folder, or comes twice.</exception>
    public PlotFiles Files(ParseResult parsed)
    {
        var paths = parsed.GetValue(Option) ?? [];
        foreach (var path in paths)
        {
            if (!ChartFile.IsChart(path))
            {
                throw new WrongInputException($"{Name} draws files whose names end with {Telling.Figures.List(ChartFile.Extensions, "or")}; '{path}' does not");
            }

            // A link counts as a file even where it leads nowhere.
            if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
            {
                throw new WrongInputException($"'{path}' is there already; {Name} writes over nothing");
            }

            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            {
                throw new WrongInputException($"'{path}' cannot be written: there is no folder '{folder}'");
            }
        }

        var twice = paths.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? new PlotFiles(paths) : throw new WrongInputException($"{Name} names '{twice.First()}' twice");
    }
}
