namespace NegotiationSim.Cli.Commands;

/// <summary>Writes the result of a command to a file.</summary>
internal static class OutputFile
{
    /// <summary>Writes a text; an older file of that name is replaced, but none that the text was made of.</summary>
    /// <exception cref="WrongInputException">It cannot be written there.</exception>
    public static void Write(string path, string text, IReadOnlyList<string> madeOf)
    {
        if (path.Length == 0)
        {
            throw new WrongInputException("--out needs the name of a file");
        }

        var full = Path.GetFullPath(path);
        if (madeOf.Any(source => Path.GetFullPath(source) == full))
        {
            throw new WrongInputException($"'{path}' is one of the files that are read; name another");
        }

        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WrongInputException($"'{path}' cannot be written: {e.Message}");
        }
    }
}
