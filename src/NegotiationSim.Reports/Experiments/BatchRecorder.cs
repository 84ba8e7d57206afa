using System.Diagnostics;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Json;
using NegotiationSim.Reports.Replicas;
using NegotiationSim.Reports.Storage;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Experiments;

/// <summary>
/// Records a batch in its folder: adds it up, writes its rows, and every so often puts everything to rest, so that a killed process loses no more than what came after. When it does
/// so depends on the clock; what the folder holds in the end does not.
/// </summary>
public sealed class BatchRecorder : IReplicaConsumer, IAsyncDisposable
{
    /// <summary>Between two rests goes at least so many times as long as a rest takes.</summary>
    private const int LeastWorkPerRest = 10;

    private readonly ExperimentFolder _folder;
    private readonly Scenario _scenario;
    private readonly ReplicaFile _rows;
    private readonly TimeSpan _interval;
    private readonly MemoryStream _state = new();
    private long _rested = Stopwatch.GetTimestamp();
    private TimeSpan _wait;

    private BatchRecorder(ExperimentFolder folder, Scenario scenario, ReplicaFile rows, BatchTally tally, TimeSpan interval, bool isComplete)
    {
        (_folder, _scenario, _rows, Tally, _interval, IsComplete) = (folder, scenario, rows, tally, interval, isComplete);
        _wait = interval;
        ResumedFrom = tally.Runs;
    }

    /// <summary>What the batch has come to so far.</summary>
    public BatchTally Tally { get; }

    /// <summary>How many replicas were there when the recorder took the folder up.</summary>
    public long ResumedFrom { get; }

    /// <summary>Every replica was played before; only the results are left to be put in place.</summary>
    public bool IsComplete { get; }

    /// <summary>Takes up the folder where it was left; a new one at the beginning.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="scenario">Its scenario.</param>
    /// <param name="interval">How often to put everything to rest.</param>
    /// <exception cref="FolderException">What is there does not fit together.</exception>
    public static async Task<BatchRecorder> OpenAsync(ExperimentFolder folder, Scenario scenario, TimeSpan interval)
    {
        var tally = new BatchTally(scenario, folder.Description.Zone ?? 0);
        var files = folder.Files;
        if (folder.ReadCheckpoint() is not { } checkpoint)
        {
            var rows = await StoreAsync(
                folder.In(ExperimentFolder.PartName),
                () => ReplicaFile.CreateAsync(files.Create(ExperimentFolder.PartName, FileShare.Read), step => files.Before(step, ExperimentFolder.PartName), scenario, folder.Description.Runs)).ConfigureAwait(false);
            return new BatchRecorder(folder, scenario, rows, tally, interval, isComplete: false);
        }

        using var reader = new BinaryReader(new MemoryStream(checkpoint));
        var isComplete = reader.ReadBoolean();
        tally.Restore(reader);

        // A batch that was killed after the rows had got their final name has them there.
        var name = isComplete && !files.Has(ExperimentFolder.PartName) ? ExperimentFolder.RowsName : ExperimentFolder.PartName;
        try
        {
            var rows = await ReplicaFile.TakeUpAsync(files.OpenToWrite(name, FileShare.Read), step => files.Before(step, name), scenario, folder.Description.Runs, reader).ConfigureAwait(false);
            return new BatchRecorder(folder, scenario, rows, tally, interval, isComplete);
        }
        catch (Exception e) when (DiskFailure.IsOfTheDisk(e))
        {
            throw StorageException.Of(folder.In(name), e);
        }
        catch (Exception e) when (DiskFailure.Is(e) || e is InvalidDataException)
        {
            throw new FolderException($"'{folder.In(name)}' does not fit the {ExperimentFolder.CheckpointName} beside it: {e.Message}; {ExperimentFolder.PlayAnew(files, folder.Description)}", e);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StorageException">Rows or checkpoint could not be written.</exception>
    public async ValueTask TakeAsync(BlockSlice slice)
    {
        Tally.Add(slice);
        await StoreAsync(ExperimentFolder.PartName, () => _rows.TakeAsync(slice).AsTask()).ConfigureAwait(false);
        if (Stopwatch.GetElapsedTime(_rested) >= _wait)
        {
            await RestAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Puts everything to rest: the batch can be taken up from here. One that was complete when it was taken up is at rest.</summary>
    public Task RestAsync() => IsComplete ? Task.CompletedTask : RestAsync(isComplete: false);

    /// <summary>Ends the batch and puts its results in place.</summary>
    /// <param name="summary">What it comes to.</param>
    /// <param name="timing">Makes the text of <c>timing.json</c>.</param>
    public async Task FinishAsync(BatchSummary summary, Func<string> timing)
    {
        await StoreAsync(ExperimentFolder.PartName, _rows.FinishAsync).ConfigureAwait(false);
        await RestAsync(isComplete: true).ConfigureAwait(false);
        await StoreAsync(ExperimentFolder.SummaryName, async () =>
        {
            var hash = _rows.Hash;
            await _rows.DisposeAsync().ConfigureAwait(false);
            _folder.Finish(SummaryJson.Write(_scenario, _folder.Description.Seed, summary), hash, timing());
        }).ConfigureAwait(false);
    }

    /// <summary>Lets the rows go as they are.</summary>
    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private async Task RestAsync(bool isComplete)
    {
        var start = Stopwatch.GetTimestamp();
        await StoreAsync(ExperimentFolder.CheckpointName, async () =>
        {
            _state.SetLength(0);
            using var writer = new BinaryWriter(_state, System.Text.Encoding.UTF8, leaveOpen: true);
            writer.Write(isComplete);
            Tally.Save(writer);
            await _rows.PutToRestAsync(writer).ConfigureAwait(false);
            writer.Flush();
            _folder.WriteCheckpoint(_state.GetBuffer().AsSpan(0, (int)_state.Length));
        }).ConfigureAwait(false);
        _rested = Stopwatch.GetTimestamp();
        var took = Stopwatch.GetElapsedTime(start, _rested);
        _wait = took * LeastWorkPerRest > _interval ? took * LeastWorkPerRest : _interval;
    }

    private Task StoreAsync(string name, Func<Task> write) => StoreAsync(_folder.In(name), async () =>
    {
        await write().ConfigureAwait(false);
        return true;
    });

    private static async Task<T> StoreAsync<T>(string path, Func<Task<T>> write)
    {
        try
        {
            return await write().ConfigureAwait(false);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw new StorageException($"'{path}' cannot be written: {DiskFailure.Reason(e)}", e);
        }
    }
}
