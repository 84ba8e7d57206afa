namespace NegotiationSim.Scenarios;

/// <summary>The commented scenario that <c>negsim new</c> writes.</summary>
public static class ScenarioTemplate
{
    private static readonly Lazy<string> Content = new(() =>
    {
        using var stream = typeof(ScenarioTemplate).Assembly.GetManifestResourceStream("starter.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>YAML that validates without a warning and runs.</summary>
    public static string Text => Content.Value;
}
