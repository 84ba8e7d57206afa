using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace NegotiationSim.Cli.Help;

/// <summary>What <c>--version</c> prints.</summary>
internal sealed class VersionPage : SynchronousCommandLineAction
{
    /// <summary>The program's name and version.</summary>
    public static string Program => "negsim " + Version;

    /// <summary>The version.</summary>
    public static string Version { get; } = typeof(VersionPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Program);
        return ExitCode.Done;
    }
}
