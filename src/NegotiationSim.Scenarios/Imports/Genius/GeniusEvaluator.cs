using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>
/// What the values of an issue are worth in a profile (EvaluatorDiscrete, EvaluatorInteger and EvaluatorReal of Genius 10.4). Genius keeps linear
/// functions of numbers within [0, 1]; evaluations of texts and constants may lie outside.
/// </summary>
internal sealed class GeniusEvaluator(Findings findings)
{
    /// <summary>Below this largest evaluation Genius takes all values for worthless.</summary>
    private const double Nothing = 1e-5;

    private readonly GeniusNumbers _numbers = new(findings);

    /// <summary>One per value of the issue; null (and an error) when the profile does not say.</summary>
    /// <param name="issue">The domain's issue.</param>
    /// <param name="element">The profile's.</param>
    public double[]? Read(GeniusIssue issue, MarkupElement element)
    {
        var kind = GeniusIssue.KindOf(element);
        if (kind != issue.Kind)
        {
            findings.Error(element.Position, $"issue {issue.Index} is {GeniusIssue.KindInWords(element)} here and {issue.KindInWords()} in the domain; is this profile of another domain?");
            return null;
        }

        return kind switch
        {
            GeniusIssueKind.Discrete => ReadItems(issue, element),
            GeniusIssueKind.Integer => ReadWholes(issue, element),
            _ => ReadReals(issue, element),
        };
    }

    private double[]? ReadItems(GeniusIssue issue, MarkupElement element)
    {
        var evaluations = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var item in element.All("item"))
        {
            if (item.Find("value") is not { } value)
            {
                findings.Error(item.Position, "the <item> has no `value`");
                return null;
            }

            // Genius leaves out what it cannot read here, and fails when it first needs it.
            if (_numbers.Required(item, "evaluation") is not { } evaluation)
            {
                return null;
            }

            if (!evaluations.TryAdd(value.Text, evaluation))
            {
                findings.Warn(item.Position, $"the value `{Excerpt.Of(value.Text)}` stands here twice; the last evaluation counts");
                evaluations[value.Text] = evaluation;
            }
        }

        if (issue.Values.Where(value => !evaluations.ContainsKey(value)).ToList() is { Count: > 0 } missing)
        {
            var names = string.Join(", ", missing.Take(4).Select(value => $"`{Excerpt.Of(value)}`")) + (missing.Count > 4 ? ", ..." : "");
            findings.Error(element.Position, $"issue {issue.Index} gives no evaluation for {names}; is this profile of another domain?");
            return null;
        }

        WarnOfStrangers(issue, element);
        if (evaluations.Values.Max() < Nothing && evaluations.Values.Any(evaluation => evaluation < 0))
        {
            findings.Warn(element.Position, $"no evaluation of issue {issue.Index} reaches 0.00001; all its values are worth 0, as in Genius");
        }

        var best = evaluations.Values.Max();
        return [.. issue.Values.Select(value => best < Nothing ? 0 : evaluations[value] / best)];
    }

    private void WarnOfStrangers(GeniusIssue issue, MarkupElement element)
    {
        var known = issue.Values.ToHashSet(StringComparer.Ordinal);
        if (element.All("item").FirstOrDefault(item => !known.Contains(item.Find("value")!.Text)) is { } stranger)
        {
            findings.Warn(stranger.Position, $"the domain has no value `{Excerpt.Of(stranger.Find("value")!.Text)}`; its evaluation counts for the largest all the same, as in Genius");
        }
    }

    private double[]? ReadWholes(GeniusIssue issue, MarkupElement element)
    {
        var lower = issue.Numbers[0];
        if (GeniusIssue.BoundsOf(element) is var bounds && !GeniusIssue.HasBounds(bounds))
        {
            findings.Warn(element.Position, $"issue {issue.Index} has no bounds here; the domain's count");
        }
        else if (_numbers.RequiredWhole(bounds, "lowerbound") is not { } own)
        {
            return null;
        }
        else if (own != lower)
        {
            findings.Warn(bounds.Position, $"issue {issue.Index} begins at {own} here and at {PlainValues.Show(lower)} in the domain; evaluation starts from {own}, as in Genius");
            lower = own;
        }

        if (element.All("evaluator").FirstOrDefault() is not { } evaluator)
        {
            findings.Warn(element.Position, $"issue {issue.Index} has no <evaluator>; all its values are worth 0, as in Genius");
            return new double[issue.Numbers.Length];
        }

        if (evaluator.Find("ftype") is { } function && !string.Equals(function.Text, "linear", StringComparison.OrdinalIgnoreCase))
        {
            findings.Warn(function.Position, $"integers are worth a straight line to Genius, whatever `ftype` says (`{Excerpt.Of(function.Text)}`)");
        }

        return _numbers.Required(evaluator, "slope") is { } slope && _numbers.Required(evaluator, "offset") is { } offset
            ? [.. issue.Numbers.Select(x => Math.Clamp(slope * (x - lower) + offset, 0, 1))]
            : null;
    }

    private double[]? ReadReals(GeniusIssue issue, MarkupElement element)
    {
        if (element.All("evaluator").FirstOrDefault() is not { } evaluator)
        {
            findings.Error(element.Position, $"issue {issue.Index} has no <evaluator>, so nothing says what its numbers are worth");
            return null;
        }

        switch (evaluator.Find("ftype")?.Text.ToLowerInvariant())
        {
            case "linear" when _numbers.Required(evaluator, "parameter0") is { } constant && _numbers.Required(evaluator, "parameter1") is { } slope:
                return [.. issue.Numbers.Select(x => Math.Clamp(slope * x + constant, 0, 1))];
            case "constant" when _numbers.Required(evaluator, "parameter0") is { } constant:
                return [.. issue.Numbers.Select(_ => constant)];
            case "triangular" when _numbers.Required(evaluator, "parameter0") is { } low
                && _numbers.Required(evaluator, "parameter1") is { } high && _numbers.Required(evaluator, "parameter2") is { } top:
                return [.. issue.Numbers.Select(x => Math.Clamp(Triangle(x, low, high, top), 0, 1))];
            case "linear" or "constant" or "triangular":
                return null;
            case null:
                findings.Error(evaluator.Position, "the <evaluator> has no `ftype`; Genius knows linear, constant and triangular");
                return null;
            case var unknown:
                findings.Error(evaluator.Find("ftype")!.Position, $"the function `{Excerpt.Of(unknown)}` cannot be evaluated; Genius evaluates linear, constant and triangular");
                return null;
        }
    }

    /// <summary>EVALFUNCTYPE.evalTriangular, comparison by comparison.</summary>
    private static double Triangle(double x, double low, double high, double top) =>
        x < low ? 0 : x < top ? (x - low) / (top - low) : x < high ? 1 - (x - top) / (high - top) : 0;
}
