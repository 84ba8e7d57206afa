using System.CommandLine.Parsing;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Cli.Commands;

/// <summary>The names of other simulators' formats on the command line.</summary>
internal static class Formats
{
    public static IReadOnlyDictionary<string, ImportFormat> Imports { get; } =
        new Dictionary<string, ImportFormat> { ["genius"] = ImportFormat.Genius, ["geniusweb"] = ImportFormat.GeniusWeb };

    public static IReadOnlyDictionary<string, ExportFormat> Exports { get; } = new Dictionary<string, ExportFormat> { ["genius"] = ExportFormat.Genius };

    /// <summary>The format that an option names; an error that lists the known ones when it names none.</summary>
    public static T Parse<T>(ArgumentResult result, string option, IReadOnlyDictionary<string, T> known)
        where T : struct, Enum
    {
        var written = result.Tokens.Single().Value;
        if (known.TryGetValue(written, out var format))
        {
            return format;
        }

        var near = NearestName.Find(written, known.Keys) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        result.AddError($"{option} takes {Telling.Figures.List([.. known.Keys], "or")}; '{written}' is unknown{near}");
        return default;
    }
}
