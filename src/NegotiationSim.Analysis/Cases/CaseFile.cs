using System.Collections.Immutable;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Parties;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Analysis.Cases;

/// <summary>A scenario in one case: all actors' standpoints in numbers, what is infeasible, and whose consent is needed.</summary>
internal sealed class CaseFile
{
    private CaseFile(Scenario scenario, Sampler sampler, bool ofEverybody)
    {
        Scenario = scenario;
        Sampler = sampler;
        Layout = new ComponentLayout(scenario.Space);
        Infeasible = [.. scenario.Infeasible.Select(condition => ConcreteCondition.Compile(condition, scenario.Space, sampler.Value))];
        Consent = ConsentOf(scenario);
        Signatories = new ConsentNeeded([.. Consent.Always.Where(actor => scenario.Actors[actor].Role == Role.Principal)], Consent.Counted, Consent.AtLeast);
        Standpoints = [.. scenario.Actors.Select((actor, i) =>
            actor.Preferences is null || !(ofEverybody || Consent.All.Contains(i)) ? null : Standpoint.Of(scenario, i, sampler))];
    }

    public Scenario Scenario { get; }

    /// <summary>At the case's replica, or at the means.</summary>
    public Sampler Sampler { get; }

    public ComponentLayout Layout { get; }

    public ImmutableArray<ConcreteCondition> Infeasible { get; }

    /// <summary>Per actor; null for a mediator, and for whoever was not asked for.</summary>
    public ImmutableArray<Standpoint?> Standpoints { get; }

    public ConsentNeeded Consent { get; }

    /// <summary>The same without the ratifiers: whose signature is needed.</summary>
    public ConsentNeeded Signatories { get; }

    /// <summary>Works a case out.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="analysisCase">The case.</param>
    /// <param name="ofEverybody">Whether those without a say are asked for too.</param>
    public static CaseFile Open(Scenario scenario, AnalysisCase analysisCase, bool ofEverybody = true)
    {
        if (analysisCase is not AnalysisCase.OneReplica replica)
        {
            return new CaseFile(scenario, Sampler.AtMeans(scenario), ofEverybody);
        }

        var sampler = new Sampler(scenario);
        sampler.MoveTo(new ReplicaDraws(replica.Seed, replica.Replica));
        return new CaseFile(scenario, sampler, ofEverybody);
    }

    public Standpoint Of(int actor) => Standpoints[actor] ?? throw new ArgumentException($"Actor {actor} has no preferences.", nameof(actor));

    /// <summary>An actor as a party to a query.</summary>
    public Party PartyOf(int actor, Consent consent) => new(Of(actor).Utility, Of(actor).Consent, Of(actor).NoDeal, consent);

    /// <summary>Ratifiers that block; principals as the agreement rule has it.</summary>
    private static ConsentNeeded ConsentOf(Scenario scenario)
    {
        var actors = scenario.Actors;
        int[] ratifiers = [.. Enumerable.Range(0, actors.Length).Where(a => actors[a].Role == Role.Ratifier && actors[a].IfRefused == IfRefused.Blocks)];
        int[] principals = [.. Enumerable.Range(0, actors.Length).Where(a => actors[a].Role == Role.Principal)];
        return scenario.Protocol.Agreement switch
        {
            NamedPrincipals named => new ConsentNeeded([.. ratifiers.Union(named.Principals).Order()], [], 0),
            Majority majority => new ConsentNeeded([.. ratifiers.Union(majority.Veto).Order()], [.. principals], Fewest(majority, principals.Length)),
            _ => new ConsentNeeded([.. ratifiers.Union(principals).Order()], [], 0),
        };
    }

    /// <summary>The fewest supporters that the table takes for a majority.</summary>
    private static int Fewest(Majority majority, int principals) => SignatureRule.FewestOf(majority.Share, principals);
}
