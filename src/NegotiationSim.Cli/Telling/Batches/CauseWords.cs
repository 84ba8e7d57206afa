using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>Why negotiations end, in words.</summary>
internal static class CauseWords
{
    public static Sentence Of(BatchTale tale, BlockCause cause)
    {
        var sentence = tale.Sentence();
        var scenario = tale.Scenario;
        var own = cause.Actor < 0 ? null : tale.Names.Grammar(cause.Actor);
        switch (cause.Kind)
        {
            case CauseKind.Survived:
                return sentence.Say(scenario.Implementation is { } implementation
                    ? $"It is still in force after {Figures.Span(implementation.Period * implementation.Horizon)}"
                    : "Everybody consents whose consent it needs");
            case CauseKind.Deadline when cause.Actor >= 0:
                return sentence.Opening(cause.Actor).Verb(cause.Actor, "leaves").Say($" the table: {own!.Its} time is up");
            case CauseKind.Deadline:
                return sentence.Say("The table closes without a text that enough of them stand by");
            case CauseKind.WalkOut:
                return sentence.Opening(cause.Actor).Verb(cause.Actor, "leaves").Say($" the table: nothing that {own!.It} may sign is worth as much to {own.ToIt} as no deal");
            case CauseKind.Event:
                sentence = cause.Actor >= 0 ? sentence.Opening(cause.Actor).Verb(cause.Actor, "leaves the table: ") : sentence;
                return cause.Event >= 0 ? sentence.Strong(tale.Names.Event(scenario.Events[cause.Event].Id)) : sentence.Say("An event ends it");
            case CauseKind.Refused:
                return Refused(tale, sentence.Opening(cause.Actor), cause);
            case CauseKind.Tension:
                return sentence.Opening(cause.Actor).Verb(cause.Actor, "leaves").Say($" the agreement, {own!.Its} patience at an end");
            case CauseKind.BetterOffWithout:
                return sentence.Opening(cause.Actor).Verb(cause.Actor, "leaves").Say($" the agreement: {own!.It} {own.Verb("is")} better off without");
            case CauseKind.Gate:
                return sentence.Say(scenario.Implementation is { Gates: [var gate] } ? $"Not reached in time: {Names.Readable(gate.Title, gate.Id)}" : "A gate is not reached in time");
            default:
                throw new ArgumentOutOfRangeException(nameof(cause), cause.Kind, null);
        }
    }

    private static Sentence Refused(BatchTale tale, Sentence sentence, BlockCause cause)
    {
        var own = tale.Names.Grammar(cause.Actor);
        sentence.Say($" {own.Verb("refuses")} {own.Its} consent: ");
        if (cause.RedLine < 0)
        {
            return sentence.Say($"the text is worth less to {own.ToIt} than no deal");
        }

        return sentence.Say($"{own.It} {own.Verb("insists")} on ").Say(tale.Demands.Of(tale.Scenario.Actors[cause.Actor].RedLines[cause.RedLine].Never));
    }
}
