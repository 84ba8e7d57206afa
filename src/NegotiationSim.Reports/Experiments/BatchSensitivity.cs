using System.Collections.Immutable;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Json;
using NegotiationSim.Reports.Storage;
using NegotiationSim.Scenarios;
using Parquet;
using Parquet.Schema;

namespace NegotiationSim.Reports.Experiments;

/// <summary>What drives the ending of a finished batch, from its rows as they are in <c>replicas.parquet</c>: nothing is played. One row group is in memory at a time.</summary>
public static class BatchSensitivity
{
    /// <summary>A read of a page header is a few bytes; the file is read in pieces of this size.</summary>
    private const int PieceBytes = 1 << 17;

    private static readonly Dictionary<string, Ending> s_endings = Enum.GetValues<Ending>().ToDictionary(JsonNames.Of, StringComparer.Ordinal);

    /// <summary>Reads the rows and analyses them. It comes to the same as if the batch had been followed while it was played.</summary>
    /// <param name="folder">The folder of a batch that is finished (<see cref="ExperimentFolder.IsFinished"/>).</param>
    /// <param name="scenario">The folder's scenario.</param>
    /// <param name="progress">Hears how many rows were read in all; null: nobody does.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <param name="withTotals">Whether total effects are estimated.</param>
    /// <exception cref="FolderException">The rows cannot be read, or are not those of the scenario.</exception>
    public static async Task<SensitivityAnalysis> ReadAsync(ExperimentFolder folder, Scenario scenario, IProgress<long>? progress = null, CancellationToken cancellation = default, bool withTotals = true)
    {
        try
        {
            var file = new BufferedStream(folder.Files.OpenToRead(ExperimentFolder.RowsName), PieceBytes);
            await using (file.ConfigureAwait(false))
            {
                var reader = await ParquetReader.CreateAsync(file, null, leaveStreamOpen: true, cancellation).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    return await ReadAsync(reader, InputColumn.Of(scenario), folder.Description.Seed, progress, withTotals, cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (DiskFailure.Is(e) || e is InvalidDataException or ParquetException)
        {
            throw new FolderException($"'{folder.In(ExperimentFolder.RowsName)}' cannot be read: {e.Message}", e);
        }
    }

    private static async Task<SensitivityAnalysis> ReadAsync(ParquetReader reader, ImmutableArray<InputColumn> inputs, ulong seed, IProgress<long>? progress, bool withTotals, CancellationToken cancellation)
    {
        var counts = Enumerable.Range(0, reader.RowGroupCount).Select(g => reader.OpenRowGroupReader(g).RowCount).ToList();
        var fields = reader.Schema.DataFields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        var tally = new SensitivityTally(inputs, seed, counts.Sum());
        var group = new GroupRows(inputs, fields, (int)Math.Max(1, counts.DefaultIfEmpty().Max()));
        for (var g = 0; g < counts.Count; g++)
        {
            cancellation.ThrowIfCancellationRequested();
            await group.ReadAsync(reader.OpenRowGroupReader(g), (int)counts[g], cancellation).ConfigureAwait(false);
            tally.Add(group.Rows);
            progress?.Report(tally.Runs);
        }

        return tally.Runs > 0 ? SensitivityAnalysis.Of(tally, cancellation, withTotals) : throw new InvalidDataException("it has no rows");
    }

    /// <summary>The inputs and endings of one row group.</summary>
    private sealed class GroupRows(ImmutableArray<InputColumn> inputs, Dictionary<string, DataField> fields, int capacity)
    {
        private readonly string?[] _texts = new string?[capacity];
        private readonly int?[] _counts = new int?[capacity];

        public InputRows Rows { get; } = new(inputs.Length, capacity);

        public async Task ReadAsync(ParquetRowGroupReader group, int count, CancellationToken cancellation)
        {
            Rows.Count = count;
            await group.ReadAsync(Field("ending"), _texts.AsMemory(0, count), null, cancellation).ConfigureAwait(false);
            for (var k = 0; k < count; k++)
            {
                Rows.Endings[k] = s_endings.TryGetValue(_texts[k] ?? "", out var ending) ? ending : throw new InvalidDataException($"'{_texts[k]}' is no ending");
            }

            for (var i = 0; i < inputs.Length; i++)
            {
                var values = Rows.Values[i].AsMemory(0, count);
                if (inputs[i].Kind == InputKind.Event)
                {
                    await ReadEventAsync(group, inputs[i], values, cancellation).ConfigureAwait(false);
                }
                else
                {
                    await group.ReadAsync(Field(inputs[i].Path), values, null, cancellation).ConfigureAwait(false);
                }
            }
        }

        /// <summary>An event struck where it has a round, a period or a branch.</summary>
        private async Task ReadEventAsync(ParquetRowGroupReader group, InputColumn input, Memory<double> values, CancellationToken cancellation)
        {
            values.Span.Clear();
            if (input.Labels.Length == 2 && !fields.ContainsKey(input.Path + ".branch"))
            {
                foreach (var when in new[] { ".round", ".period" })
                {
                    await group.ReadAsync(Field(input.Path + when), _counts.AsMemory(0, values.Length), null, cancellation).ConfigureAwait(false);
                    for (var k = 0; k < values.Length; k++)
                    {
                        values.Span[k] = _counts[k] is null ? values.Span[k] : 1;
                    }
                }

                return;
            }

            await group.ReadAsync(Field(input.Path + ".branch"), _texts.AsMemory(0, values.Length), null, cancellation).ConfigureAwait(false);
            for (var k = 0; k < values.Length; k++)
            {
                values.Span[k] = _texts[k] is { } branch ? input.Labels.IndexOf(branch, 1) : 0;
            }
        }

        private DataField Field(string name) =>
            fields.TryGetValue(name, out var field) ? field : throw new InvalidDataException($"it has no column '{name}'; an earlier version of the program wrote it");
    }
}
