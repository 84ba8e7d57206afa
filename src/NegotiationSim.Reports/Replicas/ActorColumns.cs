using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Replicas;

/// <summary>How each actor came out: what the ending and no deal are worth to it at the end, and whether it went along. A mediator has no utilities.</summary>
internal sealed class ActorColumns : IColumnGroup
{
    private readonly IReadOnlyList<(int Actor, NumberColumn Utility, NumberColumn NoDeal)> _worths;
    private readonly IReadOnlyList<TextColumn> _consents;
    private readonly int _actors;

    public ActorColumns(Scenario scenario)
    {
        _actors = scenario.Actors.Length;
        _worths =
        [
            .. Enumerable.Range(0, _actors).Where(a => scenario.Actors[a].Preferences is not null)
                .Select(a => (a, new NumberColumn($"actors.{scenario.Actors[a].Id}.utility", mayMiss: false), new NumberColumn($"actors.{scenario.Actors[a].Id}.no_deal", mayMiss: false))),
        ];
        _consents =
        [
            .. scenario.Actors.Select(a => new TextColumn(
                $"actors.{a.Id}.consent", Enum.GetValues<Consent>().Select(consent => JsonNames.Of(consent)).OfType<string>())),
        ];
    }

    public IReadOnlyList<Column> Columns =>
        [.. Enumerable.Range(0, _actors).SelectMany(a => _worths.Where(w => w.Actor == a).SelectMany(w => new Column[] { w.Utility, w.NoDeal }).Append(_consents[a]))];

    public void Fill(BlockSlice slice, int row)
    {
        foreach (var (actor, utility, noDeal) in _worths)
        {
            slice.Block.Reports[actor].Utility.AsSpan(slice.From, slice.Count).CopyTo(utility.From(row));
            slice.Block.Reports[actor].NoDeal.AsSpan(slice.From, slice.Count).CopyTo(noDeal.From(row));
        }

        var consents = slice.Block.Result.Consents;
        for (var actor = 0; actor < _actors; actor++)
        {
            var codes = _consents[actor].From(row);
            for (var k = 0; k < slice.Count; k++)
            {
                // The first of them is none.
                codes[k] = (int)consents[(slice.From + k) * _actors + actor] - 1;
            }
        }
    }
}
