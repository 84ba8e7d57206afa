using DuckDB.NET.Data;

namespace NegotiationSim.Reports.Tests.Fixtures;

/// <summary>Reads Parquet files with another program's reader.</summary>
internal static class Rows
{
    /// <summary>The rows of a query; <c>ROWS</c> in it stands for the file.</summary>
    public static List<Dictionary<string, object?>> Query(string path, string query)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query.Replace("ROWS", $"read_parquet('{path}')", StringComparison.Ordinal);
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, object?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i)));
        }

        return rows;
    }
}
