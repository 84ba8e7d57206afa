using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Blocks;

/// <summary>
/// What an actor's named red lines forbid, with the limits of the replicas already worked in: a line whose limit is drawn takes as many forms as there are
/// sets of values that it can forbid, mostly a handful. Replicas share them, so a message names a form by its number. Only what was named is here; the numbers
/// behind it stay with the owner.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.line-variants")]
public sealed class LineVariants
{
    [Id(0)] private readonly List<Condition> _conditions = [];

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

    /// <summary>Adds a form, which takes the next number.</summary>
    public void Add(Condition condition) => _conditions.Add(condition);

    /// <summary>Forgets all forms: numbering begins anew.</summary>
    public void BeginAnew()
    {
        _conditions.Clear();
        Epoch++;
    }
}
