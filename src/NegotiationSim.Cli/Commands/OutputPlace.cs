namespace NegotiationSim.Cli.Commands;

/// <summary>Looks at the place of an output file before anything long is done for it.</summary>
internal static class OutputPlace
{
    /// <summary>Complains about a file that could not be written where it is named.</summary>
    /// <param name="path">The file; null: none is wanted.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="WrongInputException">There is no such folder, or it is one.</exception>
    public static void Check(string? path, string option)
    {
        if (path is null)
        {
            return;
        }

        if (path.Length == 0)
        {
            throw new WrongInputException($"{option} needs the name of a file");
        }

        if (Directory.Exists(path))
        {
            throw new WrongInputException($"{option}: '{path}' is a folder; name a file");
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new WrongInputException($"{option}: there is no folder '{folder}'");
        }
    }
}
