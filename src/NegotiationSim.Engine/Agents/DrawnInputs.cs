using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>A number of an actor as a kernel reads it.</summary>
/// <param name="Constant">Its value where it is the same in every replica.</param>
/// <param name="Column">Its column in <see cref="DrawnInputs"/> where it is drawn, else -1.</param>
internal readonly record struct Input(double Constant, int Column)
{
    public bool IsConstant => Column < 0;
}

/// <summary>
/// All that is drawn for one actor in a block: a column per number and per red line of uncertain hold, an entry per slot, computed once when
/// the block begins. Whoever needs a drawn number reads it here, so it is drawn once and not once per use.
/// </summary>
internal sealed class DrawnInputs
{
    private readonly QuantityColumns _columns;
    private readonly List<Quantity> _drawn = [];
    private readonly Dictionary<Quantity, int> _column = new(ReferenceEqualityComparer.Instance);
    private readonly (Quantity Probability, ulong Stream, int Column)[] _lines;
    private readonly bool[] _isAlwaysHeld;
    private double[] _values = [];
    private int _slots;

    /// <summary>The inputs of an actor.</summary>
    /// <param name="brief">The scenario as the actor knows it.</param>
    /// <param name="actor">The actor.</param>
    public DrawnInputs(Scenario brief, Actor actor)
    {
        _columns = new QuantityColumns(brief);
        foreach (var quantity in UncertainInputs.OfActor(actor).Append(brief.Implementation?.Revenge).OfType<Quantity>())
        {
            if (!quantity.IsConstant && _column.TryAdd(quantity, _drawn.Count))
            {
                _drawn.Add(quantity);
            }
        }

        _isAlwaysHeld = [.. actor.RedLines.Select(line => !UncertainInputs.IsUncertain(line))];
        UncertainLines = [.. Enumerable.Range(0, _isAlwaysHeld.Length).Where(k => !_isAlwaysHeld[k])];
        _lines = [.. UncertainLines.Select((k, i) =>
            (actor.RedLines[k].HeldWith, StreamName.Hash(StreamName.RedLine(actor.Id, actor.RedLines[k].Id)), _drawn.Count + i))];
    }

    /// <summary>The red lines of which it is drawn whether they are held, by index.</summary>
    public IReadOnlyList<int> UncertainLines { get; }

    /// <summary>How a kernel reads a number of the actor.</summary>
    public Input Of(Quantity quantity) => quantity.Expression is Constant constant ? new Input(constant.Value, -1) : new Input(double.NaN, _column[quantity]);

    /// <summary>Draws everything for a block.</summary>
    public void Begin(BlockSpec block)
    {
        _columns.Begin(block);
        Ensure(block.Count);
        for (var d = 0; d < _drawn.Count; d++)
        {
            _columns.Fill(_drawn[d], Room(d));
        }

        foreach (var (probability, stream, column) in _lines)
        {
            _columns.FillHappens(probability, stream, Room(column));
        }
    }

    /// <summary>Takes one slot's numbers from a sampler: those of its replica, or the means of the central case.</summary>
    public void Take(Sampler sampler)
    {
        Ensure(1);
        for (var d = 0; d < _drawn.Count; d++)
        {
            _values[d] = sampler.Value(_drawn[d]);
        }

        foreach (var (probability, stream, column) in _lines)
        {
            var p = sampler.Value(probability);
            _values[column] = (sampler.IsAtMeans ? p >= Standpoint.HeldInCentralCase : sampler.Draws.Happens(p, stream)) ? 1 : 0;
        }
    }

    /// <summary>A number in a slot.</summary>
    public double Value(in Input input, int slot) => input.Column < 0 ? input.Constant : _values[input.Column * _slots + slot];

    /// <summary>Writes per red line whether it is held in a slot, before any event.</summary>
    public void Lines(int slot, Span<bool> held)
    {
        for (var k = 0; k < held.Length; k++)
        {
            held[k] = _isAlwaysHeld[k];
        }

        for (var i = 0; i < _lines.Length; i++)
        {
            held[UncertainLines[i]] = _values[_lines[i].Column * _slots + slot] == 1;
        }
    }

    /// <summary>A drawn number in all slots.</summary>
    public ReadOnlySpan<double> Column(Quantity quantity) => Room(_column[quantity]);

    /// <summary>Whether a red line of uncertain hold is held in each slot, 1 or 0, in the order of <see cref="UncertainLines"/>.</summary>
    public ReadOnlySpan<double> LineColumn(int index) => Room(_lines[index].Column);

    private void Ensure(int slots)
    {
        _slots = slots;
        var size = (_drawn.Count + _lines.Length) * slots;
        if (_values.Length < size)
        {
            _values = new double[size];
        }
    }

    private Span<double> Room(int column) => _values.AsSpan(column * _slots, _slots);
}
