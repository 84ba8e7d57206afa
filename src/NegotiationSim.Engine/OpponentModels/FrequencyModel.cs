using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.OpponentModels;

/// <summary>
/// What an opponent seems to want, judged by how often it asks for what: an option's estimated value is
/// (1 + times asked for) / (1 + times the most asked for was), a component's weight (1 + offers that left it unchanged) / (1 + offers), normalised.
/// Only offers count; what an opponent accepts says little about what it wants.
/// After the frequency models of van Krimpen et al. (HardHeaded, 2013), simplified as the model's documentation gives it.
/// </summary>
public sealed class FrequencyModel : OpponentEstimate
{
    private readonly ComponentLayout _layout;
    private readonly int[] _asked;
    private readonly int[] _most;
    private readonly int[] _unchanged;
    private readonly ushort[] _last;
    private double _total;
    private bool _isTotalStale = true;

    public FrequencyModel(ComponentLayout layout)
    {
        _layout = layout;
        _asked = new int[layout.TableLength];
        _most = new int[layout.ComponentCount];
        _unchanged = new int[layout.ComponentCount];
        _last = new ushort[layout.ComponentCount];
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        Offers = 0;
        _isTotalStale = true;
        Array.Clear(_asked);
        Array.Clear(_most);
        Array.Clear(_unchanged);
    }

    /// <inheritdoc/>
    public override void Hear(ReadOnlySpan<ushort> offer)
    {
        for (var c = 0; c < _last.Length; c++)
        {
            if (Offers > 0 && _last[c] == offer[c])
            {
                _unchanged[c]++;
            }

            var times = ++_asked[_layout.Offset(c) + offer[c]];
            _most[c] = Math.Max(_most[c], times);
            _last[c] = offer[c];
        }

        Offers++;
        _isTotalStale = true;
    }

    /// <inheritdoc/>
    public override void AddTo(Span<double> estimate, double share)
    {
        for (var c = 0; c < _last.Length; c++)
        {
            var part = share * WeightOf(c);
            var values = estimate.Slice(_layout.Offset(c), _layout.ValueCount(c));
            for (var v = 0; v < values.Length; v++)
            {
                values[v] += part * ValueOf(c, v);
            }
        }
    }

    /// <summary>The share of a component in the opponent's estimated utility.</summary>
    internal double WeightOf(int component)
    {
        if (_isTotalStale)
        {
            _total = 0;
            foreach (var unchanged in _unchanged)
            {
                _total += (1.0 + unchanged) / (1.0 + Offers);
            }

            _isTotalStale = false;
        }

        return (1.0 + _unchanged[component]) / (1.0 + Offers) / _total;
    }

    /// <summary>The estimated value of an option, from 0 to 1.</summary>
    internal double ValueOf(int component, int value) => (1.0 + _asked[_layout.Offset(component) + value]) / (1.0 + _most[component]);
}
