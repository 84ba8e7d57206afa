using System.Collections.Immutable;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests.Sensitivity;

/// <summary>Batches made up for tests: inputs from named streams, and an ending that is a function of them and of chance.</summary>
internal static class Batches
{
    private static readonly ulong s_chance = StreamName.Hash("test.chance");

    /// <summary>Inputs <c>draws.x0</c>, <c>draws.x1</c> and so on, uniform.</summary>
    public static ImmutableArray<InputColumn> Columns(int count) => [.. Enumerable.Range(0, count).Select(i => new InputColumn($"draws.x{i}", InputKind.Drawn, []))];

    /// <summary>The analysis of a batch.</summary>
    /// <param name="columns">The inputs.</param>
    /// <param name="runs">How many replicas.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="draw">The value of an input of a replica, from a uniform.</param>
    /// <param name="end">The ending by the inputs and a uniform of chance.</param>
    /// <param name="chunk">Rows that are added at a time.</param>
    public static SensitivityAnalysis Play(
        ImmutableArray<InputColumn> columns, int runs, ulong seed, Func<int, double, double> draw, Func<double[], double, Ending> end, int chunk = 1000)
    {
        var tally = new SensitivityTally(columns, seed, runs);
        var rows = new InputRows(columns.Length, chunk);
        var streams = columns.Select(column => StreamName.Hash("test." + column.Path)).ToArray();
        var values = new double[columns.Length];
        for (var first = 0; first < runs; first += rows.Count)
        {
            rows.Count = Math.Min(chunk, runs - first);
            for (var k = 0; k < rows.Count; k++)
            {
                var draws = new ReplicaDraws(seed, first + k);
                for (var i = 0; i < columns.Length; i++)
                {
                    rows.Values[i][k] = values[i] = draw(i, draws.Uniform(streams[i]));
                }

                rows.Endings[k] = end(values, draws.Uniform(s_chance));
            }

            tally.Add(rows);
        }

        return SensitivityAnalysis.Of(tally);
    }
}
