using NegotiationSim.Scenarios;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.OpponentModels;

/// <summary>
/// What an opponent seems to want where positions lie on a scale: an option's estimated value is the mean, over the opponent's offers so far, of
/// 1 - |position - position asked for| / (length of the scale), so that a step towards what it asks for is known to please it even where nobody has named that step. Unordered
/// options, members of sets and <c>open</c> are counted as by <see cref="FrequencyModel"/>, and so are weights.
/// Sources: Faratin, Sierra and Jennings, "Using similarity criteria to make issue trade-offs in automated negotiations" (2002); Enelow and Hinich, "The spatial theory of voting" (1984).
/// </summary>
public sealed class SpatialModel : OpponentEstimate
{
    /// <summary>Means are rounded to multiples of 2^-40, so that values that are equal on paper are equal here and nobody concedes for a rounding.</summary>
    private const double Grain = 1L << 40;

    private readonly ComponentLayout _layout;
    private readonly FrequencyModel _counts;
    private readonly double[] _nearness;
    private readonly int[] _placed;
    private readonly bool[] _isOrdered;
    private readonly double[] _length;

    public SpatialModel(ComponentLayout layout)
    {
        _layout = layout;
        _counts = new FrequencyModel(layout);
        _nearness = new double[layout.TableLength];
        _placed = new int[layout.ComponentCount];
        _isOrdered = new bool[layout.ComponentCount];
        _length = new double[layout.ComponentCount];
        for (var c = 0; c < layout.ComponentCount; c++)
        {
            (_isOrdered[c], _length[c]) = Scale(layout.Space.Issues[layout.IssueOf(c)]);
        }
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        Offers = 0;
        _counts.Clear();
        Array.Clear(_nearness);
        Array.Clear(_placed);
    }

    /// <inheritdoc/>
    public override void Hear(ReadOnlySpan<ushort> offer)
    {
        Offers++;
        _counts.Hear(offer);
        for (var c = 0; c < offer.Length; c++)
        {
            if (_isOrdered[c] && PositionOf(c, offer[c]) is var asked && !double.IsNaN(asked))
            {
                _placed[c]++;
                AddNearness(c, asked);
            }
        }
    }

    /// <inheritdoc/>
    public override void AddTo(Span<double> estimate, double share)
    {
        for (var c = 0; c < _placed.Length; c++)
        {
            var (offset, count, placed) = (_layout.Offset(c), _layout.ValueCount(c), _placed[c]);
            var part = share * _counts.WeightOf(c);
            var values = estimate.Slice(offset, count);
            var nearness = _nearness.AsSpan(offset, count);
            for (var v = 0; v < values.Length; v++)
            {
                values[v] += part * (placed == 0 || double.IsNaN(PositionOf(c, v)) ? _counts.ValueOf(c, v) : Math.Round(nearness[v] / placed * Grain) / Grain);
            }
        }
    }

    private static (bool IsOrdered, double Length) Scale(Issue issue) => issue switch
    {
        RangeIssue range => (true, range.To - range.From),
        OptionsIssue { Ordered: true } => (true, 100),
        _ => (false, 0),
    };

    private void AddNearness(int component, double asked)
    {
        var nearness = _nearness.AsSpan(_layout.Offset(component), _layout.ValueCount(component));
        for (var v = 0; v < nearness.Length; v++)
        {
            var distance = Math.Abs(PositionOf(component, v) - asked);
            nearness[v] += _length[component] > 0 ? 1 - distance / _length[component] : 1;
        }
    }

    private double PositionOf(int component, int value) => _layout.PositionOf(component, value);
}
