using NegotiationSim.Scenarios.Reading.Expressions;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>What all readers of one file share: findings, drivers, the ids defined so far, and how plain values are read.</summary>
internal sealed class ReadingContext(Findings findings)
{
    public Findings Findings { get; } = findings;

    /// <summary>Constructs that the program does not simulate yet, where the file uses them.</summary>
    public Findings NotSimulated { get; } = new();

    public DriverScope Drivers { get; } = new();

    public Symbols Symbols { get; } = new();

    /// <summary>Every stream name of the file with the place that it comes from.</summary>
    public StreamRegister Streams { get; } = new();

    private long _testedValues;

    /// <summary>Counts the values that conditions test, so that no file makes tables beyond measure.</summary>
    public void CountTested(int values, Position at)
    {
        _testedValues += values;
        if (_testedValues > Limits.TestedValues)
        {
            throw new ReadingAbortedException(at, $"the conditions of this file test more than {Limits.TestedValues:N0} values, the limit of a scenario");
        }
    }

    private int _lines;

    /// <summary>Counts an entry under <c>red_lines</c> or <c>linkages</c>.</summary>
    public void CountLine(Place place)
    {
        if (++_lines > Limits.RedLinesAndLinkages)
        {
            throw new ReadingAbortedException(place.Position, $"more than {Limits.RedLinesAndLinkages:N0} red lines and linkages, the limit of a scenario");
        }
    }

    public void Error(Place place, string message) => Findings.Error(place.Position, message);

    public void Error(Position position, string message) => Findings.Error(position, message);

    public void Warn(Position position, string message) => Findings.Warn(position, message);

    /// <summary>A mapping with the keys of the language; null (and an error) when the node is something else.</summary>
    public MapView? Map(Place place, MappingShape shape)
    {
        if (place.Node is MappingNode mapping)
        {
            return new MapView(this, place, mapping, shape);
        }

        Error(place, $"{Article(shape.Name)} is a mapping, not {place.Node.Describe()}; its keys: {string.Join(", ", shape.Keys.Take(8).Select(key => key.Name))}{(shape.Keys.Length > 8 ? ", ..." : "")}");
        return null;
    }

    /// <summary>Where a key of a mapping stands, else the mapping.</summary>
    public static Position KeyOf(Place place, string key) =>
        place.Node is MappingNode mapping && mapping.Entries.FirstOrDefault(entry => entry.Key.Text == key).Key is { } found ? found.Position : place.Position;

    /// <summary>The entries of a mapping whose keys the author chooses.</summary>
    public IEnumerable<(ScalarNode Key, Place Value)> Entries(Place place, string what)
    {
        if (place.Node is not MappingNode mapping)
        {
            Error(place, $"{what} is a mapping, not {place.Node.Describe()}");
            yield break;
        }

        foreach (var (key, value) in mapping.Entries)
        {
            yield return (key, place.Child(key.Text, value));
        }
    }

    /// <summary>The entries of a list.</summary>
    public IEnumerable<Place> Items(Place place, string what)
    {
        if (place.Node is SequenceNode)
        {
            return place.Items();
        }

        Error(place, $"{what} is a list, not {place.Node.Describe()}; write [...]");
        return [];
    }

    /// <summary>A noun with its article.</summary>
    public static string Article(string name) => name[0] is 'a' or 'A' or 'e' or 'i' or 'o' or 'O' ? $"an {name}" : $"a {name}";
}
