using System.Text.Encodings.Web;
using System.Text.Json;
using NegotiationSim.Scenarios.Reading.Language;

namespace NegotiationSim.Scenarios;

/// <summary>The language as JSON Schema (2020-12), for completion and checks in editors.</summary>
public static class ScenarioSchema
{
    private static readonly Lazy<string> Text = new(() =>
        new SchemaWriter().Write().ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");

    /// <summary>The schema. It is made from the tables of keys that the reader itself uses; what only the reader can check (ids, sums, dates) it leaves open.</summary>
    public static string Json => Text.Value;
}
