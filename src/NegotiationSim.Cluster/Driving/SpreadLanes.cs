using System.Collections.Immutable;

namespace NegotiationSim.Cluster.Driving;

/// <summary>The lanes over the silos that there are, where each actor is on a silo of its own. Not safe for use by several threads.</summary>
internal sealed class SpreadLanes : IDisposable
{
    private readonly List<SpreadLink> _ever = [];

    /// <summary>Those of the last call.</summary>
    public ImmutableArray<SpreadLink> Current { get; private set; } = [];

    /// <summary>The silos are others than before: lanes over those that there are now take the place of the lanes over those that there were.</summary>
    /// <param name="silos">All silos.</param>
    public ImmutableArray<SpreadLink> Anew(IEnumerable<SiloLink> silos)
    {
        foreach (var lane in Current)
        {
            lane.Retire();
        }

        ImmutableArray<SiloLink> all = [.. silos.OrderBy(silo => silo.Entry.Address)];
        Current = [.. all.SelectMany(table => Enumerable.Range(0, table.Lanes).Select(_ => new SpreadLink(table, all)))];
        _ever.AddRange(Current);
        return Current;
    }

    /// <summary>Lets go of the silos.</summary>
    public void Dispose() => _ever.ForEach(lane => lane.Dispose());
}
