using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Json;

/// <summary>The document of <c>import --json</c>, schema <c>negsim.import/1</c>.</summary>
internal static class ImportJson
{
    /// <param name="file">The scenario file that was written; null where there is none.</param>
    /// <param name="result">The scenario and what was found; its text is in the document when it is in no file.</param>
    public static string Write(string? file, LoadResult result) => JsonDocumentWriter.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "negsim.import/1");
        json.WriteBoolean("imported", result.Scenario is not null);
        json.WriteString("scenario", result.Scenario?.Name);
        json.WriteString("file", result.Scenario is null ? null : file);
        json.WriteString("text", file is null ? result.Text : null);
        json.Diagnostics(result);
        json.WriteEndObject();
    });
}
