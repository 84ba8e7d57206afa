using System.Diagnostics;
using NegotiationSim.Analysis.Comparisons;

namespace NegotiationSim.Reports.Experiments;

/// <summary>
/// Keeps a comparison or a sweep in its folder: every so often where to go on from, and the result at the end. A killed process loses no more than what came after. When it is kept depends on the clock; what the folder holds in the end does not.
/// </summary>
public sealed class ComparisonRecorder
{
    private readonly ExperimentFolder _folder;
    private readonly ComparisonTally _tally;
    private readonly TimeSpan _interval;
    private readonly MemoryStream _state = new();
    private long _rested = Stopwatch.GetTimestamp();

    private ComparisonRecorder(ExperimentFolder folder, ComparisonTally tally, TimeSpan interval) => (_folder, _tally, _interval) = (folder, tally, interval);

    /// <summary>Takes up the folder where it was left; a new one at the beginning.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="tally">Adds the comparison up; empty.</param>
    /// <param name="interval">How often to keep where to go on from.</param>
    /// <exception cref="FolderException">The checkpoint is damaged.</exception>
    public static ComparisonRecorder Open(ExperimentFolder folder, ComparisonTally tally, TimeSpan interval)
    {
        if (folder.ReadCheckpoint() is { } checkpoint)
        {
            using var reader = new BinaryReader(new MemoryStream(checkpoint));
            tally.Restore(reader);
        }

        return new ComparisonRecorder(folder, tally, interval);
    }

    /// <summary>Keeps where to go on from, if it is time. A disk that is full now may have room when it matters, so this never fails.</summary>
    public void RestIfDue()
    {
        if (Stopwatch.GetElapsedTime(_rested) >= _interval)
        {
            try
            {
                Rest();
            }
            catch (StorageException)
            {
                // The checkpoint before this one is still there.
            }

            _rested = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Keeps where to go on from.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void Rest() => Store(ExperimentFolder.CheckpointName, () =>
    {
        _state.SetLength(0);
        using var writer = new BinaryWriter(_state, System.Text.Encoding.UTF8, leaveOpen: true);
        _tally.Save(writer);
        writer.Flush();
        _folder.WriteCheckpoint(_state.GetBuffer().AsSpan(0, (int)_state.Length));
    });

    /// <summary>Ends it and puts its result in place: whole, or not at all.</summary>
    /// <param name="result">The document.</param>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void Finish(string result)
    {
        Rest();
        Store(_folder.ResultName, () => _folder.Finish(result));
    }

    private void Store(string name, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (Storage.DiskFailure.Is(e))
        {
            throw new StorageException($"'{_folder.In(name)}' cannot be written: {Storage.DiskFailure.Reason(e)}", e);
        }
    }
}
