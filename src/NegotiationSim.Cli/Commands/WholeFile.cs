using NegotiationSim.Scenarios.Imports;

namespace NegotiationSim.Cli.Commands;

/// <summary>Writes a file whole or not at all: to a temporary file beside it, which is renamed once everything is on the disk.</summary>
internal static class WholeFile
{
    // ENOSPC, EDQUOT, EFBIG and EIO; what Windows calls a full disk.
    private static readonly int[] s_deviceFailures = [28, 122, 27, 5, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Writes a text as UTF-8.</summary>
    /// <param name="path">The file; a link is followed, a pipe or a device is written to as it is.</param>
    /// <param name="text">Its content.</param>
    /// <param name="overwrite">Whether an older file may be replaced; its permissions stay.</param>
    /// <exception cref="WrongInputException">It cannot be written there.</exception>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
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
        catch (IOException e) when (s_deviceFailures.Contains(e.HResult))
        {
            throw new IOException($"'{path}' cannot be written: {Reason(e)}", e);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // What the platform makes of a file that is larger than the file system or a limit of the user's allows.
            throw new IOException($"'{path}' cannot be written: the file is larger than the disk or a limit allows", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new WrongInputException($"'{path}' cannot be written: {Reason(e)}");
        }
    }

    /// <summary>What the platform says without the path that it appends: the temporary file's name helps nobody.</summary>
    private static string Reason(Exception e)
    {
        var cut = e.Message.IndexOf(" : '", StringComparison.Ordinal);
        return cut < 0 ? e.Message : e.Message[..cut];
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
