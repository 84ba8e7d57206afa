using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Storage;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary>Writes the files of an export.</summary>
internal static class OutputFolder
{
    /// <summary>
    /// Writes the files to a folder, all or none, which is made where it is not there; a folder holds one domain, so that others' files would be
    /// taken for part of it.
    /// </summary>
    /// <exception cref="WrongInputException">It cannot be written there.</exception>
    /// <exception cref="StorageException">The disk is full, or fails.</exception>
    public static void Write(string folder, IReadOnlyList<ExportedFile> files)
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
            throw WholeFile.Failure(folder, e);
        }

        var written = new List<string>();
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(folder, file.Name);
                WholeFile.Write(path, file.Text, overwrite: false);
                written.Add(path);
            }
        }
        catch
        {
            // Half an export would stand in the way of the next one.
            TakeAway(written);
            throw;
        }
    }

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
