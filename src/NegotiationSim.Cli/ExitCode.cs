namespace NegotiationSim.Cli;

/// <summary>What the program tells its caller when it ends.</summary>
internal static class ExitCode
{
    /// <summary>Done. A negotiation that fails is a result, not an error.</summary>
    public const int Done = 0;

    /// <summary>The program failed.</summary>
    public const int Failed = 1;

    /// <summary>The input or the command line is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>Interrupted; finished work is kept.</summary>
    public const int Interrupted = 3;
}

/// <summary>What the user handed in cannot be used; the message says in one line why and what would be right.</summary>
internal sealed class WrongInputException(string message) : Exception(message);
