using System.Reflection;
using ArchUnitNET.Loader;

namespace NegotiationSim.Architecture.Tests;

/// <summary>The rooms of the program and what each may know. A new project is added here or the tests fail.</summary>
internal static class Rooms
{
    public const string Scenarios = "NegotiationSim.Scenarios";
    public const string Search = "NegotiationSim.Search";
    public const string Engine = "NegotiationSim.Engine";
    public const string Analysis = "NegotiationSim.Analysis";
    public const string Grains = "NegotiationSim.Grains";
    public const string Cluster = "NegotiationSim.Cluster";
    public const string Reports = "NegotiationSim.Reports";
    public const string Cli = "negsim";

    /// <summary>Which rooms each room may know; those not named here it may not.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> MayKnow = new Dictionary<string, string[]>
    {
        [Scenarios] = [],
        [Search] = [Scenarios],
        [Engine] = [Scenarios, Search],
        [Analysis] = [Scenarios, Search, Engine],
        [Grains] = [Scenarios, Engine],
        [Cluster] = [Scenarios, Engine, Grains],
        // The engine's records of a block are what the analysis adds up and the reports write down.
        [Reports] = [Scenarios, Engine, Analysis],
        [Cli] = [Scenarios, Search, Engine, Analysis, Grains, Cluster, Reports],
    };

    /// <summary>The folder of each room under <c>src</c>.</summary>
    public static string FolderOf(string room) => room == Cli ? "NegotiationSim.Cli" : room;

    public static Assembly Load(string room) => Assembly.Load(room);

    /// <summary>All types of all rooms, with the members that they use.</summary>
    public static ArchUnitNET.Domain.Architecture Architecture { get; } = new ArchLoader().LoadAssemblies([.. MayKnow.Keys.Select(Load)]).Build();
}
