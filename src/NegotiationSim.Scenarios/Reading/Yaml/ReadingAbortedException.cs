namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>The text cannot be read any further: it is no YAML, or it is over a limit.</summary>
internal sealed class ReadingAbortedException(Position position, string message) : Exception(message)
{
    public Position Position { get; } = position;
}
