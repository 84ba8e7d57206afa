using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>Writes a text as a YAML scalar that reads back as the same text, in a block or within braces, by readers of YAML 1.2 and 1.1.</summary>
internal static class YamlScalar
{
    /// <summary>Plain where nobody could take it for anything else, else quoted.</summary>
    public static string Of(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.AsSpan().ContainsAny("*+()") && PortableYaml.IsPlainText(text) ? text : Quote(text);

    /// <summary>In double quotes.</summary>
    public static string Quote(string text) => PortableYaml.Quote(text);
}
