using NegotiationSim.Scenarios;

namespace NegotiationSim.Search.Utilities;

/// <summary>
/// Where each value of each component stands in a flat table, shared by all tables over one outcome space.
/// Immutable and safe to share between threads.
/// </summary>
public sealed class ComponentLayout
{
    private readonly int[] _offset;
    private readonly int[] _valueCount;
    private readonly int[] _issue;
    private readonly int[] _firstComponent;
    private readonly int[] _componentCount;
    private readonly bool[] _isSet;
    private readonly double[] _position;

    public ComponentLayout(OutcomeSpace space)
    {
        Space = space;
        _offset = new int[space.Components.Length + 1];
        _valueCount = new int[space.Components.Length];
        _issue = new int[space.Components.Length];
        for (var c = 0; c < _valueCount.Length; c++)
        {
            _valueCount[c] = space.Components[c].ValueCount;
            _issue[c] = space.Components[c].Issue;
            _offset[c + 1] = _offset[c] + _valueCount[c];
        }

        _firstComponent = [.. space.Issues.Select(issue => issue.FirstComponent)];
        _componentCount = [.. space.Issues.Select(issue => issue.ComponentCount)];
        _position = new double[_offset[^1]];
        for (var c = 0; c < _valueCount.Length; c++)
        {
            for (var v = 0; v < _valueCount[c]; v++)
            {
                _position[_offset[c] + v] = PositionOf(space.Issues[_issue[c]], v);
            }
        }

        _isSet = [.. space.Issues.Select(issue => issue is SetIssue)];
        Listed = space.Count <= MostListed ? (int)space.Count : -1;
    }

    /// <summary>Spaces up to this many outcomes may be listed; larger ones never are.</summary>
    public const int MostListed = 1 << 16;

    public OutcomeSpace Space { get; }

    public int ComponentCount => _valueCount.Length;

    public int IssueCount => _isSet.Length;

    /// <summary>The length of a flat table: the sum of all components' numbers of values.</summary>
    public int TableLength => _offset[^1];

    /// <summary>The number of outcomes where that is at most <see cref="MostListed"/>, else -1.</summary>
    public int Listed { get; }

    /// <summary>Where the component's value 0 stands in a flat table.</summary>
    public int Offset(int component) => _offset[component];

    public int ValueCount(int component) => _valueCount[component];

    /// <summary>Where a value stands on its issue's scale; NaN for <c>open</c> and where there is no scale.</summary>
    public double PositionOf(int component, int value) => _position[_offset[component] + value];

    public int IssueOf(int component) => _issue[component];

    public int FirstComponent(int issue) => _firstComponent[issue];

    public int ComponentsOf(int issue) => _componentCount[issue];

    public bool IsSet(int issue) => _isSet[issue];

    private static double PositionOf(Issue issue, int value) => issue switch
    {
        RangeIssue range when value < range.Numbers.Length => range.Numbers[value],
        OptionsIssue options when value < options.Options.Length => options.Options[value].Position,
        _ => double.NaN,
    };

    /// <summary>Writes the outcome at a place of the enumeration; only for spaces that may be listed.</summary>
    public void Decode(int index, Span<ushort> outcome)
    {
        for (var c = _valueCount.Length - 1; c >= 0; c--)
        {
            (index, var value) = Math.DivRem(index, _valueCount[c]);
            outcome[c] = (ushort)value;
        }
    }
}
