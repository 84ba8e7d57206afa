using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Telling.Sweeps;

namespace NegotiationSim.Cli.Sweeps;

/// <summary><c>--csv FILE</c>: the file that the numbers of a sweep are to be written to. It is looked at before anything is played: a name that is no good is said at once.</summary>
internal sealed class CsvFile
{
    public const string Option = "--csv";

    private readonly string? _path;

    /// <param name="path">Its name; null: none is wanted.</param>
    /// <exception cref="WrongInputException">It is there already, or stands in no folder.</exception>
    public CsvFile(string? path)
    {
        _path = path;
        if (path is null)
        {
            return;
        }

        if (path.Length == 0)
        {
            throw new WrongInputException($"{Option} needs the name of a file");
        }

        // A link counts as a file even where it leads nowhere.
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            throw new WrongInputException($"'{path}' is there already; {Option} writes over nothing");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new WrongInputException($"'{path}' cannot be written: there is no folder '{folder}'");
        }
    }

    /// <summary>Writes the numbers, after they were told: whatever becomes of the file, nobody has to wait for them again.</summary>
    /// <param name="context">Says on standard error what was written.</param>
    /// <param name="tale">The sweep; null, as after an interruption: nothing is written.</param>
    /// <exception cref="WrongInputException">The file cannot be written there.</exception>
    /// <exception cref="Reports.Experiments.StorageException">The disk is full, or fails.</exception>
    public void Write(CommandContext context, SweepTale? tale)
    {
        if (_path is not null && tale is not null)
        {
            WholeFile.Write(_path, SweepCsv.Write(tale), overwrite: false);
            context.Note($"{_path}: written");
        }
    }
}
