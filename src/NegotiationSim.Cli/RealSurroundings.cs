using NegotiationSim.Cli.Output;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli;

/// <summary>The terminal, the files and the silo.</summary>
internal static class RealSurroundings
{
    public static Surroundings Create(StandardStreams streams)
    {
        var colourful = Screen.Detect(streams.ErrorWidth, streams.Variable).Colour;
        return new()
        {
            Output = streams.Output,
            Error = streams.Error,
            OutputScreen = Screen.Detect(streams.OutputWidth, streams.Variable),
            ProgressConsole = colour => streams.ErrorWidth is { } width ? ProgressConsole(streams.Error, width, colour && colourful) : null,
            ReadScenario = ScenarioReader.ReadFile,
            StartRunner = SiloScenarioRunner.StartAsync,
        };
    }

    /// <summary>
    /// A terminal for progress: a bar that is drawn over, or where no colours are wanted (<c>NO_COLOR</c>, <c>--no-color</c>, TERM=dumb) now and then a plain line,
    /// for a bar takes the same control sequences as colours do.
    /// </summary>
    private static IAnsiConsole ProgressConsole(TextWriter error, int width, bool colour)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = InteractionSupport.Yes,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(error),
        });
        console.Profile.Width = width;
        return console;
    }
}
