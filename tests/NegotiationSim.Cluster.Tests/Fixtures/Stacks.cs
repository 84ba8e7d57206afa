using System.Diagnostics;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>What a process that hangs is at.</summary>
internal static class Stacks
{
    /// <summary>The stacks of its threads, where <c>dotnet-stack</c> is installed.</summary>
    public static async Task<string> OfAsync(int process)
    {
        if (ServerProcess.Find("dotnet-stack", Environment.GetEnvironmentVariable("DOTNET_TOOLS") ?? "") is not { } program)
        {
            return "(dotnet-stack, on the path, would show what it is at)";
        }

        using var tool = Process.Start(new ProcessStartInfo(program, ["report", "--process-id", $"{process}"]) { RedirectStandardOutput = true })!;
        return await tool.StandardOutput.ReadToEndAsync();
    }
}
