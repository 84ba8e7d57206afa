using System.Numerics;
using System.Text.Json;

namespace NegotiationSim.Conformance.Tests;

/// <summary>What <c>analyze --json</c> says of a file, read back.</summary>
internal sealed class AnalysisDocument : IDisposable
{
    private readonly JsonDocument _document;

    private AnalysisDocument(JsonDocument document) => _document = document;

    public JsonElement Root => _document.RootElement;

    /// <summary>Analyses a file; nothing may be wrong or doubtful about it.</summary>
    public static async Task<AnalysisDocument> OfFileAsync(Negsim negsim, string file, params string[] options)
    {
        var called = await negsim.CallAsync(["analyze", file, "--json", .. options]);
        Assert.Equal((0, ""), (called.ExitCode, called.Error));
        return new AnalysisDocument(JsonDocument.Parse(called.Output));
    }

    /// <summary>Analyses a scenario given as its text.</summary>
    public static async Task<AnalysisDocument> OfTextAsync(Negsim negsim, string yaml, params string[] options)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, yaml, TestContext.Current.CancellationToken);
            return await OfFileAsync(negsim, file, options);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What stands at a path of field names and list places.</summary>
    public JsonElement At(params object[] path) =>
        path.Aggregate(Root, (element, step) => step is int place ? element[place] : element.GetProperty((string)step));

    /// <summary>A whole number of any size.</summary>
    public BigInteger Whole(params object[] path) => BigInteger.Parse(At(path).GetRawText(), System.Globalization.CultureInfo.InvariantCulture);

    public double Number(params object[] path) => At(path).GetDouble();

    /// <summary>A point's utilities, in the order of the document.</summary>
    public double[] Utilities(params object[] path) => [.. At([.. path, "utilities"]).EnumerateObject().Select(actor => actor.Value.GetDouble())];

    /// <summary>What stands at a path, without blanks.</summary>
    public string Text(params object[] path) => JsonSerializer.Serialize(At(path));

    public void Dispose() => _document.Dispose();
}
