using System.Runtime.CompilerServices;
using NegotiationSim.Cli;
using NegotiationSim.Cli.Output;

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
    var streams = StandardStreams.Open();
    using var interruption = new Interruption();
    return await new NegsimProgram(Surroundings.Of(streams)).RunAsync(args, interruption.Token);
}
