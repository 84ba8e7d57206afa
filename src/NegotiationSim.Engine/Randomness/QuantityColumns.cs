using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// Computes quantities for all replicas of a block at once, a column per quantity with an entry per slot. Every entry is the double
/// that <see cref="Sampler.Value(Quantity)"/> gives in that replica: the same operations in the same order. Not thread-safe.
/// </summary>
internal sealed class QuantityColumns
{
    private readonly Scenario _scenario;
    private readonly ImmutableArray<Driver> _drivers;
    private readonly double[][] _driverColumns;
    private readonly bool[] _driverKnown;
    private readonly List<double[]> _spare = [];
    private readonly List<double[]> _rented = [];
    private double[] _arguments = [];
    private BlockSpec _block = new(0, 0, 0, false);

    public QuantityColumns(Scenario scenario)
    {
        _scenario = scenario;
        _drivers = scenario.Drivers;
        _driverColumns = new double[_drivers.Length][];
        _driverKnown = new bool[_drivers.Length];
        Array.Fill(_driverColumns, []);
    }

    /// <summary>Turns to another block.</summary>
    public void Begin(BlockSpec block)
    {
        _block = block;
        Array.Clear(_driverKnown);
    }

    /// <summary>Writes a quantity's value in every replica, clipped to its legal range.</summary>
    /// <param name="quantity">What to compute.</param>
    /// <param name="column">As long as the block.</param>
    /// <exception cref="DrawnValueException">It comes to no number in some replica; the first is named.</exception>
    public void Fill(Quantity quantity, Span<double> column)
    {
        Compute(quantity.Expression, column);
        if (quantity.Expression is not Constant && Clip(quantity, column))
        {
            Complain(quantity, column);
        }
    }

    /// <summary>Writes whether something of a drawn probability happens in each replica: 1 or 0.</summary>
    /// <param name="probability">How likely it is.</param>
    /// <param name="stream">Where its uniform comes from.</param>
    /// <param name="column">As long as the block.</param>
    public void FillHappens(Quantity probability, ulong stream, Span<double> column)
    {
        Fill(probability, column);
        var rented = Rent();
        var uniforms = rented.AsSpan(0, column.Length);
        UniformColumn.Fill(_block.Seed, _block.FirstReplica, stream, 0, uniforms);
        for (var slot = 0; slot < column.Length; slot++)
        {
            column[slot] = column[slot] >= 1 || (column[slot] > 0 && uniforms[slot] < column[slot]) ? 1 : 0;
        }

        _spare.Add(rented);
    }

    private void Compute(Expression expression, Span<double> column)
    {
        switch (expression)
        {
            case Constant constant:
                column.Fill(constant.Value);
                break;
            case DriverReference driver:
                DriverColumn(driver.Driver).CopyTo(column);
                break;
            case Negate negate:
                Compute(negate.Operand, column);
                foreach (ref var value in column)
                {
                    value = -value;
                }

                break;
            case Binary binary:
                Combine(binary, column);
                break;
            case Distribution distribution:
                Draw(distribution, column);
                break;
            default:
                throw new InvalidOperationException($"No rule computes a {expression.GetType().Name}.");
        }
    }

    private void Combine(Binary binary, Span<double> column)
    {
        var rented = Rent();
        var right = rented.AsSpan(0, column.Length);
        Compute(binary.Left, column);
        Compute(binary.Right, right);
        for (var slot = 0; slot < column.Length; slot++)
        {
            column[slot] = Binary.Apply(binary.Operator, column[slot], right[slot]);
        }

        _spare.Add(rented);
    }

    private void Draw(Distribution distribution, Span<double> column)
    {
        var arguments = distribution.Arguments;
        Span<double> values = arguments.Length <= 8 ? stackalloc double[8] : ManyArguments(arguments.Length);
        values = values[..arguments.Length];
        var isFixed = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            isFixed &= arguments[i] is Constant;
            values[i] = arguments[i] is Constant constant ? constant.Value : 0;
        }

        if (!isFixed)
        {
            DrawVarying(distribution, values, column);
            return;
        }

        UniformColumn.Fill(_block.Seed, _block.FirstReplica, distribution.Stream, 0, column);
        if (distribution.Kind == DistributionKind.Uniform && double.IsFinite(values[1] - values[0]))
        {
            Stretch(values[0], values[1], column);
            return;
        }

        foreach (ref var u in column)
        {
            u = InverseCdf.Value(distribution.Kind, u, values);
        }
    }

    /// <summary>A distribution whose arguments are themselves drawn.</summary>
    private void DrawVarying(Distribution distribution, Span<double> values, Span<double> column)
    {
        // Arguments that vary themselves rent above these, and have given back what they rented when they are computed.
        var first = _rented.Count;
        for (var i = 0; i < values.Length; i++)
        {
            var argument = Rent();
            _rented.Add(argument);
            Compute(distribution.Arguments[i], argument.AsSpan(0, column.Length));
        }

        UniformColumn.Fill(_block.Seed, _block.FirstReplica, distribution.Stream, 0, column);
        for (var slot = 0; slot < column.Length; slot++)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = _rented[first + i][slot];
            }

            column[slot] = InverseCdf.ValueOfDrawn(distribution.Kind, column[slot], values);
        }

        for (var i = values.Length - 1; i >= 0; i--)
        {
            _spare.Add(_rented[first + i]);
        }

        _rented.RemoveRange(first, values.Length);
    }

    /// <summary><see cref="InverseCdf"/> of a uniform distribution between constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Stretch(double low, double high, Span<double> column)
    {
        high = Math.Max(low, high);
        var width = high - low;
        foreach (ref var vector in MemoryMarshal.Cast<double, Vector512<double>>(column))
        {
            vector = Vector512.MinNative(Vector512.Create(low) + Vector512.Create(width) * vector, Vector512.Create(high));
        }

        foreach (ref var u in column[(column.Length / Vector512<double>.Count * Vector512<double>.Count)..])
        {
            u = Math.Min(high, low + width * u);
        }
    }

    /// <summary>Lets the sampler say what is wrong in the first replica in which a quantity is no number.</summary>
    private void Complain(Quantity quantity, ReadOnlySpan<double> column)
    {
        var sampler = new Sampler(_scenario);
        for (var slot = 0; slot < column.Length; slot++)
        {
            if (double.IsNaN(column[slot]))
            {
                sampler.MoveTo(new ReplicaDraws(_block.Seed, _block.FirstReplica + slot));
                sampler.Value(quantity);
            }
        }
    }

    /// <summary><see cref="Sampler.Clip"/> of every entry; whether one is no number, which stays as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Clip(Quantity quantity, Span<double> column)
    {
        var numbers = Vector512<double>.AllBitsSet;
        var areNumbers = true;
        var (least, most) = (Vector512.Create(quantity.Minimum), Vector512.Create(quantity.Maximum));
        foreach (ref var vector in MemoryMarshal.Cast<double, Vector512<double>>(column))
        {
            numbers &= Vector512.Equals(vector, vector);
            vector = Vector512.Min(most, Vector512.Max(least, vector));
        }

        foreach (ref var value in column[(column.Length / Vector512<double>.Count * Vector512<double>.Count)..])
        {
            areNumbers &= !double.IsNaN(value);
            value = Sampler.Clip(quantity, value);
        }

        return !areNumbers || numbers.AsUInt64() != Vector512<ulong>.AllBitsSet;
    }

    private ReadOnlySpan<double> DriverColumn(int driver)
    {
        if (!_driverKnown[driver])
        {
            if (_driverColumns[driver].Length < _block.Count)
            {
                _driverColumns[driver] = new double[_block.Count];
            }

            Fill(_drivers[driver].Value, _driverColumns[driver].AsSpan(0, _block.Count));
            _driverKnown[driver] = true;
        }

        return _driverColumns[driver].AsSpan(0, _block.Count);
    }

    /// <summary>Room for more arguments than most distributions have, until the next call.</summary>
    private double[] ManyArguments(int count)
    {
        if (_arguments.Length < count)
        {
            _arguments = new double[count];
        }

        return _arguments;
    }

    /// <summary>Room for a column, to be given back to <see cref="_spare"/>.</summary>
    private double[] Rent()
    {
        if (_spare.Count == 0)
        {
            return new double[_block.Count];
        }

        var last = _spare[^1];
        _spare.RemoveAt(_spare.Count - 1);
        return last.Length >= _block.Count ? last : new double[_block.Count];
    }
}
