using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli;

/// <summary>The terminal, the files and the silo.</summary>
internal static class RealSurroundings
{
    public static Surroundings Create() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        OutputScreen = Screen.Detect(Console.IsOutputRedirected ? null : Console.WindowWidth, Environment.GetEnvironmentVariable),
        ErrorScreen = Screen.Detect(Console.IsErrorRedirected ? null : Console.WindowWidth, Environment.GetEnvironmentVariable),
        ProgressConsole = colour => Console.IsErrorRedirected ? null : ScreenConsole(colour),
        ReadScenario = ScenarioReader.ReadFile,
        StartRunner = SiloScenarioRunner.StartAsync,
    };

    private static IAnsiConsole ScreenConsole(bool colour)
    {
        var screen = Screen.Detect(Console.WindowWidth, Environment.GetEnvironmentVariable);
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Environment.GetEnvironmentVariable("TERM") == "dumb" ? AnsiSupport.No : AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = colour && screen.Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(Console.Error),
        });
    }
}
