using NegotiationSim.Scenarios;

namespace NegotiationSim.Benchmarks;

/// <summary>Scenario files that this program carries with it.</summary>
internal static class Bundled
{
    public const string TruceForAid = "truce-for-aid.yaml";

    public const string Flagship = "kerry-lavrov-2016.yaml";

    /// <summary>The text of a file.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(Bundled).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException("not in this program", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The scenario in a file.</summary>
    public static Scenario Read(string name) => Valid(ScenarioReader.Read(Text(name), name));

    /// <summary>The scenario that was read; a benchmark on a file with errors would measure nothing.</summary>
    public static Scenario Valid(LoadResult read) => read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Diagnostics));
}
