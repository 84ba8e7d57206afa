using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>What matters most to an actor, and what it would like there.</summary>
internal static class Wishes
{
    /// <summary>The weightiest issues with what the actor would like best, as far as the numbers are known in this replica.</summary>
    /// <param name="tale">The run.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="named">How many issues are named.</param>
    /// <param name="withBest">Whether it is said what it would like best there.</param>
    public static Sentence Of(Tale tale, int actor, int named, bool withBest)
    {
        var own = tale.Names.Grammar(actor);
        var sentence = tale.Sentence().Say(own.OpeningIt + " ");
        if (tale.Scenario.Actors[actor].Preferences is not { } preferences)
        {
            return sentence.Say(own.Verb("wants") + " an agreement.");
        }

        var weights = preferences.Issues.Select(issue => issue is null ? 0 : tale.Value(actor, issue.Weight)).ToList();
        var total = weights.All(w => w is not null) ? weights.Sum(w => w!.Value) : (double?)null;
        var order = Enumerable.Range(0, weights.Count)
            .Where(i => preferences.Issues[i] is not null && weights[i] is not 0)
            .OrderByDescending(i => weights[i] ?? double.NegativeInfinity)
            .Take(named)
            .ToList();
        sentence.Say(own.Verb("cares") + (order.Count == 0 ? " about nothing in particular" : " most about "));
        for (var i = 0; i < order.Count; i++)
        {
            Wish(tale, actor, order[i], preferences.Issues[order[i]]!.Value, total is > 0 ? weights[order[i]] / total : null, withBest, sentence.Say(i == 0 ? "" : " and "));
        }

        return sentence.Say(".");
    }

    private static void Wish(Tale tale, int actor, int issue, ValueFunction value, double? weight, bool withBest, Sentence sentence)
    {
        var best = !withBest ? null : Best(tale, actor, tale.Scenario.Space.Issues[issue], value);
        sentence.Say(tale.Names.Issue(issue));
        var aside = string.Join(", ", new[] { weight is { } share ? Figures.Percent(share) : null, best is null ? null : "ideally " + best }.OfType<string>());
        sentence.Say(aside.Length == 0 ? "" : $" ({aside})");
    }

    private static string? Best(Tale tale, int actor, Issue issue, ValueFunction function) => (issue, function) switch
    {
        (OptionsIssue options, OptionValues values) => Top(tale, actor, values.Values) is { } top ? Names.Quoted(Names.Option(options.Options[top])) : null,
        (OptionsIssue options, IdealPoint ideal) when tale.Value(actor, ideal.Position) is { } position =>
            Names.Quoted(Names.Option(options.Options.MinBy(option => Math.Abs(option.Position - position))!)),
        (RangeIssue range, IdealPoint ideal) when tale.Value(actor, ideal.Position) is { } number =>
            Names.Value(range, range.Numbers.IndexOf(range.Numbers.MinBy(n => Math.Abs(n - number)))),
        (RangeIssue, PiecewiseLinear line) => Top(tale, actor, [.. line.Points.Select(point => point.Value)]) is { } top
            ? Figures.Number(line.Points[top].Number) : null,
        (SetIssue set, MemberAttitudes attitudes) => Members(tale, actor, set, attitudes.Attitudes),
        _ => null,
    };

    private static int? Top(Tale tale, int actor, ImmutableArray<Quantity> values)
    {
        int? top = null;
        var best = double.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            if (tale.Value(actor, values[i]) is not { } value)
            {
                return null;
            }

            if (value > best)
            {
                (top, best) = (i, value);
            }
        }

        return top;
    }

    private static string? Members(Tale tale, int actor, SetIssue set, ImmutableArray<Quantity> attitudes)
    {
        var wanted = new List<string>();
        for (var i = 0; i < attitudes.Length; i++)
        {
            if (tale.Value(actor, attitudes[i]) is not { } attitude)
            {
                return null;
            }

            if (attitude > 0)
            {
                wanted.Add(Names.Member(set, i));
            }
        }

        return wanted.Count == 0 ? "none" : string.Join(", ", wanted);
    }
}
