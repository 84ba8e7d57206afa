using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Storage;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary>Writes a file whole or not at all: to a temporary file beside it, which is renamed once everything is on the disk.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text as UTF-8.</summary>
    /// <param name="path">The file; a link is followed, a pipe or a device is written to as it is.</param>
    /// <param name="text">Its content.</param>
    /// <param name="overwrite">Whether an older file may be replaced; its permissions stay.</param>
    /// <exception cref="WrongInputException">It cannot be written there.</exception>
    /// <exception cref="StorageException">The disk is full, or fails.</exception>
    public static void Write(string path, string text, bool overwrite)
    {
        try
        {
            var status = FileStatus.Of(path);
            var target = status is null ? path : new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
            if (status is { IsRegular: false } && overwrite)
            {
                File.WriteAllText(target, text);
            }
            else
            {
                Replace(target, text, overwrite);
            }
        }
        catch (Exception e) when (DiskFailure.Is(e) || e is ArgumentException)
        {
            throw Failure(path, e);
        }
    }

    /// <summary>What a failure to write means: a disk that failed, or a place that was badly chosen.</summary>
    public static Exception Failure(string path, Exception e)
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

    private static void Replace(string path, string text, bool overwrite)
    {
        // The name is short, so that it is not too long where the file's own is not.
        var temporary = Path.Combine(Path.GetDirectoryName(path) ?? "", ".negsim-" + Path.GetRandomFileName());
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                writer.Write(text);
                writer.Flush();
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
            File.WriteAllText(path, text);
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong before is what the user must hear of.
        }
    }
}
