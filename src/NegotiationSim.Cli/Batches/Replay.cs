using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Cli.Commands;

namespace NegotiationSim.Cli.Batches;

/// <summary>The command line that tells a negotiation of a batch.</summary>
internal static class Replay
{
    /// <summary>All but the negotiation's number, in pieces between which the line may be broken.</summary>
    /// <param name="file">The scenario file.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="settings">What <c>--set</c> changed.</param>
    public static ImmutableArray<string> Of(string file, ulong seed, IReadOnlyList<string> settings) =>
        [$"negsim {RunCommand.Name} {ShellWord.Of(file)}", .. settings.Select(setting => $"--set {ShellWord.Of(setting)}"), string.Create(CultureInfo.InvariantCulture, $"--seed {seed}")];
}
