using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace NegotiationSim.Cli.Help;

/// <summary>What <c>--version</c> prints.</summary>
internal sealed class VersionPage : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        parseResult.InvocationConfiguration.Output.WriteLine("negsim " + version);
        return ExitCode.Done;
    }
}
