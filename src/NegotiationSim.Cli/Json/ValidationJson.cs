using System.Text.Json;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Json;

/// <summary>The document of <c>validate --json</c>, schema <c>negsim.validation/1</c>.</summary>
internal static class ValidationJson
{
    public static string Write(IReadOnlyList<(string File, LoadResult Result)> files) => JsonDocumentWriter.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "negsim.validation/1");
        json.WriteBoolean("valid", files.All(file => file.Result.Scenario is not null));
        json.Objects("files", files, one =>
        {
            var (file, result) = one;
            json.WriteString("file", file);
            json.WriteBoolean("valid", result.Scenario is not null);
            json.WriteString("scenario", result.Scenario?.Name);
            json.Diagnostics(result);
        });
        json.WriteEndObject();
    });

    /// <summary>Writes what was found as <c>diagnostics</c>.</summary>
    public static void Diagnostics(this Utf8JsonWriter json, LoadResult result)
    {
        json.Objects("diagnostics", result.Diagnostics.Concat(result.NotSimulated), diagnostic =>
        {
            json.WriteString("severity", diagnostic.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("file", diagnostic.File);
            json.WriteNumber("line", diagnostic.Line);
            json.WriteNumber("column", diagnostic.Column);
            json.WriteString("message", diagnostic.Message);
        });
    }
}
