using NegotiationSim.Scenarios;

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
        ReadScenario = ScenarioReader.ReadFile,
        StartRunner = SiloScenarioRunner.StartAsync,
    };
}
