using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Engine.Blocks;

/// <summary>
/// What an actor's named red lines forbid, with the limits of the replicas already worked in: a line whose limit is drawn takes as many forms as there are
/// sets of values that it can forbid, mostly a handful. Replicas share them, so a message names a form by its number. Only what was named is here; the numbers
/// behind it stay with the owner.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.line-variants")]
public sealed class LineVariants
{
    /// <summary>Values of all forms together, beyond which they are forgotten when a block begins.</summary>
    private const int MostValues = 1 << 20;

    [Id(0)] private readonly List<Condition> _conditions = [];
    [NonSerialized]
    private readonly List<(int Line, ConcreteCondition Form)> _known = [];
    [NonSerialized]
    private int _values;

    /// <summary>An actor's forms.</summary>
    /// <param name="owner">The actor, by index.</param>
    public LineVariants(int owner) => Owner = owner;

    /// <summary>Whose lines these are, by actor index.</summary>
    [Id(1)] public int Owner { get; private set; }

    /// <summary>Counts how often numbering began anew.</summary>
    [Id(2)] public int Epoch { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count => _conditions.Count;

    /// <summary>What a form forbids.</summary>
    public Condition this[int variant] => _conditions[variant];

    /// <summary>A block begins.</summary>
    public void Begin()
    {
        if (_values > MostValues)
        {
            _conditions.Clear();
            _known.Clear();
            _values = 0;
            Epoch++;
        }
    }

    /// <summary>The number of the form that a line of the owner takes in a replica.</summary>
    /// <param name="line">The line, by index.</param>
    /// <param name="condition">What it forbids there.</param>
    internal int Of(int line, ConcreteCondition condition)
    {
        for (var k = 0; k < _known.Count; k++)
        {
            if (_known[k].Line == line && _known[k].Form.ForbidsTheSame(condition))
            {
                return k;
            }
        }

        _conditions.Add(condition.ToCondition());
        _known.Add((line, condition.Copy()));
        _values += condition.TableLength;
        return _known.Count - 1;
    }
}
