using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Cli.Commands;

/// <summary>Writes the result of a command to a file.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a name under which the result would overwrite what it is made of.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="overwritten">The input that stands under that name; null where there is none.</param>
    /// <exception cref="WrongInputException">There is one, or the name is empty.</exception>
    public static void Check(string path, string? overwritten)
    {
        if (path.Length == 0)
        {
            throw new WrongInputException("--out needs the name of a file");
        }

        if (overwritten is not null)
        {
            var alias = overwritten == path ? "" : $", '{overwritten}'";
            throw new WrongInputException($"'{path}' is one of the files that are read{alias}; name another");
        }
    }

    /// <summary>Writes a text; an older file of that name is replaced.</summary>
    /// <exception cref="WrongInputException">It cannot be written there.</exception>
    /// <exception cref="StorageException">The disk is full, or fails.</exception>
    public static void Write(string path, string text) => WholeFile.Write(path, text, overwrite: true);
}
