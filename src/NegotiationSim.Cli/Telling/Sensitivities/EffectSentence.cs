using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling.Sensitivities;

/// <summary>What an input does to the ending, in a sentence or two: which way the signature and the holding go with it, and from which value on another ending is the commonest.</summary>
internal static class EffectSentence
{
    public static Sentence Of(SensitivityTale tale, InputEffect input)
    {
        var sentence = tale.Sentence();
        if (tale.Words.Sides(input) is var (low, high))
        {
            Sides(sentence, tale, input, low, high);
        }
        else if (input.Column.Labels.Length > 2)
        {
            Branches(sentence, tale, input);
        }
        else
        {
            Number(sentence, tale, input);
        }

        return Flips(sentence, tale, input);
    }

    private static void Sides(Sentence sentence, SensitivityTale tale, InputEffect input, string low, string high)
    {
        sentence.Say(Figures.Capitalised(low) + ", ");
        if (input.Signed.Trend == Trend.None)
        {
            var ending = Shifted(input);
            var (before, after) = Ends(input, ending);
            sentence.Say($"“{EndingWords.Of(tale.Scenario, ending)}” is the ending of ").Strong(RankingTable.Figure(before.Share)).Say($" of the runs, {high} of ").Strong(RankingTable.Figure(after.Share)).Say(".");
        }
        else
        {
            sentence.Say("a text is signed in ").Strong(RankingTable.Figure(input.Signed.AtLow.Share)).Say($" of the runs, {high} in ").Strong(RankingTable.Figure(input.Signed.AtHigh.Share)).Say(".");
        }

        Held(sentence, tale, input, "against");
    }

    private static void Number(Sentence sentence, SensitivityTale tale, InputEffect input)
    {
        var noun = tale.Words.Noun(input.Column);
        var moves = tale.Words.Moves(input.Column) is { Length: > 0 } words ? $" ({words})" : "";
        if (input.Signed.Trend == Trend.None)
        {
            var ending = Shifted(input);
            var (before, after) = Ends(input, ending);
            sentence.Say($"With {noun}{moves} the signature does not change to speak of, but “{EndingWords.Of(tale.Scenario, ending)}” does: ")
                .Strong(RankingTable.Figure(before.Share)).Say(" of the runs in the lowest fifth of its values, ").Strong(RankingTable.Figure(after.Share)).Say(" in the highest.");
        }
        else
        {
            sentence.Say(input.Signed.Trend switch
            {
                Trend.Rises => $"The higher {noun}{moves}, the more often a text is signed: ",
                Trend.Falls => $"The higher {noun}{moves}, the rarer a signature: ",
                _ => $"How often a text is signed depends on {noun}{moves}, but not in one direction: ",
            });
            sentence.Strong(RankingTable.Figure(input.Signed.AtLow.Share)).Say(" of the runs in the lowest fifth of its values, ").Strong(RankingTable.Figure(input.Signed.AtHigh.Share)).Say(" in the highest.");
            if (input.Signed.Half is { } half && input.Flips.IsEmpty)
            {
                sentence.Say($" At {InputWords.Value(half)} it is one in two.");
            }
        }

        Held(sentence, tale, input, "and");
    }

    private static void Branches(Sentence sentence, SensitivityTale tale, InputEffect input)
    {
        var found = tale.Scenario.Events.First(e => InputColumn.EventPrefix + e.Id == input.Column.Path);
        var ending = input.Signed.Trend == Trend.None ? Shifted(input) : Ending.NoDeal;
        var parts = input.Parts.Where(part => !part.IsMissing).Select(part =>
        {
            var branch = (int)part.Typical - 1;
            var count = part.Endings[(int)ending];
            var share = (double)(ending == Ending.NoDeal ? part.Runs - count : count) / part.Runs;
            return $"{RankingTable.Figure(share)} where it {(branch < 0 ? "does not come about" : $"turns out as “{Names.Readable(found.Branches[branch].Title, found.Branches[branch].Id)}”")}";
        });
        var what = ending == Ending.NoDeal ? "a text is signed in" : $"“{EndingWords.Of(tale.Scenario, ending)}” is the ending of";
        sentence.Say($"By {tale.Words.Noun(input.Column)} and how, {what} {Figures.List([.. parts])}.");
    }

    /// <summary>What becomes of agreements, where that goes with the input and is more than the signature.</summary>
    private static void Held(Sentence sentence, SensitivityTale tale, InputEffect input, string between)
    {
        if (tale.CanFail && input.Held.Trend != Trend.None && (input.Signed.Trend != Trend.None || Shifted(input) != Ending.Held))
        {
            sentence.Say($" An agreement holds in {RankingTable.Figure(input.Held.AtLow.Share)} {between} {RankingTable.Figure(input.Held.AtHigh.Share)}.");
        }
    }

    private static Sentence Flips(Sentence sentence, SensitivityTale tale, InputEffect input)
    {
        var isNumber = tale.Words.Sides(input) is null;
        foreach (var flip in input.Flips.Take(2))
        {
            var (below, above) = (EndingWords.Of(tale.Scenario, flip.Below), EndingWords.Of(tale.Scenario, flip.Above));
            sentence.Say(isNumber ? " " : " The commonest ending is then ").Strong(isNumber ? $"Above {InputWords.Value(flip.At)}" : $"“{above}”")
                .Say(isNumber ? $" “{above}” is the commonest ending, below it “{below}”." : $" and no longer “{below}”.");
        }

        return sentence;
    }

    /// <summary>The ending whose share differs most between the lowest and the highest values.</summary>
    private static Ending Shifted(InputEffect input) =>
        Enum.GetValues<Ending>().MaxBy(ending => Ends(input, ending) is var (low, high) ? Math.Abs(low.Share - high.Share) : 0);

    private static (Estimate Low, Estimate High) Ends(InputEffect input, Ending ending) =>
        (Estimate.Of(input.Lowest.Endings[(int)ending], input.Lowest.Runs), Estimate.Of(input.Highest.Endings[(int)ending], input.Highest.Runs));
}
