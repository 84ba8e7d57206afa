using System.Security.Cryptography;
using System.Text;
using NegotiationSim.Reports.Storage;

namespace NegotiationSim.Reports.Experiments;

/// <summary>
/// <c>results.sha256</c>: the SHA-256 of every file that a finished experiment consists of, as <c>sha256sum</c> writes them, so that <c>sha256sum -c results.sha256</c> checks them. Where it is and there is no checkpoint, the
/// experiment counts as finished.
/// </summary>
internal static class ResultHashes
{
    private const int MostBytes = 1 << 20;
    private const int DigitCount = SHA256.HashSizeInBytes * 2;

    /// <summary>The document.</summary>
    public static byte[] Write(IEnumerable<(string Name, string Hash)> files) =>
        Encoding.UTF8.GetBytes(string.Concat(files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Hash}  {file.Name}\n")));

    /// <summary>Checks that all results are as they were written.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="names">The files that there must be.</param>
    /// <exception cref="FolderException">One is missing or was changed.</exception>
    public static void Check(FolderFiles files, IReadOnlyCollection<string> names)
    {
        var hashes = Read(files);
        if (names.FirstOrDefault(name => !hashes.ContainsKey(name)) is { } unnamed)
        {
            throw Damaged(files, ExperimentFolder.HashesName, $"has no line for {unnamed}");
        }

        if (hashes.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw Damaged(files, ExperimentFolder.HashesName, $"has a line for '{unknown}', which is no result");
        }

        foreach (var name in names)
        {
            if (!files.Has(name))
            {
                throw Damaged(files, name, $"is missing; {ExperimentFolder.HashesName} says that it was there");
            }

            using var stream = files.OpenToRead(name);
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != hashes[name])
            {
                throw Damaged(files, name, $"is not as it was written: its SHA-256 is another one than in {ExperimentFolder.HashesName}");
            }
        }
    }

    /// <summary>The hash of one result, as it was written down.</summary>
    /// <exception cref="FolderException">There is none.</exception>
    public static string Of(FolderFiles files, string name) => Read(files).TryGetValue(name, out var hash) ? hash : throw Damaged(files, ExperimentFolder.HashesName, $"has no line for {name}");

    private static Dictionary<string, string> Read(FolderFiles files)
    {
        string text;
        try
        {
            text = Encoding.UTF8.GetString(files.Read(ExperimentFolder.HashesName, MostBytes));
        }
        catch (InvalidDataException e)
        {
            throw Damaged(files, ExperimentFolder.HashesName, $"is damaged: {e.Message}");
        }

        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = line.Length > DigitCount + 2 ? line[(DigitCount + 2)..] : "";
            if (name.Length == 0 || line[DigitCount..(DigitCount + 2)] != "  " || !line[..DigitCount].All(char.IsAsciiHexDigitLower) || !hashes.TryAdd(name, line[..DigitCount]))
            {
                throw Damaged(files, ExperimentFolder.HashesName, $"is damaged: line {hashes.Count + 1} is no hash and file name");
            }
        }

        return hashes;
    }

    private static FolderException Damaged(FolderFiles files, string name, string what) =>
        new($"'{files.In(name)}' {what}; bring back the files as they were, or play the experiment anew in another folder");
}
