using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Constructs that are read and checked but have no effect on a run yet; every run of a file that uses one says so. An entry
/// goes as soon as its construct is simulated, and the file goes with the last one.
/// </summary>
internal static class NotYetSimulated
{
    private static readonly Dictionary<string, string> Constructs = new(StringComparer.Ordinal)
    {
        ["file.observed"] = "`observed` is not simulated yet: the replica starts at round 1 and everything is drawn",
        ["protocol.kind=single_text"] = "the protocol `single_text` is not simulated yet: the file can be checked but not run",
        ["tactic.opponent_model=bayesian"] = "the opponent model `bayesian` is not simulated yet: `frequency` stands in for it",
        ["tactic.opponent_model=perfect"] = "the opponent model `perfect` is not simulated yet: `frequency` stands in for it",
    };

    /// <summary>Notes a key.</summary>
    public static void Note(ReadingContext context, MappingShape shape, ScalarNode key) => Note(context, $"{shape.Name}.{key.Text}", key.Position);

    /// <summary>Notes a value that is one of the language's words.</summary>
    public static void Note(ReadingContext context, MappingShape shape, string key, Place value)
    {
        if (value.Node is ScalarNode scalar)
        {
            Note(context, $"{shape.Name}.{key}={scalar.Text}", value.Position);
        }
    }

    private static void Note(ReadingContext context, string construct, Position position)
    {
        if (Constructs.TryGetValue(construct, out var message))
        {
            context.NotSimulated.Warn(position, message);
        }
    }
}
