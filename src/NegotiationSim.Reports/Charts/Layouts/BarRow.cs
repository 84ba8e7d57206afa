using System.Collections.Immutable;
using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>A line of a picture of bars: its name, or the head of a group where there are no marks.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Marks">Its bars or dots; empty: the head of a group.</param>
internal sealed record BarRow(string Label, ImmutableArray<BarMark> Marks)
{
    public bool IsHead => Marks.IsEmpty;
}

/// <summary>A bar or a dot.</summary>
/// <param name="Value">Where it ends.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Role">Its colour.</param>
/// <param name="Text">What stands beside it.</param>
/// <param name="Title">What is said when it is pointed at.</param>
internal sealed record BarMark(double Value, double? Low, double? High, Role Role, string Text, string Title);
