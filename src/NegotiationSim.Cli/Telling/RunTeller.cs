using NegotiationSim.Engine;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>Tells one negotiation to a person who has never seen the program.</summary>
internal static class RunTeller
{
    public static void Tell(IAnsiConsole console, Tale tale)
    {
        if (tale.Detail == Detail.Ending)
        {
            console.Paragraph(EndingSentence.Of(tale));
            return;
        }

        HeaderSection.Tell(console, tale);
        PartiesTable.Tell(console, tale);
        TellPhases(console, tale);
        EndingSection.Tell(console, tale);
    }

    /// <summary>The phases in the order in which they came: a refused text may return to the table.</summary>
    private static void TellPhases(IAnsiConsole console, Tale tale)
    {
        var talks = new TalksSection(console, tale);
        var again = false;
        var transcript = tale.Record.Transcript;
        for (var i = 0; i < transcript.Length;)
        {
            var end = i + 1;
            while (end < transcript.Length && transcript[end].Phase == transcript[i].Phase)
            {
                end++;
            }

            var stretch = transcript[i..end];
            switch (transcript[i].Phase)
            {
                case Phase.Talks:
                    talks.Tell(stretch, again, signed: end < transcript.Length || tale.Record.Agreement is not null);
                    again = true;
                    break;
                case Phase.Ratification:
                    RatificationSection.Tell(console, tale, stretch);
                    break;
                case Phase.Implementation:
                    new ImplementationSection(console, tale).Tell(stretch);
                    break;
                default:
                    throw new InvalidOperationException($"'{transcript[i].Phase}' is no phase.");
            }

            i = end;
        }
    }
}
