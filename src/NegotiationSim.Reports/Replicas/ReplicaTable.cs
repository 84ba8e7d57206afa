using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;
using Parquet.Schema;

namespace NegotiationSim.Reports.Replicas;

/// <summary>
/// The table of replicas: its columns and how a block fills them. The rows of one row group are in memory at a time; how many those are follows from the columns alone, so that
/// the file does not depend on how the replicas were played.
/// </summary>
internal sealed class ReplicaTable
{
    /// <summary>Memory that a row group may take, in bytes.</summary>
    private const int GroupBytes = 16 << 20;

    private const int FewestRows = 1 << 10;
    private const int MostRows = 1 << 16;

    private readonly IReadOnlyList<IColumnGroup> _groups;

    /// <summary>The empty table of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="expected">How many rows it will have at most; it takes no more memory than they need.</param>
    public ReplicaTable(Scenario scenario, long expected)
    {
        _groups =
        [
            new EndingColumns(scenario),
            new AgreementColumns(scenario),
            new ActorColumns(scenario),
            new GateColumns(scenario),
            new EventColumns(scenario),
            new DrawColumns(scenario),
        ];
        Columns = [.. _groups.SelectMany(group => group.Columns)];
        Schema = new ParquetSchema(Columns.Select(column => column.Field));
        var rowBytes = Columns.Sum(column => column.RowBytes);
        GroupRows = FewestRows;
        while (GroupRows < MostRows && 2L * GroupRows * rowBytes <= GroupBytes)
        {
            GroupRows *= 2;
        }

        var rows = (int)Math.Min(GroupRows, Math.Max(1, expected));
        foreach (var column in Columns)
        {
            column.Reserve(rows);
        }

        Scratch = new Scratch(rows);
    }

    public IReadOnlyList<Column> Columns { get; }

    public ParquetSchema Schema { get; }

    /// <summary>Rows of a row group.</summary>
    public int GroupRows { get; }

    public Scratch Scratch { get; }

    /// <summary>Fills rows from one on with replicas.</summary>
    public void Fill(BlockSlice slice, int row)
    {
        foreach (var group in _groups)
        {
            group.Fill(slice, row);
        }
    }
}

/// <summary>Columns that are filled together.</summary>
internal interface IColumnGroup
{
    IReadOnlyList<Column> Columns { get; }

    /// <summary>Fills rows from one on with replicas.</summary>
    void Fill(BlockSlice slice, int row);
}
