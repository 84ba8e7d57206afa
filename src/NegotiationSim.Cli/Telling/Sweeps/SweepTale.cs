using System.Collections.Immutable;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sweeps;
using NegotiationSim.Cli.Sweeps;
using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling.Sweeps;

/// <summary>The sweep that is told, and what its tellers look up.</summary>
/// <param name="order">The sweep.</param>
/// <param name="summary">What it came to.</param>
/// <param name="shown">What is drawn; none: the signature, and what becomes of what is signed.</param>
/// <param name="detail">How much is told.</param>
internal sealed class SweepTale(SweepOrder order, SweepSummary summary, ImmutableArray<Measure> shown, Detail detail) : Subject(order.AsItStands)
{
    private static readonly Measure s_signed = new(MeasureKind.Signed);

    public SweepOrder Order { get; } = order;

    public SweepSummary Summary { get; } = summary;

    public Detail Detail { get; } = detail;

    public ImmutableArray<Axis> Axes => Order.Axes;

    /// <summary>Whether it was interrupted, so that fewer replicas were played than were asked for.</summary>
    public bool IsPartial => Summary.Runs < Order.Runs;

    /// <summary>What is drawn.</summary>
    public ImmutableArray<Measure> Shown => shown.Where(Summary.Measures.Contains).ToImmutableArray() is { Length: > 0 } asked ? asked : ByItself();

    /// <summary>What sentences are about: endings other than a success say the same the other way round, and what says the same as another measure of this scenario is left out.</summary>
    public ImmutableArray<Measure> Told => [.. Summary.Measures.Where(measure => measure.Kind switch
    {
        MeasureKind.Ending => measure.Ending == Ending.Held && !EndingWords.SignedIsAll(Scenario),
        MeasureKind.InForce => Scenario.Implementation is not null && EndingWords.HasRatifiers(Scenario),
        _ => true,
    })];

    /// <summary>The endings that there can be, or that came about.</summary>
    public ImmutableArray<Measure> Endings =>
        [.. Summary.Measures.Where(measure => measure.Kind == MeasureKind.Ending && (EndingWords.WhyNever(Scenario, measure.Ending) is null || ComesAbout(measure)))];

    /// <summary>Every flip, along the first parameter that is a number, for each value of the other.</summary>
    public ImmutableArray<FlipAlong> Flips => field.IsDefault ? field = FindFlips() : field;

    /// <summary>The point at places on the axes.</summary>
    public SweepPoint Point(params ReadOnlySpan<int> at) => Summary.Points[at.Length == 1 ? at[0] : at[0] * Axes[1].Values.Length + at[1]];

    private bool ComesAbout(Measure measure) => Summary.Points.Any(point => point.Of(measure).Variant.Count > 0);

    /// <summary>The signature; and that it holds, or where that never happens the longest of up to thirty days that an agreement outlives. What is the same at every point is not worth a picture; where all of that is, what moves most.</summary>
    private ImmutableArray<Measure> ByItself()
    {
        var held = new Measure(MeasureKind.Ending, Ending.Held);
        var ages = Summary.Measures.Where(measure => measure is { Kind: MeasureKind.InForcePast, Days: <= 30 } && ComesAbout(measure)).ToList();
        ImmutableArray<Measure> candidates = EndingWords.SignedIsAll(Scenario) ? [s_signed] : ComesAbout(held) ? [s_signed, held] : ages.Count > 0 ? [s_signed, ages[^1]] : [s_signed];
        return [.. candidates.Where(measure => Summary.Points.Any(point => !point.Of(measure).IsIdentical)).DefaultIfEmpty(Told.Append(s_signed).MaxBy(measure => Summary.Points.Max(point => Math.Abs(point.Of(measure).Difference)))!)];
    }

    private ImmutableArray<FlipAlong> FindFlips()
    {
        var along = Axes[0].IsNumeric ? 0 : Axes.Length == 2 && Axes[1].IsNumeric ? 1 : -1;
        if (along < 0)
        {
            return [];
        }

        var flips = ImmutableArray.CreateBuilder<FlipAlong>();
        var numbers = Axes[along].Numbers;
        for (var other = 0; other < (Axes.Length == 2 ? Axes[1 - along].Values.Length : 1); other++)
        {
            SweepPoint[] line = [.. Enumerable.Range(0, numbers.Length).Select(i => Axes.Length == 1 ? Point(i) : along == 0 ? Point(i, other) : Point(other, i))];
            var with = Axes.Length == 1 ? -1 : other;
            flips.AddRange(FlipSearch.OfEndings(numbers, line, Summary.Runs).Select(flip => new FlipAlong(along, with, null, flip)));
            flips.AddRange(Told.SelectMany(measure => FlipSearch.OfHalf(measure, numbers, line, Summary.Runs).Select(flip => new FlipAlong(along, with, measure, flip))));
        }

        return flips.ToImmutable();
    }
}

/// <summary>A flip and where it was found.</summary>
/// <param name="Axis">The parameter along which it is.</param>
/// <param name="With">The place of the other parameter's value; -1: there is no other.</param>
/// <param name="Measure">What begins or ceases to come about in more than half of the replicas; null: another ending becomes the likeliest.</param>
/// <param name="Flip">The flip.</param>
internal sealed record FlipAlong(int Axis, int With, Measure? Measure, Flip Flip);
