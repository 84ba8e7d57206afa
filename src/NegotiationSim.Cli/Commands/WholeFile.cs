using System.Text;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Storage;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary>Writes a file whole or not at all, and several all or none: to a temporary file beside it, which is renamed once everything is on the disk.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text as UTF-8.</summary>
    /// <param name="path">The file; a link is followed, a pipe or a device is written to as it is.</param>
    /// <param name="text">Its content.</param>
    /// <param name="overwrite">Whether an older file may be replaced; its permissions stay.</param>
    /// <exception cref="WrongInputException">It cannot be written there.</exception>
    /// <exception cref="StorageException">The disk is full, or fails.</exception>
    public static void Write(string path, string text, bool overwrite) => Write(path, Encoding.UTF8.GetBytes(text), overwrite);

    /// <summary>Writes bytes.</summary>
    /// <param name="path">The file; a link is followed, a pipe or a device is written to as it is.</param>
    /// <param name="content">Its content.</param>
    /// <param name="overwrite">Whether an older file may be replaced; its permissions stay.</param>
    /// <exception cref="WrongInputException">It cannot be written there.</exception>
    /// <exception cref="StorageException">The disk is full, or fails.</exception>
    public static void Write(string path, byte[] content, bool overwrite)
    {
        try
        {
            var status = FileStatus.Of(path);
            var target = status is null ? path : new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
            if (status is { IsRegular: false } && overwrite)
            {
                File.WriteAllBytes(target, content);
            }
            else
            {
                Replace(target, content, overwrite);
            }
        }
        catch (Exception e) when (DiskFailure.Is(e) || e is ArgumentException)
        {
            throw Failure(path, e);
        }
    }

    /// <summary>
    /// Writes the files to a folder, all or none, which is made where it is not there; a folder holds one domain, so that others' files would be
    /// taken for part of it.
    /// </summary>
    /// <exception cref="WrongInputException">It cannot be written there.</exception>
    /// <exception cref="StorageException">The disk is full, or fails.</exception>
    public static void WriteAll(string folder, IReadOnlyList<ExportedFile> files)
    {
        if (folder.Length == 0)
        {
            throw new WrongInputException("--out needs the name of a folder");
        }

        var ending = Path.GetExtension(files[0].Name);
        try
        {
            Directory.CreateDirectory(folder);
            if (Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(file => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } other)
            {
                throw new WrongInputException($"'{folder}' holds '{Path.GetFileName(other)}' already; name a folder without {ending} files");
            }
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw Failure(folder, e);
        }

        var written = new List<string>();
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(folder, file.Name);
                Write(path, file.Text, overwrite: false);
                written.Add(path);
            }
        }
        catch
        {
            // Half an export would stand in the way of the next one.
            written.ForEach(DeleteQuietly);
            throw;
        }
    }

    /// <summary>What a failure to write means: a disk that failed, or a place that was badly chosen.</summary>
    private static Exception Failure(string path, Exception e)
    {
        var message = $"'{path}' cannot be written: {Reason(e)}";
        return DiskFailure.IsOfTheDisk(e) ? new StorageException(message, e) : new WrongInputException(message);
    }

    /// <summary>What the platform says without the path that it appends: the temporary file's name helps nobody.</summary>
    private static string Reason(Exception e)
    {
        var reason = DiskFailure.Reason(e);
        var cut = reason.IndexOf(" : '", StringComparison.Ordinal);
        return cut < 0 ? reason : reason[..cut];
    }

    private static void Replace(string path, byte[] content, bool overwrite)
    {
        // The name is short, so that it is not too long where the file's own is not.
        var temporary = Path.Combine(Path.GetDirectoryName(path) ?? "", ".negsim-" + Path.GetRandomFileName());
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            if (overwrite && !OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            File.Move(temporary, path, overwrite);
        }
        catch (UnauthorizedAccessException) when (overwrite && File.Exists(path) && !File.Exists(temporary))
        {
            // The folder takes no new file, but the old one may be written.
            File.WriteAllBytes(path, content);
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            // What went wrong before is what the user must hear of.
        }
    }
}
