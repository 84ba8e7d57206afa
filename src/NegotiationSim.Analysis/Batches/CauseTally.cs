using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Analysis.Batches;

/// <summary>Counts why replicas ended as they did, by kind, actor, red line and event; whose incidents did most is left to the rows.</summary>
public sealed class CauseTally
{
    private readonly Dictionary<ulong, int> _places = [];
    private readonly List<(BlockCause Cause, long Count)> _causes = [];
    private ulong _last = ulong.MaxValue;
    private int _lastPlace;

    /// <summary>Every cause that occurred with its count: the commonest first, equal ones in the order of kinds, actors, lines and events.</summary>
    public IEnumerable<(BlockCause Cause, long Count)> InOrder =>
        _causes.OrderByDescending(c => c.Count).ThenBy(c => c.Cause.Kind).ThenBy(c => c.Cause.Actor).ThenBy(c => c.Cause.RedLine).ThenBy(c => c.Cause.Event);

    /// <summary>Counts one.</summary>
    public void Add(in BlockCause cause) => Add(cause, 1);

    /// <summary>Writes all counts.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_causes.Count);
        foreach (var (cause, count) in _causes)
        {
            writer.Write((byte)cause.Kind);
            writer.Write(cause.Actor);
            writer.Write(cause.RedLine);
            writer.Write(cause.Event);
            writer.Write(count);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty tally.</summary>
    public void Restore(BinaryReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var cause = new BlockCause((CauseKind)reader.ReadByte(), reader.ReadInt16(), reader.ReadInt16(), reader.ReadInt16());
            Add(cause, reader.ReadInt64());
        }
    }

    private void Add(in BlockCause cause, long count)
    {
        var key = ((ulong)(ushort)cause.Kind << 48) | ((ulong)(ushort)cause.Actor << 32) | ((ulong)(ushort)cause.RedLine << 16) | (ushort)cause.Event;

        // Neighbouring replicas mostly end for the same reason.
        if (key != _last)
        {
            if (!_places.TryGetValue(key, out _lastPlace))
            {
                _lastPlace = _causes.Count;
                _places.Add(key, _lastPlace);
                _causes.Add((new BlockCause(cause.Kind, cause.Actor, cause.RedLine, cause.Event), 0));
            }

            _last = key;
        }

        _causes[_lastPlace] = _causes[_lastPlace] with { Count = _causes[_lastPlace].Count + count };
    }
}
