using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>Who consented to the signed text, willingly or not, and who refused. In the story what the text is worth to each is left to the table at its end.</summary>
internal sealed class RatificationSection(IAnsiConsole console, Tale tale)
{
    private readonly List<(int Actor, int Patron)> _consents = [];

    private bool IsStory => tale.Detail == Detail.Story;

    public void Tell(TranscriptEntry entry)
    {
        switch (entry.Move)
        {
            case Move.Ratify when IsStory:
                _consents.Add((entry.Actor, entry.Reason == ReasonKind.Pressed ? entry.Counterpart : -1));
                break;
            case Move.Ratify:
                console.Bullet("✓", Ink.Good, Consents(entry));
                break;
            case Move.Refuse:
                console.Bullet("✗", Ink.Bad, Refuses(entry));
                break;
            case Move.Event:
                console.Bullet("◆", Ink.Strong, IsStory ? EventWords.InShort(tale, entry) : EventWords.Of(tale, entry));
                break;
            default:
                throw new InvalidOperationException($"'{entry.Move}' is no move of the ratification.");
        }
    }

    /// <summary>Everybody has answered: those who consented of their own accord, or under the pressure of the same patron, are named in one go.</summary>
    public void End()
    {
        foreach (var group in _consents.GroupBy(consent => consent.Patron))
        {
            var actors = group.Select(consent => consent.Actor).ToList();
            var sentence = tale.Sentence().Opening(actors[0]);
            for (var i = 1; i < actors.Count; i++)
            {
                sentence.Say(i == actors.Count - 1 ? " and " : ", ").Actor(actors[i]);
            }

            var own = tale.Names.Grammar(actors[0]);
            sentence.Add(actors.Count == 1 ? $" {own.Verb("gives")} {own.Its} consent" : " give their consent", Ink.Good);
            console.Bullet("✓", Ink.Good, (group.Key < 0 ? sentence : sentence.Say(" under the pressure of ").Actor(group.Key)).Say("."));
        }

        _consents.Clear();
    }

    private Sentence Consents(TranscriptEntry entry)
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

        if (!IsStory && entry is { Utility: { } utility, Target: { } noDeal })
        {
            var (worth, without) = Figures.Compared(utility, noDeal);
            sentence.Say($": worth {worth} to {tale.Names.Grammar(entry.Actor).ToIt}, no deal {without}");
        }

        return sentence.Say(".");
    }

    private Sentence Refuses(TranscriptEntry entry)
    {
        var sentence = tale.Sentence().Opening(entry.Actor).Verb(entry.Actor, "refuses", Ink.Bad);
        var own = tale.Names.Grammar(entry.Actor);
        var reason = AnswerWords.Against(tale, entry, withWorth: !IsStory);
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
