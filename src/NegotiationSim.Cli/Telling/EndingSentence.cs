using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling;

/// <summary>How the negotiation ended and why, in one or two sentences.</summary>
internal static class EndingSentence
{
    public static Sentence Of(Tale tale)
    {
        var record = tale.Record;
        var sentence = tale.Sentence();
        return record.Ending switch
        {
            Ending.Held => Held(tale, sentence),
            Ending.Collapsed => Collapsed(tale, sentence.Add("The agreement collapsed. ", Ink.Bad)),
            Ending.NotRatified => NotRatified(tale, sentence.Add("Signed, but not ratified. ", Ink.Bad)),
            Ending.NoDeal => NoDeal(tale, sentence.Add("No deal. ", Ink.Bad)),
            _ => throw new ArgumentOutOfRangeException(nameof(tale), record.Ending, null),
        };
    }

    private static string Signed(Tale tale) => $"signed {When(tale)}";

    private static string When(Tale tale) => tale.Record.SignedRound is { } round
        ? $"in round {round}" + (tale.Record.SignedDate is { } date ? $" on {Figures.Date(date)}" : "")
        : "before the story begins";

    private static Sentence Held(Tale tale, Sentence sentence)
    {
        const string willingly = "with the consent of everybody whose consent it needed.";
        if (tale.Scenario.Implementation is not { } implementation)
        {
            return EndingWords.HasRatifiers(tale.Scenario)
                ? sentence.Add("Signed and ratified. ", Ink.Good).Say($"The text was {Signed(tale)} {willingly}")
                : sentence.Add("Signed ", Ink.Good).Say($"{When(tale)}, {willingly}");
        }

        sentence.Add("The agreement holds. ", Ink.Good).Say($"It was {Signed(tale)}");
        return tale.Outline.HasImplementation
            ? sentence.Say($" and was still in force after {Figures.Span(implementation.Period * implementation.Horizon)}.")
            : sentence.Say($" {willingly}");
    }

    private static Sentence Collapsed(Tale tale, Sentence sentence)
    {
        var record = tale.Record;
        var cause = record.Cause;
        var unit = tale.Scenario.Implementation?.Period == TimeSpan.FromDays(1) ? "on day" : "in period";
        var when = (record.EndedPeriod is { } period ? $"{unit} {period}" : "") + (record.EndedDate is { } date ? $", {Figures.Date(date)}" : "");
        sentence.Say($"It was {Signed(tale)}. ");
        switch (cause.Kind)
        {
            case CauseKind.Tension:
                sentence.Opening(cause.Actor).Say($" left it {when}, {tale.Names.Grammar(cause.Actor).Its} patience at an end");
                return Chain(tale, sentence).Say(".");
            case CauseKind.BetterOffWithout:
                sentence.Opening(cause.Actor).Say($" left it {when}: it was worth less to {tale.Names.Grammar(cause.Actor).ToIt} than no deal");
                return Chain(tale, sentence).Say(".");
            case CauseKind.Gate:
                var gate = tale.Outline.LapsedGate;
                sentence.Say($"It ended {when}: ").Strong(gate is null ? "a gate" : tale.Names.Gate(gate)).Say(" was not reached in time");
                return Chain(tale, sentence).Say(".");
            case CauseKind.Event:
                sentence.Say($"It ended {when}");
                return (cause.Event is { } id ? sentence.Say(": ").Strong(tale.Names.Event(id)) : sentence).Say(".");
            default:
                return sentence.Say($"It ended {when}.");
        }
    }

    /// <summary>Whose incidents or breaches did most, how many there were, and how many were put on somebody else.</summary>
    private static Sentence Chain(Tale tale, Sentence sentence)
    {
        if (tale.Record.Cause.By is not { } by)
        {
            return sentence;
        }

        sentence.Say("; what ").Doer(by).Say(" did");
        if (tale.Outline.Strikes(by) is { } strikes)
        {
            sentence.Say($" ({Figures.Count(strikes.Count, strikes.AreBreaches ? "breach" : "incident").Replace("breachs", "breaches", StringComparison.Ordinal)}");
            if (strikes.BlamedElsewhere is var (blamed, count))
            {
                sentence.Say($", {count} blamed on ").Doer(blamed);
            }

            sentence.Say(")");
        }

        return sentence.Say(" weighed most");
    }

    private static Sentence NotRatified(Tale tale, Sentence sentence)
    {
        sentence.Say($"The text was {Signed(tale)}, but ").Actor(tale.Record.Cause.Actor).Say($" refused {tale.Names.Grammar(tale.Record.Cause.Actor).Its} consent");
        var refusal = tale.Outline.Refusal(tale.Record.Cause.Actor);
        var reason = refusal is null ? tale.Sentence() : AnswerWords.Against(tale, refusal);
        return reason.IsEmpty ? sentence.Say(".") : sentence.Say(": ").Add(reason).Say(".");
    }

    private static Sentence NoDeal(Tale tale, Sentence sentence)
    {
        var cause = tale.Record.Cause;
        var last = tale.Outline.LastOfTalks;
        var when = last?.Round is { } round ? $" in round {round}" + (last.Date is { } date ? $" on {Figures.Date(date)}" : "") : "";
        return cause.Kind switch
        {
            CauseKind.Deadline when cause.Actor >= 0 => sentence.Opening(cause.Actor).Say($" left the table{when}: {tale.Names.Grammar(cause.Actor).Its} time was up"
                + (tale.Scenario.Actors[cause.Actor].Deadline is { } deadline ? $" ({Figures.Date(deadline)})." : ".")),
            CauseKind.Deadline when tale.Scenario.Protocol.Kind == Scenarios.ProtocolKind.Tabled => sentence.Say("The text did not find the support it needed."),
            CauseKind.Deadline => sentence.Say($"The table closed{when} without a text that enough of them stood by."),
            CauseKind.WalkOut => sentence.Opening(cause.Actor).Say($" left the table{when}: nothing that {tale.Names.Grammar(cause.Actor).It} may sign was worth as much to {tale.Names.Grammar(cause.Actor).ToIt} as no deal."),
            CauseKind.Event => Because(tale, sentence, cause, when),
            _ => sentence.Say($"The talks ended{when}."),
        };
    }

    private static Sentence Because(Tale tale, Sentence sentence, Cause cause, string when)
    {
        sentence = cause.Actor >= 0 ? sentence.Opening(cause.Actor).Say($" left the table{when}") : sentence.Say($"The talks ended{when}");
        return cause.Event is { } id ? sentence.Say(", because of: ").Strong(tale.Names.Event(id)).Say(".") : sentence.Say(".");
    }
}
