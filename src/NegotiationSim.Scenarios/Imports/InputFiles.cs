using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>Finds and reads the files of an import.</summary>
internal static class InputFiles
{
    /// <summary>The files that are meant, ordinal by name; folders stand for their files with the ending.</summary>
    public static List<InputFile> Expand(IReadOnlyList<string> paths, string ending, Findings findings)
    {
        var files = new List<InputFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in paths.SelectMany(path => InPath(path, ending, findings)))
        {
            if (FileStatus.Of(file.Path) is not { } status)
            {
                // A link to nothing in a folder; a file that is named and missing is known by now.
                findings.Warn(file.Start, "this name in the folder leads to no file; it is left out");
            }
            else if (!status.IsRegular)
            {
                Refuse(file, findings, "a folder, a pipe or a device", "name a file");
            }
            else if (!seen.Add(status.Identity))
            {
                Refuse(file, findings, "given twice", "give each file once");
            }
            else
            {
                files.Add(file);
            }
        }

        if (files.Count > ImportLimits.Files)
        {
            throw new ReadingAbortedException(files[ImportLimits.Files].Start, $"more than {ImportLimits.Files} files, the limit of an import");
        }

        return [.. files.OrderBy(file => file.Name, StringComparer.Ordinal).ThenBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>The input that a file written under this name would overwrite; null where there is none.</summary>
    public static string? Overwritten(IReadOnlyList<string> paths, string ending, string output)
    {
        var target = FileStatus.Of(output)?.Identity;
        return target is null ? null : paths.Where(path => path.Length > 0).SelectMany(path => InPath(path, ending, new Findings())).FirstOrDefault(file => FileStatus.Of(file.Path)?.Identity == target)?.Path;
    }

    /// <summary>The name of the folder that is imported as a whole; null where files are named.</summary>
    public static string? NameOf(IReadOnlyList<string> paths) =>
        paths.Count == 1 && Directory.Exists(paths[0]) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(paths[0]))) : null;

    /// <summary>The bytes of a file; null (and an error) when it cannot be read or is too long.</summary>
    public static byte[]? Read(InputFile file, ImportBudget budget, Findings findings)
    {
        try
        {
            using var stream = FileStatus.OpenRead(file.Path);
            var bytes = new byte[(stream.CanSeek ? Math.Min(stream.Length, ImportLimits.FileBytes) : ImportLimits.FileBytes) + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length <= ImportLimits.FileBytes)
            {
                budget.SpendBytes(file.Start, length);
                return bytes[..length];
            }

            findings.Error(file.Start, "the file is over 8 MiB, the limit of an imported file");
        }
        catch (ReadingAbortedException e)
        {
            findings.Error(e.Position, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // In a folder too: nobody knows whether it is a party, and leaving one out would change the negotiation.
            findings.Error(file.Start, $"the file cannot be read: {e.Message}");
        }

        return null;
    }

    /// <summary>Warns of a file of a folder that is neither a domain nor a profile.</summary>
    /// <param name="file">The file.</param>
    /// <param name="reason">What it is instead; empty where nobody knows.</param>
    /// <param name="findings">Where the warning goes.</param>
    public static void LeaveOut(InputFile file, string reason, Findings findings) =>
        findings.Warn(file.Start, $"this file of the folder is neither a domain nor a profile; it is left out{(reason.Length > 0 ? $" ({reason})" : "")}");

    /// <summary>Warns of profiles of a folder that no import can read; they are errors where there is no negotiation without them.</summary>
    public static void LeaveOut(IReadOnlyList<(Position Position, string Reason)> profiles, int readable, Findings findings)
    {
        foreach (var (position, reason) in profiles)
        {
            if (readable < 2)
            {
                findings.Error(position, reason);
                findings.Error(position, "without this profile there are fewer than two parties");
            }
            else
            {
                findings.Warn(position, $"{reason}; the party is left out");
            }
        }
    }

    private static void Refuse(InputFile file, Findings findings, string what, string remedy)
    {
        if (file.FromFolder)
        {
            findings.Warn(file.Start, $"this file of the folder is {what}; it is left out");
        }
        else
        {
            findings.Error(file.Start, $"this file is {what}; {remedy}");
        }
    }

    private static IEnumerable<InputFile> InPath(string path, string ending, Findings findings)
    {
        if (path.Length == 0)
        {
            throw new ReadingAbortedException(new Position("FILE", 1, 1), "a file name is empty; name the files or the folder to import");
        }

        var start = new Position(path, 1, 1);
        if (!Directory.Exists(path))
        {
            if (FileStatus.Of(path) is not null)
            {
                return [new InputFile(path, FromFolder: false)];
            }

            findings.Error(start, "there is no such file or folder; check the path");
            return [];
        }

        try
        {
            var found = Directory.EnumerateFileSystemEntries(path)
                .Where(file => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                .Take(ImportLimits.Files + 1)
                .OrderBy(file => new FileInfo(file).LinkTarget is not null) // a file goes before a link to it
                .ThenBy(file => file, StringComparer.Ordinal)
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
