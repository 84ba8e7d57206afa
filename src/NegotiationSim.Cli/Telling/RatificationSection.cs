using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>Who consented to the signed text, willingly or not, and who refused. In the story what the text is worth to each is left to the table at its end.</summary>
internal sealed class RatificationSection(IAnsiConsole console, Tale tale)
{
    private readonly List<int> _willing = [];

    private bool IsStory => tale.Detail == Detail.Story;

    public void Tell(TranscriptEntry entry)
    {
        switch (entry.Move)
        {
            case Move.Ratify when IsStory && entry.Reason != ReasonKind.Pressed:
                _willing.Add(entry.Actor);
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

    /// <summary>Everybody has answered: who consented of its own accord is named in one go.</summary>
    public void End()
    {
        if (_willing.Count == 0)
        {
            return;
        }

        var sentence = tale.Sentence().Opening(_willing[0]);
        for (var i = 1; i < _willing.Count; i++)
        {
            sentence.Say(i == _willing.Count - 1 ? " and " : ", ").Actor(_willing[i]);
        }

        console.Bullet("✓", Ink.Good, sentence.Add(_willing.Count == 1 ? " " + tale.Names.Grammar(_willing[0]).Verb("consents") : " consent", Ink.Good).Say("."));
        _willing.Clear();
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
