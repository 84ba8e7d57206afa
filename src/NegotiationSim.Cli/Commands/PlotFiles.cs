using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Cli.Commands;

/// <summary>The files that a result is to be drawn in.</summary>
/// <param name="paths">Their names; none: nothing is drawn.</param>
internal sealed class PlotFiles(IReadOnlyList<string> paths)
{
    /// <summary>Draws a result, after it was told: whatever becomes of the files, nobody has to wait for it again.</summary>
    /// <param name="context">Says on standard error what was written.</param>
    /// <param name="result">The result; null, as after an interruption: nothing is drawn.</param>
    /// <param name="draw">Makes the picture of it; not called where none is asked for.</param>
    /// <exception cref="WrongInputException">A file cannot be written there.</exception>
    /// <exception cref="Reports.Experiments.StorageException">The disk is full, or fails.</exception>
    public void Write<T>(CommandContext context, T? result, Func<T, Chart> draw)
        where T : class
    {
        if (paths.Count == 0 || result is null)
        {
            return;
        }

        var chart = draw(result);
        foreach (var path in paths)
        {
            WholeFile.Write(path, ChartFile.Bytes(chart, path), overwrite: false);
            context.Note($"{path}: written");
        }
    }
}
