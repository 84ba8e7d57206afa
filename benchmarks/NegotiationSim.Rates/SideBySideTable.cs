namespace NegotiationSim.Rates;

/// <summary>Comparisons as lines of a table.</summary>
internal static class SideBySideTable
{
    public static string Header { get; } =
        $"{"scenario",-26} {"block",5} {"negotiations",12}  {"direct/CPU s",12}  {"grains/CPU s",12}  {"CPU ratio",22}  {"wall ratio",22}";

    public static string Row(string name, int block, SideBySide c) =>
        $"{name,-26} {block,5} {c.Replicas,12:N0}  {c.Direct.Median,12:N0}  {c.Grains.Median,12:N0}  {Text(c.CpuRatio),22}  {Text(c.WallRatio),22}";

    private static string Text(Spread spread) => $"{spread.Median:0.000} [{spread.Least:0.000}, {spread.Greatest:0.000}]";
}
