using System.Collections.Immutable;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Sweeps;

/// <summary>
/// Reads a scenario file at every point of a sweep. Messages about a parameter say <c>--vary</c> with its number as the line, and name the point; what is already said about the file as it stands is not repeated, nor is the same thing
/// of one point after another.
/// </summary>
internal sealed class SweepReader(CommandContext context, string file, IReadOnlyList<string> overrides)
{
    /// <summary>So many points that cannot be played are told of; a wrong range would fill the screen otherwise.</summary>
    private const int MostWrong = 5;

    private readonly HashSet<Diagnostic> _said = [];

    /// <summary>Whether warnings are given; they were when a sweep that is gone on with began.</summary>
    public bool IsHeard { get; init; } = true;

    /// <summary>What is varied, the file as it stands and the points; null, with everything that is wrong on standard error, where they cannot be played.</summary>
    /// <param name="texts">What is to be varied, as typed.</param>
    /// <param name="cancellation">Gives it up between two points.</param>
    public (LoadResult AsItStands, ImmutableArray<Axis> Axes, ImmutableArray<SweptPoint> Points)? Read(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        if (Axes(texts) is not { } axes)
        {
            return null;
        }

        ImmutableArray<Setting> settings = [.. Setting.Numbered(overrides)];
        var asItStands = ScenarioFile.ReadSet(context.Surroundings, file, settings);
        foreach (var diagnostic in asItStands.Diagnostics.Concat(asItStands.NotSimulated))
        {
            Report(diagnostic);
            _said.Add(diagnostic);
        }

        if (asItStands.Scenario is not { } scenario || Refused(PlayCost.Refusal(scenario, asItStands.Text, file)))
        {
            return null;
        }

        var points = ImmutableArray.CreateBuilder<SweptPoint>();
        var wrong = 0;
        foreach (var at in Places(axes))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Read(settings, axes, at) is { } point)
            {
                points.Add(new SweptPoint(at, point, ScenarioSameness.IsSame(scenario, point)));
            }
            else if (++wrong == MostWrong)
            {
                break;
            }
        }

        return wrong == 0 ? (asItStands, [.. axes.Select((axis, i) => axis with { IsContinuous = IsContinuous(settings, axis, i + 1) })], points.ToImmutable()) : null;
    }

    private ImmutableArray<Axis>? Axes(IReadOnlyList<string> texts)
    {
        var axes = ImmutableArray.CreateBuilder<Axis>();
        for (var i = 0; i < texts.Count; i++)
        {
            var (axis, error) = VaryReader.Read(texts[i], i + 1);
            if (!Refused(error))
            {
                axes.Add(axis!);
            }
        }

        if (axes.Count < texts.Count)
        {
            return null;
        }

        var points = axes.Aggregate(1L, (count, axis) => count * axis.Values.Length);
        return axes.Count > 2 ? Fail(3, "a sweep varies one parameter or two, and this is the third; compare takes as many changes as you like")
            : axes.Count == 2 && axes[0].Path == axes[1].Path ? Fail(2, $"`{axes[1].Path}` is varied already, by {VaryReader.Source} 1")
            : points > VaryReader.MostPoints ? Fail(axes.Count, $"{string.Join(" × ", axes.Select(axis => axis.Values.Length))} values are {points} points, more than the {VaryReader.MostPoints} that a sweep plays; take fewer")
            : axes.ToImmutable();

        ImmutableArray<Axis>? Fail(int number, string message) =>
            Refused(new Diagnostic(Severity.Error, VaryReader.Source, number, 1, message)) ? null : axes.ToImmutable();
    }

    private static IEnumerable<ImmutableArray<int>> Places(ImmutableArray<Axis> axes) =>
        from first in Enumerable.Range(0, axes[0].Values.Length)
        from second in Enumerable.Range(0, axes.Length == 2 ? axes[1].Values.Length : 1)
        select axes.Length == 2 ? ImmutableArray.Create(first, second) : [first];

    private Scenario? Read(ImmutableArray<Setting> settings, ImmutableArray<Axis> axes, ImmutableArray<int> at)
    {
        var loaded = ScenarioFile.ReadSet(context.Surroundings, file, settings.AddRange(axes.Select((axis, i) => axis.SettingOf(axis.Values[at[i]], i + 1))));
        var name = SweptPoint.Name(axes, at);
        foreach (var diagnostic in loaded.Diagnostics.Concat(loaded.NotSimulated).Where(_said.Add))
        {
            Report(diagnostic with { Message = $"{diagnostic.Message} (at the point {name})" });
        }

        return loaded.Scenario is { } scenario && !Refused(PlayCost.Refusal(scenario, null, file) is { } refusal ? refusal with { File = VaryReader.Source, Line = 1, Column = 1, Message = $"{refusal.Message} (at the point {name})" } : null)
            ? scenario
            : null;
    }

    /// <summary>Whether the scenario takes a number between two values; where all are whole, one is tried.</summary>
    private bool IsContinuous(ImmutableArray<Setting> settings, Axis axis, int number) =>
        !axis.IsNumeric
        || axis.Numbers.Any(value => value != decimal.Truncate(value))
        || ScenarioFile.ReadSet(context.Surroundings, file, settings.Add(axis.SettingOf(AxisValue.Of(axis.Numbers[0] + 0.5m, 0), number))).Scenario is not null;

    private void Report(Diagnostic diagnostic)
    {
        if (IsHeard || diagnostic.Severity == Severity.Error)
        {
            context.Report(diagnostic);
        }
    }

    private bool Refused(Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            context.Report(diagnostic);
        }

        return diagnostic is not null;
    }
}
