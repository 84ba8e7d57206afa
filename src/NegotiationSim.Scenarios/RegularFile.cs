namespace NegotiationSim.Scenarios;

/// <summary>Opens files that a user names. A pipe or a device is refused before it is opened: opening a pipe waits until somebody writes to it.</summary>
public static class RegularFile
{
    /// <summary>Opens a file to read.</summary>
    /// <param name="path">The file, or a link to one.</param>
    /// <exception cref="IOException">It is no regular file, is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a directory, or may not be read.</exception>
    public static FileStream OpenRead(string path) =>
        FileStatus.Of(path) is { IsRegular: false, IsFolder: false }
            ? throw new IOException("it is a pipe or a device; name a regular file")
            : new FileStream(path, FileMode.Open, FileAccess.Read);
}
