using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Replicas;

/// <summary>The period in which each gate opened, no value where it did not.</summary>
internal sealed class GateColumns(Scenario scenario) : IColumnGroup
{
    private readonly IReadOnlyList<CountColumn> _opened = [.. (scenario.Implementation?.Gates ?? []).Select(gate => new CountColumn($"gates.{gate.Id}.opened"))];

    public IReadOnlyList<Column> Columns => _opened;

    public void Fill(BlockSlice slice, int row)
    {
        for (var g = 0; g < _opened.Count; g++)
        {
            var periods = _opened[g].From(row);
            for (var k = 0; k < slice.Count; k++)
            {
                periods[k] = slice.Block.Result.GatesOpened[(slice.From + k) * _opened.Count + g];
            }
        }
    }
}
