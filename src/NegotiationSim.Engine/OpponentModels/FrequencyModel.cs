using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.OpponentModels;

/// <summary>
/// What an opponent seems to want, judged by how often it asks for what: an option's estimated value is
/// (1 + times asked for) / (1 + times the most asked for was), a component's weight (1 + offers that left it unchanged) / (1 + offers), normalised.
/// Only offers count; what an opponent accepts says little about what it wants.
/// After the frequency models of van Krimpen et al. (HardHeaded, 2013), simplified as the model's documentation gives it.
/// </summary>
public sealed class FrequencyModel
{
    private readonly ComponentLayout _layout;
    private readonly int[] _asked;
    private readonly int[] _most;
    private readonly int[] _unchanged;
    private readonly ushort[] _last;

    public FrequencyModel(ComponentLayout layout)
    {
        _layout = layout;
        _asked = new int[layout.TableLength];
        _most = new int[layout.ComponentCount];
        _unchanged = new int[layout.ComponentCount];
        _last = new ushort[layout.ComponentCount];
    }

    /// <summary>Offers heard so far.</summary>
    public int Offers { get; private set; }

    public void Clear()
    {
        Offers = 0;
        Array.Clear(_asked);
        Array.Clear(_most);
        Array.Clear(_unchanged);
    }

    /// <summary>Takes one more offer of the opponent into account.</summary>
    public void Hear(ReadOnlySpan<ushort> offer)
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
    }

    /// <summary>Adds this opponent's estimated utility, times <paramref name="share"/>, to a table with a term per component and value.</summary>
    public void AddTo(Span<double> estimate, double share)
    {
        var total = 0.0;
        for (var c = 0; c < _last.Length; c++)
        {
            total += (1.0 + _unchanged[c]) / (1.0 + Offers);
        }

        for (var c = 0; c < _last.Length; c++)
        {
            var weight = (1.0 + _unchanged[c]) / (1.0 + Offers) / total;
            for (var v = 0; v < _layout.ValueCount(c); v++)
            {
                estimate[_layout.Offset(c) + v] += share * weight * ((1.0 + _asked[_layout.Offset(c) + v]) / (1.0 + _most[c]));
            }
        }
    }
}
