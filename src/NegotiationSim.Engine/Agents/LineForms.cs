using NegotiationSim.Engine.Blocks;
using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Engine.Agents;

/// <summary>The forms that an actor's own named lines take, and the numbers that messages give them.</summary>
/// <param name="owner">The actor, by index.</param>
internal sealed class LineForms(int owner)
{
    /// <summary>Values of all forms together, beyond which they are forgotten when a block begins.</summary>
    private const int MostValues = 1 << 20;

    private readonly List<(int Line, ConcreteCondition Form)> _known = [];
    private int _values;

    /// <summary>What the others are told.</summary>
    public LineVariants Published { get; } = new(owner);

    /// <summary>A block begins.</summary>
    public void Begin()
    {
        if (_values > MostValues)
        {
            _known.Clear();
            _values = 0;
            Published.BeginAnew();
        }
    }

    /// <summary>The number of the form that a line takes in a replica.</summary>
    /// <param name="line">The line, by index.</param>
    /// <param name="condition">What it forbids there.</param>
    public int Of(int line, ConcreteCondition condition)
    {
        for (var k = 0; k < _known.Count; k++)
        {
            if (_known[k].Line == line && _known[k].Form.ForbidsTheSame(condition))
            {
                return k;
            }
        }

        Published.Add(condition.ToCondition());
        _known.Add((line, condition.Copy()));
        _values += condition.TableLength;
        return _known.Count - 1;
    }
}
