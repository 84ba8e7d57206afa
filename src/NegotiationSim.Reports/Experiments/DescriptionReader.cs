using System.Text.Json;

namespace NegotiationSim.Reports.Experiments;

/// <summary>Reads <c>experiment.json</c>, and takes nothing that the command line would not take.</summary>
internal sealed class DescriptionReader
{
    /// <summary>Bytes that a description may have at most.</summary>
    public const int MostBytes = 4 << 20;

    private const double PrecisionBelow = 0.5;

    private readonly string _place;
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    private DescriptionReader(JsonElement element, string place, IReadOnlyCollection<string> known)
    {
        _place = place;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"{(place.Length == 0 ? "it" : $"'{place}'")} is not an object with keys");
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw new InvalidDataException($"the key '{Name(property.Name)}' is not known");
            }

            if (!_values.TryAdd(property.Name, property.Value))
            {
                throw new InvalidDataException($"the key '{Name(property.Name)}' is there twice");
            }
        }
    }

    /// <summary>Reads the document.</summary>
    /// <exception cref="InvalidDataException">It is none of ours; the message names the key.</exception>
    public static ExperimentDescription Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 8 });
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            var place = e is { LineNumber: { } line, BytePositionInLine: { } column } ? $" (line {line + 1}, column {column + 1})" : "";
            throw new InvalidDataException($"it is not JSON as this program writes it{place}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException("a text in it is not UTF-8", e);
        }
    }

    private static ExperimentDescription Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("schema", out var schema) && (schema.ValueKind != JsonValueKind.String || schema.GetString() != ExperimentDescription.Schema))
        {
            throw new InvalidDataException($"'schema' is {Shown(schema)}; this version reads \"{ExperimentDescription.Schema}\"");
        }

        var reader = new DescriptionReader(root, "", ["schema", "command", "scenario", "scenario_file", "scenario_sha256", "seed", "runs", "precision", "zone", "what_ifs", "vary"]);
        _ = reader.Text("schema");
        var command = reader.Text("command");
        if (command is not (ExperimentDescription.Batch or ExperimentDescription.Comparison or ExperimentDescription.Sweep))
        {
            throw new InvalidDataException($"'command' is \"{command}\"; it is \"{ExperimentDescription.Batch}\", \"{ExperimentDescription.Comparison}\" or \"{ExperimentDescription.Sweep}\"");
        }

        var file = reader.Text("scenario_file");
        if (file != ExperimentFolder.ScenarioName)
        {
            throw new InvalidDataException($"'scenario_file' is \"{file}\"; it is always \"{ExperimentFolder.ScenarioName}\"");
        }

        return new ExperimentDescription(reader.Text("scenario"), reader.Hash("scenario_sha256"), reader.Seed(), reader.Runs(), reader.Precision(command))
        {
            WhatIfs = reader.WhatIfs(command),
            Vary = reader.Vary(command),
            Zone = reader.Zone(command),
        };
    }

    private ulong Seed() =>
        Value("seed") is { ValueKind: JsonValueKind.Number } value && value.TryGetUInt64(out var seed) ? seed : throw Wrong("seed", $"a whole number from 0 to {ulong.MaxValue}");

    private long Runs() =>
        Value("runs") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var runs) && runs >= 1 ? runs : throw Wrong("runs", $"a whole number from 1 to {long.MaxValue}");

    private double? Precision(string command)
    {
        var value = Value("precision");
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (command != ExperimentDescription.Batch)
        {
            throw Wrong("precision", $"null in {A(command)}");
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var precision) && precision is > 0 and < PrecisionBelow
            ? precision
            : throw Wrong("precision", "null or a number above 0 and below 0.5");
    }

    private long? Zone(string command)
    {
        if (!_values.TryGetValue("zone", out var value))
        {
            return null;
        }

        var most = Math.Min(Runs(), ExperimentDescription.MostZone);
        return command != ExperimentDescription.Batch ? throw new InvalidDataException($"'zone' is there, and {A(command)} has none")
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var zone) && zone >= 1 && zone <= most ? zone
            : throw Wrong("zone", $"a whole number from 1 to {most}");
    }

    private IReadOnlyList<WhatIfDescription> WhatIfs(string command)
    {
        if (command != ExperimentDescription.Comparison)
        {
            return _values.ContainsKey("what_ifs") ? throw new InvalidDataException($"'what_ifs' is there, and {A(command)} has none") : [];
        }

        var list = Value("what_ifs");
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw Wrong("what_ifs", "a list of at least one what-if");
        }

        return
        [
            .. list.EnumerateArray().Select((element, i) =>
            {
                var whatIf = new DescriptionReader(element, $"what_ifs[{i}]", ["what_if", "sha256"]);
                return new WhatIfDescription(whatIf.Text("what_if"), whatIf.Hash("sha256"));
            }),
        ];
    }

    private IReadOnlyList<string> Vary(string command)
    {
        const int most = 2;
        if (command != ExperimentDescription.Sweep)
        {
            return _values.ContainsKey("vary") ? throw new InvalidDataException($"'vary' is there, and {A(command)} has none") : [];
        }

        var list = Value("vary");
        return list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is >= 1 and <= most && list.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(element => element.GetString()!)]
            : throw Wrong("vary", "a list of one or two texts");
    }

    private static string A(string command) => command switch { ExperimentDescription.Batch => "a batch", ExperimentDescription.Comparison => "a comparison", _ => "a sweep" };

    private string Text(string key) => Value(key) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(key, "a text");

    private string Hash(string key)
    {
        var text = Text(key);
        return text.Length == 64 && text.All(char.IsAsciiHexDigitLower) ? text : throw Wrong(key, "a SHA-256 in 64 hexadecimal digits");
    }

    private JsonElement Value(string key) => _values.TryGetValue(key, out var value) ? value : throw new InvalidDataException($"the key '{Name(key)}' is missing");

    private InvalidDataException Wrong(string key, string right) => new($"'{Name(key)}' is {Shown(Value(key))}; it must be {right}");

    private string Name(string key) => _place.Length == 0 ? Short(key) : $"{_place}.{Short(key)}";

    private static string Shown(JsonElement value) => Short(value.GetRawText());

    /// <summary>One line, and not a long one.</summary>
    private static string Short(string text)
    {
        const int most = 60;
        var line = new string([.. text.Take(most).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > most ? line + "…" : line;
    }
}
