using System.Collections.Immutable;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Placement;

namespace NegotiationSim.Cluster.Driving;

/// <summary>
/// One lane whose table is on one silo and whose actors are on others. The driver speaks with each actor through the link to the actor's own silo, so that neither a brief nor a diary passes through that of another.
/// Where one of the silos is lost the lane is.
/// </summary>
internal sealed class SpreadLink : ISiloLink
{
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly SiloLink _table;
    private readonly int _number;
    private ImmutableArray<SiloLink> _actors;

    /// <summary>A lane over silos.</summary>
    /// <param name="table">The silo of the table.</param>
    /// <param name="all">All silos, that one included, in the order of their addresses.</param>
    /// <param name="number">Which of the table's silo's lanes it is, from 0.</param>
    public SpreadLink(SiloLink table, ImmutableArray<SiloLink> all, int number)
    {
        (_table, _number) = (table, number);

        // The table's own silo comes last: it gets an actor only where there are more actors than other silos.
        var own = all.IndexOf(table);
        _actors = [.. all.Skip(own + 1).Concat(all.Take(own + 1))];
    }

    /// <inheritdoc/>
    public IGrainFactory Grains => _table.Grains;

    /// <inheritdoc/>
    public int Lanes => 1;

    /// <summary>Each silo holds as much of the other silos' tables as they of its own, so the smallest decides how many lanes each may have.</summary>
    public int LanesFor(long tableBytes) => _number < _actors.Min(silo => silo.Report.RoomFor(tableBytes)) ? 1 : 0;

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public CancellationToken Leaving => _leaving.Token;

    /// <inheritdoc/>
    public bool HasLostSilo { get; private set; }

    private IEnumerable<SiloLink> Silos => _actors.Append(_table).Distinct();

    /// <inheritdoc/>
    public IGrainFactory GrainsOf(int actor) => _actors[actor % _actors.Length].Grains;

    /// <inheritdoc/>
    public string Place(string table, int actors)
    {
        // Silos at which there is nothing of the lane do not matter to it.
        _actors = [.. _actors.Take(actors)];
        return new LanePlace(_table.Entry.Address, [.. _actors.Select(link => link.Entry.Address)]).Mark(table);
    }

    /// <inheritdoc/>
    public void GiveUp(string reason) => Lose();

    /// <inheritdoc/>
    public Task DropAsync(string lane) => Task.WhenAll(Silos.Select(silo => silo.DropLaneAsync(lane)));

    /// <summary>Another lane takes its place: it plays its block to the end.</summary>
    public void Retire() => _ = _leaving.CancelAsync();

    /// <summary>A silo is lost: the lane is, if it has anything there.</summary>
    public void Lose(SiloLink silo)
    {
        if (Silos.Contains(silo))
        {
            HasLostSilo = true;
            Lose();
        }
    }

    /// <summary>Gives the lane up, although its silos are there.</summary>
    public void Lose() => _ = _lost.CancelAsync();
}
