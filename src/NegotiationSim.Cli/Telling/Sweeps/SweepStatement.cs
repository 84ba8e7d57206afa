using System.Globalization;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Analysis.Sweeps;
using NegotiationSim.Cli.Sweeps;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Cli.Telling.Sweeps;

/// <summary>What a sweep comes to, in sentences: where another thing becomes the likelier one, then what the parameter moves, or plainly that nothing can be told.</summary>
internal static class SweepStatement
{
    /// <summary>Flips in a sentence.</summary>
    private const int MostFlips = 12;

    /// <summary>Differences in a sentence.</summary>
    private const int MostMoves = 3;

    /// <summary>Values in a sentence.</summary>
    private const int MostNamed = 6;

    /// <summary>The sentences, the most important first.</summary>
    public static IReadOnlyList<Sentence> Of(SweepTale tale) => tale.Axes.Length == 2 ? OfTwo(tale) : [.. Flips(tale), Moves(tale), .. tale.Shown.SelectMany(measure => Turns(tale, measure))];

    /// <summary>Where another ending becomes the likeliest, or which one is; then of what is drawn where it begins or ceases to come about in more than half. The parameter is named once.</summary>
    private static IEnumerable<Sentence> Flips(SweepTale tale)
    {
        var (named, flips) = (false, tale.Flips.Where(flip => flip.Measure is not { } measure || (tale.Shown.Contains(measure) && !EndingWords.SignedIsAll(tale.Scenario))).OrderBy(flip => flip.Measure is not null).ToList());
        if (!flips.Exists(flip => flip.Measure is null))
        {
            yield return Likeliest(tale);
        }

        foreach (var flip in flips)
        {
            yield return Tell(tale, flip, named);
            named = true;
        }
    }

    private static IReadOnlyList<Sentence> OfTwo(SweepTale tale) =>
    [
        .. tale.Shown.SelectMany(measure => tale.Flips.Where(flip => flip.Measure == measure).GroupBy(flip => flip.Flip.Above.Comes).Select(flips => Boundary(tale, [.. flips])).Append(Range(tale, measure))),
    ];

    /// <summary>Of two parameters: where along one of them something comes about in more than half of the replicas, for each value of the other.</summary>
    private static Sentence Boundary(SweepTale tale, IReadOnlyList<FlipAlong> flips)
    {
        var (axis, other, more) = (tale.Axes[flips[0].Axis], tale.Axes[1 - flips[0].Axis], flips[0].Flip.Above.Comes);
        var sentence = tale.Sentence().Say($"{Clause(tale, flips[0].Measure!)} in {(more ? "more" : "fewer")} than half of the replicas where {axis.Path} is {(axis.IsContinuous ? "above " : "")}");
        for (var i = 0; i < Math.Min(flips.Count, MostFlips); i++)
        {
            var flip = flips[i].Flip;
            sentence.Say(i == 0 ? "" : "; ").Strong(axis.IsContinuous ? Numbers(flip.At, flip.Low, flip.High) : $"{AxisValue.Write(flip.To)} and more").Say($" with {other.Path}={other.Values[flips[i].With].Text}");
        }

        return sentence.Say(flips.Count > MostFlips ? $"; and {flips.Count - MostFlips} more that --json has" : "").Say($"; in {(more ? "fewer" : "more")} where it is below.");
    }

    /// <summary>One flip of the only parameter.</summary>
    private static Sentence Tell(SweepTale tale, FlipAlong found, bool isNamed)
    {
        var (axis, flip) = (tale.Axes[found.Axis], found.Flip);
        var sentence = tale.Sentence();
        var where = isNamed ? "the value" : new ParameterWords(tale.Scenario).Of(axis.Path);
        return found.Measure is { } measure
            ? sentence.Say($"{Clause(tale, measure)} in {(flip.Below.Comes ? "more" : "fewer")} than half of the replicas where {where} is ").Strong(Below(axis, flip))
                .Say($", and in {(flip.Above.Comes ? "more" : "fewer")} {Above(axis, flip)}.")
            : sentence.Say($"Where {where} is ").Strong(Below(axis, flip)).Say($", the likeliest ending is {Ending(tale, flip.Below.Measure)}; {Above(axis, flip)} it is {Ending(tale, flip.Above.Measure)}.");
    }

    /// <summary>Between two whole numbers there is nothing, so that an estimate between them would say nothing.</summary>
    private static string Below(Axis axis, Flip flip) =>
        axis.IsContinuous ? $"below {Numbers(flip.At, flip.Low, flip.High)}" : $"at most {AxisValue.Write(flip.From)}";

    private static string Above(Axis axis, Flip flip) => axis.IsContinuous ? "above it" : $"from {AxisValue.Write(flip.To)} on";

    private static string Numbers(double at, double low, double high)
    {
        var decimals = high > low ? Math.Clamp(1 - (int)Math.Floor(PortableMath.Log10(high - low)), 0, 12) : 6;
        return $"{Fixed(at)} [{Fixed(low)}, {Fixed(high)}]";

        string Fixed(double value) => Math.Round(value, decimals) is var rounded && rounded == 0 ? "0" : rounded.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>Which ending is the likeliest, where none becomes it along the way.</summary>
    private static Sentence Likeliest(SweepTale tale)
    {
        var values = tale.Axes[0].Values;
        var leaders = tale.Summary.Points.Select((point, i) => (Measure: FlipSearch.Likeliest(point, tale.Summary.Runs), values[i].Text)).ToList();
        var sentence = tale.Sentence();
        if (leaders.All(leader => leader.Measure == leaders[0].Measure))
        {
            return leaders[0].Measure is { } always
                ? sentence.Say("At every value the likeliest ending is ").Strong(Ending(tale, always)).Say(tale.Flips.IsEmpty ? ", and nothing flips." : ".")
                : sentence.Say("Which ending is the likeliest cannot be told at any value.");
        }

        var groups = leaders.Where(leader => leader.Measure is not null).GroupBy(leader => leader.Measure!).ToList();
        var unclear = leaders.Where(leader => leader.Measure is null).Select(leader => leader.Text).ToList();
        return sentence.Say("The likeliest ending is " + Figures.List([.. groups.Select(group => $"{Ending(tale, group.Key)} at {Values([.. group.Select(leader => leader.Text)])}")]))
            .Say(unclear.Count > 0 ? $"; at {Values(unclear)} it cannot be told." : ".");
    }

    /// <summary>What moves from the first value to the last, or to the one that is furthest from it.</summary>
    private static Sentence Moves(SweepTale tale)
    {
        var (points, values) = (tale.Summary.Points, tale.Axes[0].Values);
        if (points.All(point => point.Measures.All(estimate => estimate.IsIdentical)))
        {
            return tale.Sentence().Strong("Nothing changes").Say($": at every value each of the {Figures.Count(tale.Summary.Runs, "replica")} ends in the same way.");
        }

        var places = tale.Axes[0].IsNumeric ? [points.Length - 1] : Enumerable.Range(1, points.Length - 1).ToArray();
        var told = Largest(tale, tale.Told, places);

        // What moves most, whatever it is, and what is drawn.
        var ends = told.Take(1).Concat(Largest(tale, tale.Shown, places).Where(move => move.Estimate.Measure != told[0].Estimate.Measure)).ToList();
        var clear = ends.Where(move => move.Estimate.IsDistinguishable).ToList();
        if (clear.Count > 0)
        {
            return Differences(tale, clear);
        }

        var between = tale.Axes[0].IsNumeric ? Largest(tale, tale.Told, [.. Enumerable.Range(1, points.Length - 2)]).Where(move => move.Estimate.IsDistinguishable).ToList() : [];
        var most = ends[0];
        var sentence = tale.Sentence().Say($"No difference between {values[0].Text} and {(tale.Axes[0].IsNumeric ? values[^1].Text : "any other value")} can be told; the largest is in how often {MeasureClause(tale, most.Estimate.Measure)} (")
            .Strong(Points.WithInterval(most.Estimate)).Say(" points).");
        return between.Count > 0 ? sentence.Say(" In between there is one: ").Add(Differences(tale, between)) : sentence;
    }

    /// <summary>For each measure the value at which it is furthest from what it is at the first, the largest first; what can be told from no difference comes before what cannot.</summary>
    private static List<(int Place, PairedEstimate Estimate)> Largest(SweepTale tale, IReadOnlyList<Measure> measures, IReadOnlyList<int> places) =>
        places.Count == 0 ? []
        : [.. measures.Select(measure => places.Select(place => (Place: place, Estimate: tale.Summary.Points[place].Of(measure)))
                .OrderByDescending(move => move.Estimate.IsDistinguishable).ThenByDescending(move => Math.Abs(move.Estimate.Difference)).First())
            .OrderByDescending(move => move.Estimate.IsDistinguishable).ThenByDescending(move => Math.Abs(move.Estimate.Difference))];

    private static Sentence Differences(SweepTale tale, IReadOnlyList<(int Place, PairedEstimate Estimate)> moves)
    {
        var axis = tale.Axes[0];
        var place = moves[0].Place;
        var told = moves.Where(move => move.Place == place).Take(MostMoves).ToList();
        var sentence = tale.Sentence().Say(axis.IsNumeric ? $"From {axis.Values[0].Text} to {axis.Values[place].Text}, " : $"With {axis.Values[place].Text} in place of {axis.Values[0].Text}, ");
        for (var i = 0; i < told.Count; i++)
        {
            var estimate = told[i].Estimate;
            sentence.Say(i == 0 ? "" : i == told.Count - 1 ? " and " : ", ").Say((i == 0 || IsFailure(estimate.Measure) ? MeasureClause(tale, estimate.Measure) : MeasureWords.Verb(tale.Scenario, estimate.Measure)) + " in ").Strong(Points.Size(estimate))
                .Say($" points {(estimate.Difference > 0 ? "more" : "fewer")}" + (i == 0 ? " replicas" : ""));
        }

        return sentence.Say(".");
    }

    /// <summary>Where a measure is higher or lower between the ends than at both of them, by more than the intervals.</summary>
    private static IEnumerable<Sentence> Turns(SweepTale tale, Measure measure)
    {
        if (!tale.Axes[0].IsNumeric)
        {
            yield break;
        }

        var points = tale.Summary.Points.Select((point, i) => (Estimate: point.Of(measure).Variant, tale.Axes[0].Values[i].Text)).ToList();
        var (first, last) = (points[0].Estimate, points[^1].Estimate);
        var (most, least) = (points.MaxBy(point => point.Estimate.Count), points.MinBy(point => point.Estimate.Count));
        if (most.Estimate.Low > first.High && most.Estimate.Low > last.High)
        {
            yield return Turn("most", most);
        }

        if (least.Estimate.High < first.Low && least.Estimate.High < last.Low)
        {
            yield return Turn("least", least);
        }

        Sentence Turn(string word, (Estimate Estimate, string Text) point) =>
            tale.Sentence().Say($"It does not go one way: {MeasureClause(tale, measure)} {word} often at {point.Text}, in ").Strong(Share(point.Estimate)).Say(" of the replicas.");
    }

    /// <summary>Of two parameters: where something is likeliest and where it is least likely.</summary>
    private static Sentence Range(SweepTale tale, Measure measure)
    {
        var points = tale.Summary.Points.Select((point, i) => (Estimate: point.Of(measure).Variant, Name: SweptPoint.Name(tale.Axes, tale.Order.Points[i].At))).ToList();
        var (least, most) = (points.MinBy(point => point.Estimate.Count), points.MaxBy(point => point.Estimate.Count));
        var sentence = tale.Sentence();
        if (least.Estimate.Count == most.Estimate.Count)
        {
            return sentence.Say(Clause(tale, measure) + " in ").Strong(Batches.Shares.Percent(least.Estimate)).Say(" of the replicas at every point.");
        }

        sentence.Say($"How often {MeasureClause(tale, measure)} runs from ").Strong(Share(least.Estimate)).Say($" ({least.Name}) to ").Strong(Share(most.Estimate)).Say($" ({most.Name})");
        return sentence.Say(least.Estimate.High < most.Estimate.Low ? "." : "; these intervals overlap, so that no difference can be told.");
    }

    private static string Share(Estimate estimate) => $"{Batches.Shares.Percent(estimate)} [{Batches.Shares.Interval(estimate.Low, estimate.High)}]";

    private static string Ending(SweepTale tale, Measure measure) => "“" + EndingWords.Of(tale.Scenario, measure.Ending) + "”";

    /// <summary>A measure as the beginning of a sentence.</summary>
    private static string Clause(SweepTale tale, Measure measure) => Figures.Capitalised(MeasureClause(tale, measure));

    private static string MeasureClause(SweepTale tale, Measure measure) => measure switch
    {
        _ when IsFailure(measure) => $"the ending is {Ending(tale, measure)}",
        _ => WithoutOne(MeasureWords.Verb(tale.Scenario, measure)),
    };

    private static bool IsFailure(Measure measure) => measure is { Kind: MeasureKind.Ending, Ending: not Engine.Ending.Held };

    /// <summary>"One" is an agreement that was spoken of before.</summary>
    private static string WithoutOne(string verb) => verb.StartsWith("one ", StringComparison.Ordinal) ? "an agreement " + verb[4..] : verb;

    private static string Values(IReadOnlyList<string> values) => values.Count > MostNamed ? $"{values.Count} of the values" : Figures.List([.. values.Select(Output.Visible.Title)]);
}
