using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Json;

/// <summary>The document of <c>export --json</c>, schema <c>negsim.export/1</c>.</summary>
internal static class ExportJson
{
    public static string Write(Scenario scenario, string folder, ExportResult export) => JsonDocumentWriter.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "negsim.export/1");
        json.WriteString("scenario", scenario.Name);
        json.WriteString("folder", folder);
        json.WriteStartArray("files");
        foreach (var file in export.Files)
        {
            json.WriteStringValue(file.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("left_out");
        foreach (var loss in export.LeftOut)
        {
            json.WriteStringValue(loss);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
