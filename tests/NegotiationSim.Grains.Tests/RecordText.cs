using System.Text.Json;
using System.Text.Json.Serialization;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests;

/// <summary>A record as text, every number to the last bit, so that two can be compared whole.</summary>
internal static class RecordText
{
    private static readonly JsonSerializerOptions s_options =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, Converters = { new OutcomeText() } };

    public static string Of(RunRecord record) => JsonSerializer.Serialize(record, s_options);

    private sealed class OutcomeText : JsonConverter<Outcome>
    {
        public override Outcome Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Outcome value, JsonSerializerOptions options) => writer.WriteStringValue(string.Join(' ', value.Values));
    }
}
