namespace NegotiationSim.Analysis;

/// <summary>What simple rules predict for one ordered issue: the yardstick a model of bargaining has to beat.</summary>
/// <param name="Issue">The issue's index.</param>
/// <param name="Compromise">The capability x weight mean of the ideal positions (the compromise model: Achen 2006), on the issue's scale (0 to 100 for options, the numbers of a range).</param>
/// <param name="Median">The median of the ideal positions.</param>
public sealed record IssueBaseline(int Issue, double Compromise, double Median);
