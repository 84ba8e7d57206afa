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
        json.Strings("files", export.Files.Select(file => file.Name));
        json.Strings("left_out", export.LeftOut);
        json.WriteEndObject();
    });
}
