using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NegotiationSim.Reports.Json;

namespace NegotiationSim.Reports.Experiments;

/// <summary>Everything that it takes to play a batch again, beside the scenario file: <c>experiment.json</c>, schema <c>negsim.experiment/1</c>.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="ScenarioHash">The SHA-256 of <c>scenario.yaml</c>, in hexadecimal digits.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Runs">How many replicas to play, at most where there is a precision.</param>
/// <param name="Precision">The half width of the 95% intervals at which the batch is done; null: all runs are played.</param>
public sealed record ExperimentDescription(string Scenario, string ScenarioHash, ulong Seed, long Runs, double? Precision)
{
    private const string Schema = "negsim.experiment/1";

    /// <summary>The hash of a scenario's text as it is written to the folder.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The document.</summary>
    public string ToJson() => JsonDocumentWriter.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("command", "montecarlo");
        json.WriteString("scenario", Scenario);
        json.WriteString("scenario_file", ExperimentFolder.ScenarioName);
        json.WriteString("scenario_sha256", ScenarioHash);
        json.WriteNumber("seed", Seed);
        json.WriteNumber("runs", Runs);
        json.Number("precision", Precision);
        json.WriteEndObject();
    });

    /// <summary>Reads the document.</summary>
    /// <exception cref="InvalidDataException">It is none of ours.</exception>
    public static ExperimentDescription Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("schema").GetString() == Schema)
            {
                var precision = root.GetProperty("precision");
                return new ExperimentDescription(
                    root.GetProperty("scenario").GetString()!,
                    root.GetProperty("scenario_sha256").GetString()!,
                    root.GetProperty("seed").GetUInt64(),
                    root.GetProperty("runs").GetInt64(),
                    precision.ValueKind == JsonValueKind.Null ? null : precision.GetDouble());
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("it is not what this program writes", e);
        }

        throw new InvalidDataException($"it does not have the schema {Schema}");
    }
}
