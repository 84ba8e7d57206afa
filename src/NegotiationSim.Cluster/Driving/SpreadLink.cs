using System.Collections.Immutable;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Placement;

namespace NegotiationSim.Cluster.Driving;

/// <summary>
/// One lane whose table is on one silo and whose actors are on others. The driver speaks with each actor through the link to the actor's own silo, so that neither a brief nor a diary passes through that of another.
/// Where one of the silos is lost the lane is.
/// </summary>
internal sealed class SpreadLink : ISiloLink, IDisposable
{
    /// <summary>As many silos as are named in the keys of a lane; actors beyond that begin with the first again.</summary>
    private const int Most = 64;

    private readonly ImmutableArray<SiloLink> _actors;
    private readonly LanePlace _place;
    private readonly int _number;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _leaving;

    /// <summary>A lane over silos.</summary>
    /// <param name="table">The silo of the table.</param>
    /// <param name="all">All silos, that one included, in the order of their addresses.</param>
    /// <param name="number">Which of the table's silo's lanes it is, from 0.</param>
    public SpreadLink(SiloLink table, ImmutableArray<SiloLink> all, int number)
    {
        _number = number;
        // The table's own silo comes last: it gets an actor only where there are more actors than other silos.
        var own = all.IndexOf(table);
        _actors = [.. all.Skip(own + 1).Concat(all.Take(own + 1)).Take(Most)];
        _place = new LanePlace(table.Entry.Address, [.. _actors.Select(link => link.Entry.Address)]);
        Grains = table.Grains;
        _lost = CancellationTokenSource.CreateLinkedTokenSource([table.Lost, .. _actors.Select(link => link.Lost)]);
        _leaving = CancellationTokenSource.CreateLinkedTokenSource([table.Leaving, .. _actors.Select(link => link.Leaving)]);
    }

    /// <inheritdoc/>
    public IGrainFactory Grains { get; }

    /// <inheritdoc/>
    public int Lanes => 1;

    /// <summary>Each silo holds as much of the other silos' tables as they of its own, so the smallest decides how many lanes each may have.</summary>
    public int LanesFor(long tableBytes) => _number < _actors.Min(silo => silo.Report.RoomFor(tableBytes)) ? 1 : 0;

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public CancellationToken Leaving => _leaving.Token;

    /// <inheritdoc/>
    public IGrainFactory GrainsOf(int actor) => _actors[actor % _actors.Length].Grains;

    /// <inheritdoc/>
    public string Place(string table) => _place.Mark(table);

    /// <summary>Another lane takes its place: it plays its block to the end.</summary>
    public void Retire()
    {
        if (!_leaving.IsCancellationRequested)
        {
            _leaving.Cancel();
        }
    }

    /// <summary>Gives the lane up, although its silos are there.</summary>
    public void Lose()
    {
        if (!_lost.IsCancellationRequested)
        {
            _lost.Cancel();
        }
    }

    /// <summary>Lets go of the silos.</summary>
    public void Dispose()
    {
        _lost.Dispose();
        _leaving.Dispose();
    }
}
