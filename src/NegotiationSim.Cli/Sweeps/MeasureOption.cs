using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Cli.Sweeps;

/// <summary>What measures are called on the command line, in <c>--measure</c>, and in CSV files.</summary>
internal static class MeasureOption
{
    public const string Name = "--measure";

    /// <summary>A measure's name.</summary>
    public static string Of(Measure measure) => measure.Kind switch
    {
        MeasureKind.Ending => JsonNames.Of(measure.Ending),
        MeasureKind.Signed => "signed",
        MeasureKind.InForce => "in_force",
        MeasureKind.InForcePast => "in_force_past_" + measure.Days.ToString(CultureInfo.InvariantCulture),
        MeasureKind.GateOpened => "gate." + measure.Gate,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure.Kind, null),
    };

    /// <summary>The measures that are named.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="known">Those that there are.</param>
    /// <exception cref="WrongInputException">There is no such measure.</exception>
    public static ImmutableArray<Measure> Read(IReadOnlyList<string> names, IReadOnlyList<Measure> known) =>
    [
        .. names.Distinct().Select(name => known.FirstOrDefault(measure => Of(measure) == name)
            ?? throw new WrongInputException(
                $"{Name} takes {Telling.Figures.List([.. known.Select(Of)], "or")} with this scenario; '{name}' is none{(NearestName.Find(name, known.Select(Of)) is { } nearest ? $"; did you mean '{nearest}'?" : "")}")),
    ];
}
