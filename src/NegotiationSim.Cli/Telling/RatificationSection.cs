using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>Who consented to the signed text, willingly or not, and who refused.</summary>
internal static class RatificationSection
{
    public static void Begin(IAnsiConsole console) => console.Section("Consent at home");

    public static void Tell(IAnsiConsole console, Tale tale, TranscriptEntry entry)
    {
        switch (entry.Move)
        {
            case Move.Ratify:
                console.Bullet("✓", Ink.Good, Consents(tale, entry));
                break;
            case Move.Refuse:
                console.Bullet("✗", Ink.Bad, Refuses(tale, entry));
                break;
            case Move.Event:
                console.Bullet("◆", Ink.Strong, EventWords.Of(tale, entry));
                break;
            default:
                throw new InvalidOperationException($"'{entry.Move}' is no move of the ratification.");
        }
    }

    private static Sentence Consents(Tale tale, TranscriptEntry entry)
    {
        var sentence = tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, "consents", Ink.Good);
        if (entry.Reason == ReasonKind.Pressed)
        {
            sentence.Say(" under the pressure of ").Actor(entry.Counterpart);
            if (entry.RedLine is not null)
            {
                AnswerWords.Insists(tale, sentence.Say(", although "), entry);
            }
        }

        if (entry is { Utility: { } utility, Target: { } noDeal })
        {
            var (worth, without) = Figures.Compared(utility, noDeal);
            sentence.Say($": worth {worth} to {tale.Names.Grammar(entry.Actor).ToIt}, no deal {without}");
        }

        return sentence.Say(".");
    }

    private static Sentence Refuses(Tale tale, TranscriptEntry entry)
    {
        var sentence = tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, "refuses", Ink.Bad);
        var own = tale.Names.Grammar(entry.Actor);
        var reason = AnswerWords.Against(tale, entry);
        if (!reason.IsEmpty)
        {
            sentence.Say(": ").Add(reason);
        }

        return sentence.Say(tale.Scenario.Actors[entry.Actor].IfRefused switch
        {
            IfRefused.BecomesSpoiler => $". From now on {own.It} {own.Verb("works")} against the agreement.",
            IfRefused.StaysOut => $". {own.OpeningIt} {own.Verb("stays")} out.",
            _ => $". Without {own.Its} consent the text does not stand.",
        });
    }
}
