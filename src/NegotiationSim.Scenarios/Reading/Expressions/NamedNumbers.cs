namespace NegotiationSim.Scenarios.Reading.Expressions;

/// <summary>Numbers that an expression may name: the options of an issue, which stand for their positions.</summary>
/// <param name="names">The names.</param>
/// <param name="find">The number of a name; null where there is none of that name.</param>
internal sealed class NamedNumbers(IEnumerable<string> names, Func<string, double?> find)
{
    public IEnumerable<string> Names { get; } = names;

    /// <summary>Length of the longest name.</summary>
    public int LongestName { get; } = names.Select(name => name.Length).DefaultIfEmpty(0).Max();

    /// <summary>The number of a name. What reads like a number is one, and no name.</summary>
    public double? Find(string name) => Yaml.CoreSchema.Classify(name) == Yaml.ScalarKind.Number ? null : find(name);
}
