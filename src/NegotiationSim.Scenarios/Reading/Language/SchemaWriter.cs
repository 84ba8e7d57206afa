using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NegotiationSim.Scenarios.Reading.Language;

/// <summary>Writes the tables of keys as JSON Schema: a definition per mapping, referred to by name.</summary>
internal sealed class SchemaWriter
{
    private readonly JsonObject _definitions = [];

    public JsonObject Write()
    {
        var root = Mapping(FileKeys.File);
        Define("number", new JsonObject
        {
            ["description"] = "A number, or an expression: numbers, drivers, + - * / ( ), min(,), max(,) and distributions such as uniform(lo, hi) or normal(mean, sd).",
            ["type"] = Types("number", "string"),
        });
        Define("name", new JsonObject { ["description"] = "The id of something defined elsewhere.", ["type"] = Types("string", "number", "boolean") });
        Define("condition", ConditionSchema());
        Define("test", TestSchema());
        Define("terms", new JsonObject
        {
            ["description"] = "Issues with the value of each; a missing issue is at its status quo.",
            ["type"] = "object",
            ["additionalProperties"] = new JsonObject { ["type"] = Types("string", "number", "boolean", "array") },
        });
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "https://negotiation-sim.example/schema/negotiation-sim-1.json",
            ["title"] = "Negotiation scenario",
        };
        foreach (var (key, value) in root.ToList())
        {
            root.Remove(key);
            schema[key] = value;
        }

        schema["$defs"] = _definitions;
        return schema;
    }

    private JsonNode Of(Shape shape) => shape switch
    {
        TextShape => new JsonObject { ["type"] = Types("string", "number", "boolean") },
        IdShape => Reference("name"),
        FlagShape => new JsonObject { ["type"] = "boolean" },
        DateShape => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        DurationShape => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+(\\.[0-9]+)?[hdw]$" },
        NumberShape number => Number(number),
        WholeShape whole => new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "integer", ["minimum"] = whole.Minimum, ["maximum"] = whole.Maximum }, new JsonObject { ["type"] = "string" }),
        },
        ChoiceShape { Names: ["true"] } => new JsonObject { ["const"] = true },
        ChoiceShape choice => new JsonObject { ["enum"] = Strings(choice.Names) },
        ListShape list => List(list),
        MapShape map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(map.Value) },
        EitherShape either => new JsonObject { ["anyOf"] = new JsonArray([.. either.Options.Select(Of)]) },
        MappingShape mapping => Named(mapping),
        ConditionShape => Reference("condition"),
        TermsShape => Reference("terms"),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
    };

    private static JsonNode Number(NumberShape shape)
    {
        if (shape.Legal == Legal.Any)
        {
            return Reference("number");
        }

        var number = new JsonObject { ["type"] = "number" };
        if (double.IsFinite(shape.Legal.Minimum))
        {
            number[shape.Legal.AboveMinimum ? "exclusiveMinimum" : "minimum"] = shape.Legal.Minimum;
        }

        if (double.IsFinite(shape.Legal.Maximum))
        {
            number["maximum"] = shape.Legal.Maximum;
        }

        return new JsonObject { ["anyOf"] = new JsonArray(number, new JsonObject { ["type"] = "string" }) };
    }

    private JsonObject List(ListShape list)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Of(list.Item) };
        if (list.Minimum > 0)
        {
            schema["minItems"] = list.Minimum;
        }

        return schema;
    }

    private JsonNode Named(MappingShape mapping)
    {
        var name = mapping.Name.Replace(' ', '_');
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = new JsonObject(); // holds the place, for a mapping may come up again below itself
            _definitions[name] = Mapping(mapping);
        }

        return Reference(name);
    }

    private JsonObject Mapping(MappingShape mapping)
    {
        var properties = new JsonObject();
        foreach (var key in mapping.Keys)
        {
            var schema = Of(key.Shape);
            var described = new JsonObject { ["description"] = key.Summary };
            foreach (var (name, value) in schema.AsObject().ToList())
            {
                schema.AsObject().Remove(name);
                described[name] = value;
            }

            properties[key.Name] = described;
        }

        var result = new JsonObject { ["description"] = mapping.Summary, ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (mapping.Keys.Any(key => key.Required))
        {
            result["required"] = Strings([.. mapping.Keys.Where(key => key.Required).Select(key => key.Name)]);
        }

        return result;
    }

    private static JsonObject ConditionSchema() => new()
    {
        ["description"] = "True when all of its tests are: issues with a test each; all, any and not combine conditions.",
        ["type"] = "object",
        ["minProperties"] = 1,
        ["properties"] = new JsonObject
        {
            ["all"] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Reference("condition") },
            ["any"] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Reference("condition") },
            ["not"] = Reference("condition"),
        },
        ["additionalProperties"] = Reference("test"),
    };

    private static JsonObject TestSchema()
    {
        var limit = new JsonObject { ["type"] = Types("number", "string", "boolean") };
        var members = new JsonObject { ["type"] = "array", ["items"] = Reference("name") };
        return new JsonObject
        {
            ["description"] = "A value, a list of values (any of them), or a mapping of tests.",
            ["anyOf"] = new JsonArray(
                Reference("name"),
                new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Reference("name") },
                new JsonObject
                {
                    ["type"] = "object",
                    ["minProperties"] = 1,
                    ["properties"] = new JsonObject
                    {
                        ["at_least"] = limit.DeepClone(),
                        ["at_most"] = limit.DeepClone(),
                        ["above"] = limit.DeepClone(),
                        ["below"] = limit.DeepClone(),
                        ["includes"] = Reference("name"),
                        ["excludes"] = Reference("name"),
                        ["includes_any"] = members.DeepClone(),
                        ["includes_all"] = members.DeepClone(),
                        ["is"] = members.DeepClone(),
                        ["not"] = Reference("test"),
                    },
                    ["additionalProperties"] = false,
                }),
        };
    }

    private void Define(string name, JsonObject schema) => _definitions[name] = schema;

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonArray Types(params ReadOnlySpan<string> types) => Strings([.. types]);

    private static JsonArray Strings(ImmutableArray<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
