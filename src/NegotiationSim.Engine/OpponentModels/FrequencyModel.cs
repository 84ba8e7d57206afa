using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.OpponentModels;

/// <summary>
/// What an opponent seems to want, judged by how often it asks for what: an option's estimated value is
/// (1 + times asked for) / (1 + times the most asked for was), a component's weight (1 + offers that left it unchanged) / (1 + offers), normalised.
/// Only offers count; what an opponent accepts says little about what it wants.
/// After the frequency models of van Krimpen et al. (HardHeaded, 2013), simplified as the model's documentation gives it.
/// </summary>
public sealed class FrequencyModel
{
    private readonly OutcomeSpace _space;
    private readonly int[] _asked;
    private readonly int[] _most;
    private readonly int[] _unchanged;
    private readonly ushort[] _last;
    private readonly int[] _offsets;

    public FrequencyModel(OutcomeSpace space)
    {
        _space = space;
        _offsets = new int[space.Components.Length + 1];
        for (var c = 0; c < space.Components.Length; c++)
        {
            _offsets[c + 1] = _offsets[c] + space.Components[c].ValueCount;
        }

        _asked = new int[_offsets[^1]];
        _most = new int[space.Components.Length];
        _unchanged = new int[space.Components.Length];
        _last = new ushort[space.Components.Length];
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

            var times = ++_asked[_offsets[c] + offer[c]];
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
            for (var v = 0; v < _space.Components[c].ValueCount; v++)
            {
                estimate[_offsets[c] + v] += share * weight * ((1.0 + _asked[_offsets[c] + v]) / (1.0 + _most[c]));
            }
        }
    }
}
