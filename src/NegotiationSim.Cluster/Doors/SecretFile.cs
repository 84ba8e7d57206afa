using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NegotiationSim.Cluster.Doors;

/// <summary>Files that hold a cluster's secret.</summary>
public static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int RandomBytes = 32;

    /// <summary>EEXIST, of Linux and macOS alike.</summary>
    private const int FileExists = 17;

    /// <summary>Reads a secret.</summary>
    /// <param name="path">The file; a line end at its end does not count.</param>
    /// <exception cref="DoorSetupException">It cannot be read, is too short or too long, or others may read it.</exception>
    public static ClusterSecret Read(string path) => Read(path, isLocal: false);

    /// <summary>Makes a new secret of 256 random bits, as a line of 43 letters, digits, <c>-</c> and <c>_</c>, in a new file that only its owner may read.</summary>
    /// <param name="path">The file; its folder has to be there.</param>
    /// <exception cref="DoorSetupException">There is such a file already, or it cannot be written.</exception>
    public static void Create(string path)
    {
        if (!TryCreate(path))
        {
            throw new DoorSetupException($"{path}: there is such a file already; a secret is never overwritten");
        }
    }

    /// <summary>The secret that a user's own programs share on this machine, made where there is none yet. It is of no use beyond loopback.</summary>
    /// <param name="path">The file, as <see cref="SecretSource.UserPath"/> gives it; its folder is made where it is missing.</param>
    /// <exception cref="DoorSetupException">It can be neither read nor made.</exception>
    internal static ClusterSecret ReadOrCreateLocal(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DoorSetupException($"{path}: a secret for this user's own silos and clients cannot be kept there: {failure.Message}; {SecretSource.Ways}", failure);
        }

        // Whoever comes second finds that of the first.
        if (!File.Exists(path))
        {
            TryCreate(path);
        }

        return ReadLocal(path);
    }

    /// <summary>The same, where there has to be one.</summary>
    internal static ClusterSecret ReadLocal(string path) => Read(path, isLocal: true);

    private static ClusterSecret Read(string path, bool isLocal)
    {
        var (bytes, warning) = PrivateFile.Read(path, "the cluster's secret", ClusterSecret.MostBytes + 2);
        try
        {
            return ClusterSecret.Of(bytes, path, isLocal, warning);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Puts a new secret in place, whole or not at all; false where a file of that name is there already.</summary>
    private static bool TryCreate(string path)
    {
        var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.new";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using (var file = new FileStream(draft, options))
            {
                file.Write([.. Base64Url.EncodeToUtf8(RandomNumberGenerator.GetBytes(RandomBytes)), (byte)'\n']);
                file.Flush(flushToDisk: true);
            }

            return TryPlace(draft, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }

            return File.Exists(path) ? false : throw new DoorSetupException($"{path}: a new secret cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// Gives a file that is complete its name, where nothing has that name yet. On Unix <see cref="File.Move(string, string)"/> looks first and renames then, so that the second of two at the same moment would replace what the first had put
    /// there and was using; a hard link is made or refused in one step.
    /// </summary>
    private static bool TryPlace(string draft, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(draft, path) == 0)
            {
                File.Delete(draft);
                return true;
            }

            if (Marshal.GetLastPInvokeError() == FileExists)
            {
                File.Delete(draft);
                return false;
            }

            // A file system without hard links.
        }

        File.Move(draft, path, overwrite: false);
        return true;
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
