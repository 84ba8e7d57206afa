using NegotiationSim.Analysis.Batches;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Cli.Telling.Sensitivities;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Pages;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Pages;

/// <summary>The words of the terminal for a page: what is called so there is called so here.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="seed">The batch's seed.</param>
/// <param name="summary">What the batch came to.</param>
/// <param name="drivers">What drives its ending.</param>
internal sealed class PageWords(Scenario scenario, ulong seed, BatchSummary summary, SensitivityAnalysis drivers) : ReportWords
{
    private readonly SensitivityTale _drivers = new(scenario, drivers, tornado: null, Detail.Story);
    private readonly BatchTale _tale = new(scenario, seed, summary, Detail.Story);

    public override string Title => Names.Readable(scenario.Title, scenario.Name);

    public override IReadOnlyList<Ending> Endings { get; } = [.. EndingWords.Possible(scenario)];

    public override string Actor(int actor) => _tale.Names.Actor(actor);

    public override string Issue(int issue) => _tale.Names.Issue(issue);

    public override string Value(int issue, int value) => Names.Value(scenario.Space.Issues[issue], value);

    public override string Member(int issue, int member) => Names.Member((SetIssue)scenario.Space.Issues[issue], member);

    public override string Term(int issue, Outcome text) => Names.Term(scenario.Space.Issues[issue], text);

    public override string Demand(int actor, int line) => _tale.Demands.Of(scenario.Actors[actor].RedLines[line].Never);

    public override string Cause(BlockCause cause) => CauseWords.Of(_tale, cause).ToString();

    public override string Ending(Ending ending) => EndingWords.Of(scenario, ending);

    public override string Event(int @event) => Names.Readable(scenario.Events[@event].Title, scenario.Events[@event].Id);

    public override string Gate(int gate) => Names.Readable(scenario.Implementation!.Gates[gate].Title, scenario.Implementation.Gates[gate].Id);

    public override string Input(InputColumn input) => _drivers.Words.Noun(input);

    public override string Effect(InputEffect effect) => EffectSentence.Of(_drivers, effect).ToString();
}
