using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Expressions;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>The values of an issue as files name them.</summary>
internal sealed class IssueValues
{
    private const double Tolerance = 1e-9;

    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    private NamedNumbers? _positions;

    public IssueValues(Issue issue)
    {
        Issue = issue;
        IEnumerable<string> names = issue switch
        {
            OptionsIssue options => options.Options.Select(option => option.Id),
            SetIssue set => set.Members,
            _ => [],
        };
        foreach (var name in names)
        {
            _byName.TryAdd(name, _byName.Count);
        }

        IEnumerable<double> numbers = issue switch
        {
            OptionsIssue options => options.Options.Select(option => option.Position),
            RangeIssue range => range.Numbers,
            _ => [],
        };
        Scale = issue.MayStayOpen ? [.. numbers, double.NaN] : [.. numbers];
    }

    public Issue Issue { get; }

    /// <summary>Names of the options or members.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>The number of each value (a position, or a range's number); NaN for <c>open</c>; empty for a set.</summary>
    public ImmutableArray<double> Scale { get; }

    /// <summary>The ends of the scale that ideals and what is accepted are on.</summary>
    public (double Low, double High) Ends => Issue is RangeIssue range ? (range.From, range.To) : (0, 100);

    /// <summary>Positions by the ids of the options; null for an issue without options.</summary>
    public NamedNumbers? Positions => _positions ??= Issue is OptionsIssue ? new NamedNumbers(_byName.Keys, PositionOf) : null;

    /// <summary>The position of an option; null: it is none.</summary>
    public double? PositionOf(string name) => Issue is OptionsIssue options && Named(name) is >= 0 and var index ? options.Options[index].Position : null;

    /// <summary>The index of an option or member; -1: none.</summary>
    public int Named(string name) => _byName.GetValueOrDefault(name, -1);

    /// <summary>The index of a range's number; -1: it is none of them.</summary>
    public int Numbered(double number)
    {
        var range = (RangeIssue)Issue;
        var nearest = NearestNumber(number);
        return Math.Abs(range.Numbers[nearest] - number) <= Tolerance * Math.Max(1, Math.Abs(number)) ? nearest : -1;
    }

    /// <summary>The index of the range's number that lies nearest.</summary>
    public int NearestNumber(double number)
    {
        var range = (RangeIssue)Issue;
        return (int)Math.Clamp(Math.Round((number - range.From) / range.Step), 0, range.Numbers.Length - 1);
    }
}
