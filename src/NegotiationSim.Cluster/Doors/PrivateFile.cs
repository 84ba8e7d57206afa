namespace NegotiationSim.Cluster.Doors;

/// <summary>Reads files that are nobody else's business: secrets and private keys.</summary>
internal static class PrivateFile
{
    private const UnixFileMode ForEveryone = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <summary>The bytes of a private file, and what its owner should know of it; null: nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it holds, for messages: "the cluster's secret".</param>
    /// <param name="most">More bytes than these are not read.</param>
    /// <exception cref="DoorSetupException">It cannot be read, is too large, or everyone may read it or its group may write it.</exception>
    public static (byte[] Bytes, string? Warning) Read(string path, string what, int most) => Read(path, what, most, _ => true);

    /// <summary>The same of a file that is private if its bytes say so.</summary>
    public static (byte[] Bytes, string? Warning) Read(string path, string what, int most, Func<byte[], bool> isPrivate)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var bytes = new byte[most + 1];
            var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count > most)
            {
                throw new DoorSetupException($"{path}: more than {most} bytes; is that {what}?");
            }

            Array.Resize(ref bytes, count);

            // The mode of the file that was opened: nobody can put another one in its place meanwhile.
            return (bytes, OperatingSystem.IsWindows() || !isPrivate(bytes) ? null : Judge(path, what, File.GetUnixFileMode(file.SafeFileHandle)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DoorSetupException($"{path}: {what} cannot be read: {Why(failure)}", failure);
        }
    }

    /// <summary>
    /// A file that everyone may read is refused, as ssh does: what it holds may be known already. A group may read it, for that is how Kubernetes and systemd hand a secret to a program that does not run as root; the owner is told.
    /// </summary>
    private static string? Judge(string path, string what, UnixFileMode mode)
    {
        if ((mode & ForEveryone) != 0)
        {
            throw new DoorSetupException($"{path}: others may read or change {what} (mode {Octal(mode)}); make it yours alone with 'chmod 600 {path}'");
        }

        return (mode & UnixFileMode.GroupRead) == 0 ? null : $"{path}: every user of the file's group may read {what} (mode {Octal(mode)})";
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, toBase: 8).PadLeft(4, '0');

    private static string Why(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "permission denied, or a folder",
        _ => failure.Message,
    };
}
