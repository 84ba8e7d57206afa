namespace NegotiationSim.Scenarios;

/// <summary>Reads scenario files.</summary>
public static class ScenarioReader
{
    /// <summary>Reads and validates a scenario.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="fileName">How messages name the file.</param>
    /// <param name="overrides"><c>PATH=VALUE</c> settings that replace or add a value before validation.</param>
    public static LoadResult Read(string text, string fileName, IReadOnlyList<string>? overrides = null) =>
        throw new NotImplementedException();
}
