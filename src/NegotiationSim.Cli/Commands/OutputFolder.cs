using System.Text;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Storage;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary>Writes the files of an export.</summary>
internal static class OutputFolder
{
    /// <summary>Writes the files to a folder, which is made where it is not there; a folder holds one domain, so that others' files would be taken for part of it.</summary>
    /// <exception cref="WrongInputException">It cannot be written there.</exception>
    /// <exception cref="StorageException">The disk is full.</exception>
    public static void Write(string folder, IReadOnlyList<ExportedFile> files)
    {
        if (folder.Length == 0)
        {
            throw new WrongInputException("--out needs the name of a folder");
        }

        var ending = Path.GetExtension(files[0].Name);
        var written = new List<string>();
        try
        {
            Directory.CreateDirectory(folder);
            if (Directory.EnumerateFiles(folder, "*" + ending).FirstOrDefault() is { } other)
            {
                throw new WrongInputException($"'{folder}' holds '{Path.GetFileName(other)}' already; name a folder without {ending} files");
            }

            foreach (var file in files)
            {
                var path = Path.Combine(folder, file.Name);
                using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
                written.Add(path);
                stream.Write(Encoding.UTF8.GetBytes(file.Text));
            }
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            TakeAway(written);
            throw DiskFailure.IsOfTheDisk(e)
                ? new StorageException($"'{folder}' cannot be written: {DiskFailure.Reason(e)}", e)
                : new WrongInputException($"'{folder}' cannot be written: {e.Message}");
        }
    }

    /// <summary>Half an export would stand in the way of the next one.</summary>
    private static void TakeAway(IEnumerable<string> written)
    {
        try
        {
            foreach (var path in written)
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            // The reason why it could not be written is what there is to say.
        }
    }
}
