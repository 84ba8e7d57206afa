using System.Collections.Immutable;
using NegotiationSim.Analysis;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>The analysis that is told, and what its tellers look up.</summary>
internal sealed class Overview : Subject
{
    private readonly Sampler _sampler;
    private readonly Dictionary<int, ActorOutlook> _outlooks;

    public Overview(ScenarioAnalysis analysis, ZoneFrequency? frequency, Detail detail)
        : base(analysis.Scenario)
    {
        (Analysis, Frequency, Detail) = (analysis, frequency, detail);
        _outlooks = analysis.Actors.ToDictionary(outlook => outlook.Actor);
        _sampler = CaseNumbers.Of(analysis);
        Demands = new DemandWords(Scenario.Space, quantity => _sampler.Value(quantity));
    }

    public ScenarioAnalysis Analysis { get; }

    /// <summary>How often there is a zone over many draws, where that was asked.</summary>
    public ZoneFrequency? Frequency { get; }

    public Detail Detail { get; }

    /// <summary>Red lines in words, with the limits of this case.</summary>
    public DemandWords Demands { get; }

    /// <summary>The ties that could open the zone by pressure alone, the first way out for which there are some; null where there is none.</summary>
    public (int Way, ImmutableArray<int> Ties)? ByPressure()
    {
        var ways = Analysis.Blocking.Relaxations;
        for (var i = 0; i < ways.Length; i++)
        {
            if (Pressure.ThatOpens(Scenario, ways[i], Words) is { IsEmpty: false } ties)
            {
                return (i, ties);
            }
        }

        return null;
    }

    /// <summary>How likely a patron's pressure works in this case where it costs the client nothing.</summary>
    public double Words(Tie tie) => _sampler.Value(tie.Words);

    public IReadOnlyList<int> Needed => Analysis.Consent.All;

    /// <summary>Whether somebody's word is asked for, or at the table, without being needed for an agreement.</summary>
    public bool IsAskedInVain(int actor) =>
        Scenario.Actors[actor].Role is Role.Principal or Role.Ratifier && !Analysis.Consent.All.Contains(actor);

    public ActorOutlook Outlook(int actor) => _outlooks[actor];

    /// <summary>Components of an outcome on which no value is acceptable to both, with whether it is red lines alone that make it so.</summary>
    public List<(int Component, bool ByRedLines)> Conflicts(int first, int second)
    {
        var (one, other) = (Outlook(first).Options, Outlook(second).Options);
        var conflicts = new List<(int, bool)>();
        for (var c = 0; c < one.Length; c++)
        {
            var pairs = one[c].Zip(other[c]).ToList();
            if (pairs.All(pair => IsShut(pair.First) || IsShut(pair.Second)))
            {
                conflicts.Add((c, pairs.All(pair => pair.First == OptionStance.CrossesRedLine || pair.Second == OptionStance.CrossesRedLine)));
            }
        }

        return conflicts;
    }

    /// <summary>The issue that a component belongs to.</summary>
    public Issue IssueOf(int component) => Scenario.Space.Issues[Scenario.Space.Components[component].Issue];

    private static bool IsShut(OptionStance stance) => stance is OptionStance.CrossesRedLine or OptionStance.NeverAcceptable;
}
