namespace NegotiationSim.Reports.Charts;

/// <summary>An axis of a picture.</summary>
/// <param name="Title">What it measures, with its unit.</param>
/// <param name="Format">How its numbers are written.</param>
/// <param name="Min">Where it begins; null: where the data do.</param>
/// <param name="Max">Where it ends; null: where the data do.</param>
public sealed record ChartAxis(string Title, ValueFormat Format = ValueFormat.Number, double? Min = null, double? Max = null);

/// <summary>A line across a picture at a value of an axis.</summary>
/// <param name="At">The value.</param>
/// <param name="Label">What is there, in a few words.</param>
public sealed record ReferenceLine(double At, string Label);
