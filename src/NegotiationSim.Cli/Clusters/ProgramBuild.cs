using System.Security.Cryptography;
using NegotiationSim.Cli.Help;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Grains;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Clusters;

/// <summary>Which build of the program this is. Silos and clients of one cluster have to be the same one: another may play other rules, and then what a batch says would depend on who played which block.</summary>
internal static class ProgramBuild
{
    private const int Digits = 8;

    /// <summary>The version, and a few digits that stand for the code of everything that a result depends on.</summary>
    public static string Text { get; } = $"{VersionPage.Program} ({Code()})";

    /// <summary>Stands for the arithmetic of this system.</summary>
    public static string Arithmetic { get; } = ArithmeticFingerprint.Compute();

    private static string Code()
    {
        // The compiler makes the id of a module from what is in it.
        var ids = new[] { typeof(Scenario), typeof(OutcomeSet), typeof(Table), typeof(ITableGrain) }.SelectMany(type => type.Module.ModuleVersionId.ToByteArray()).ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(ids))[..Digits];
    }
}
