namespace NegotiationSim.Engine.Agents;

/// <summary>The best outcome that an actor may sign under sets of red lines that were looked at before in a replica; the oldest are forgotten first.</summary>
/// <param name="components">Components of an outcome.</param>
internal sealed class BestUnderLines(int components)
{
    private const int Most = 64;

    private readonly List<(ulong Mask, double Best)> _entries = [];
    private ushort[] _outcomes = [];
    private int _next;

    public void Clear()
    {
        _entries.Clear();
        _next = 0;
    }

    public bool TryGet(ulong mask, Span<ushort> outcome, out double best)
    {
        for (var k = 0; k < _entries.Count && mask != ulong.MaxValue; k++)
        {
            if (_entries[k].Mask == mask)
            {
                best = _entries[k].Best;
                _outcomes.AsSpan(k * components, components).CopyTo(outcome);
                return true;
            }
        }

        best = double.NaN;
        return false;
    }

    public void Add(ulong mask, ReadOnlySpan<ushort> outcome, double best)
    {
        if (mask == ulong.MaxValue)
        {
            return;
        }

        var at = _entries.Count;
        if (at < Most)
        {
            _entries.Add((mask, best));
            if (_outcomes.Length < _entries.Count * components)
            {
                Array.Resize(ref _outcomes, 2 * _entries.Count * components);
            }
        }
        else
        {
            at = _next;
            _entries[at] = (mask, best);
            _next = (_next + 1) % Most;
        }

        outcome.CopyTo(_outcomes.AsSpan(at * components));
    }
}
