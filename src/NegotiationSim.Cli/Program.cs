using System.Runtime.CompilerServices;
using System.Text;
using NegotiationSim.Cli;

// Nothing else is loaded before the process is known to have room for it, and whatever is thrown, on whichever thread, ends in one line.
AppDomain.CurrentDomain.UnhandledException += (_, failure) => LastWords.Exit(failure.ExceptionObject as Exception);
try
{
    return ProcessLimits.Complaint() is { } complaint ? LastWords.Say(complaint) : await RunAsync(args);
}
catch (Exception failure)
{
    return LastWords.Say(LastWords.About(failure));
}

[MethodImpl(MethodImplOptions.NoInlining)]
static async Task<int> RunAsync(string[] args)
{
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    using var interruption = new Interruption();
    return await new NegsimProgram(RealSurroundings.Create()).RunAsync(args, interruption.Token);
}
