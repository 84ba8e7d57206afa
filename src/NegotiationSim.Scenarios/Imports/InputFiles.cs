using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>A file to import.</summary>
/// <param name="Path">As messages name it.</param>
/// <param name="FromFolder">It was found in a folder and not named, so that it may turn out to be something else.</param>
internal sealed record InputFile(string Path, bool FromFolder)
{
    /// <summary>The file's name without its folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The file's name without folders and ending.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The file as a whole.</summary>
    public Position Start => new(Path, 1, 1);
}

/// <summary>Finds and reads the files of an import.</summary>
internal static class InputFiles
{
    /// <summary>The files that are meant, ordinal by name; folders stand for their files with the ending.</summary>
    public static List<InputFile> Expand(IReadOnlyList<string> paths, string ending, Findings findings)
    {
        var files = new List<InputFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            foreach (var file in InPath(path, ending, findings))
            {
                if (!seen.Add(Path.GetFullPath(file.Path)))
                {
                    findings.Error(file.Start, "this file is given twice; give each file once");
                    continue;
                }

                files.Add(file);
            }
        }

        if (files.Count > ImportLimits.Files)
        {
            throw new ReadingAbortedException(files[ImportLimits.Files].Start, $"more than {ImportLimits.Files} files, the limit of an import");
        }

        return [.. files.OrderBy(file => file.Name, StringComparer.Ordinal).ThenBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>The name of the folder that is imported as a whole; null where files are named.</summary>
    public static string? NameOf(IReadOnlyList<string> paths) =>
        paths.Count == 1 && Directory.Exists(paths[0]) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(paths[0]))) : null;

    /// <summary>The bytes of a file; null (and an error) when it cannot be read or is too long.</summary>
    public static byte[]? Read(InputFile file, Findings findings)
    {
        try
        {
            using var stream = RegularFile.OpenRead(file.Path);
            var bytes = new byte[(stream.CanSeek ? Math.Min(stream.Length, ImportLimits.FileBytes) : ImportLimits.FileBytes) + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length <= ImportLimits.FileBytes)
            {
                return bytes[..length];
            }

            findings.Error(file.Start, "the file is over 8 MiB, the limit of an imported file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            findings.Error(file.Start, $"the file cannot be read: {e.Message}");
        }

        return null;
    }

    private static IEnumerable<InputFile> InPath(string path, string ending, Findings findings)
    {
        if (File.Exists(path))
        {
            return [new InputFile(path, FromFolder: false)];
        }

        if (path.Length == 0)
        {
            throw new ReadingAbortedException(new Position("FILE", 1, 1), "a file name is empty; name the files or the folder to import");
        }

        var start = new Position(path, 1, 1);
        if (!Directory.Exists(path))
        {
            findings.Error(start, "there is no such file or folder; check the path");
            return [];
        }

        try
        {
            var found = Directory.EnumerateFiles(path)
                .Where(file => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                .Take(ImportLimits.Files + 1)
                .Select(file => new InputFile(file, FromFolder: true))
                .ToList();
            if (found.Count == 0)
            {
                findings.Error(start, $"there is no file *{ending} in this folder");
            }

            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Error(start, $"the folder cannot be read: {e.Message}");
            return [];
        }
    }
}
