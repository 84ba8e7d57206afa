using NegotiationSim.Engine;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// Tells one negotiation to a person who has never seen the program: <see cref="Begin"/>, then every entry of the transcript in order, then <see cref="End"/>. What is told goes to the
/// console at once; of the transcript only the round, or the rounds that are summed up, are kept.
/// </summary>
internal sealed class RunTeller(IAnsiConsole console, Tale tale)
{
    private readonly TalksSection _rounds = new(console, tale);
    private readonly RatificationSection _ratification = new(console, tale);
    private TalksStory? _talks;
    private ImplementationSection? _ledger;
    private ImplementationStory? _implementation;
    private Phase? _phase;
    private int _stretchesOfTalks;

    private bool IsStory => tale.Detail == Detail.Story;

    /// <summary>Tells a run whose record holds its transcript.</summary>
    public static void Tell(IAnsiConsole console, Tale tale)
    {
        var teller = new RunTeller(console, tale);
        teller.Begin();
        foreach (var entry in tale.Record.Transcript)
        {
            teller.Tell(entry);
        }

        teller.End();
    }

    public void Begin()
    {
        if (tale.Detail == Detail.Ending)
        {
            return;
        }

        HeaderSection.Tell(console, tale);
        PartiesSection.Tell(console, tale);
    }

    public void Tell(TranscriptEntry entry)
    {
        if (tale.Detail == Detail.Ending)
        {
            return;
        }

        if (_phase != entry.Phase)
        {
            EndPhase(signed: true);
            BeginPhase(entry.Phase);
        }

        tale.Note(entry);
        switch (entry.Phase)
        {
            case Phase.Talks:
                if (IsStory)
                {
                    _talks!.Tell(entry);
                }
                else
                {
                    _rounds.Tell(entry);
                }

                break;
            case Phase.Ratification:
                _ratification.Tell(entry);
                break;
            default:
                _implementation?.Tell(entry);
                _ledger?.Tell(entry);
                break;
        }
    }

    public void End()
    {
        if (tale.Detail == Detail.Ending)
        {
            console.Paragraph(EndingSentence.Of(tale));
            return;
        }

        EndPhase(signed: tale.Record.Agreement is not null);
        EndingSection.Tell(console, tale);
    }

    /// <summary>The phases in the order in which they came: a refused text may return to the table.</summary>
    private void BeginPhase(Phase phase)
    {
        _phase = phase;
        switch (phase)
        {
            case Phase.Talks:
                console.Section(_stretchesOfTalks > 0 ? "Back at the table" : "The talks");
                _rounds.Begin(_stretchesOfTalks++);
                // What was named before a refusal in ratification stays named.
                _talks ??= IsStory ? new TalksStory(console, tale) : null;
                break;
            case Phase.Ratification:
                console.Section("Consent at home");
                break;
            case Phase.Implementation:
                console.Section("The agreement in force");
                _implementation = IsStory ? new ImplementationStory(console, tale) : null;
                _ledger = IsStory ? null : new ImplementationSection(console, tale);
                break;
            default:
                throw new InvalidOperationException($"'{phase}' is no phase.");
        }
    }

    private void EndPhase(bool signed)
    {
        switch (_phase)
        {
            case Phase.Talks when IsStory:
                _talks!.End(signed);
                break;
            case Phase.Talks:
                _rounds.End(signed);
                break;
            case Phase.Ratification:
                _ratification.End();
                break;
            case Phase.Implementation:
                _implementation?.End();
                _ledger?.End();
                break;
        }

        _phase = null;
    }
}
