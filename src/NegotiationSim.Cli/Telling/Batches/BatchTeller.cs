using System.Collections.Immutable;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>Tells a batch to a person: how likely each ending is, why, what is signed, how long it lives, who has what of it.</summary>
internal static class BatchTeller
{
    public static void Tell(IAnsiConsole console, BatchTale tale)
    {
        if (tale.Detail != Detail.Ending)
        {
            console.Section(Names.Readable(tale.Scenario.Title, tale.Scenario.Name));
            console.Paragraph(
                tale.Sentence().Say($"{Figures.Count(tale.Summary.Runs, "negotiation")} of seed {tale.Seed}. 'negsim run' with that seed and --replica tells {(tale.Summary.Runs == 1 ? "it; the same numbers give the same story" : "any one of them; the same numbers give the same stories")}."),
                2);
            console.Section("How it ends");
        }

        EndingsTable.Tell(console, tale);
        if (tale.Detail == Detail.Ending)
        {
            return;
        }

        ExamplesList.Tell(console, tale);
        console.Section("Why");
        CausesTable.Tell(console, tale);
        if (tale.Summary.Talks is { } talks)
        {
            console.Section("Whether a deal was possible");
            ChancesSection.Tell(console, tale, talks);
        }

        if (tale.Summary.Signed.Count > 0)
        {
            console.Section("What is signed");
            AgreementsSection.Tell(console, tale);
        }

        if (tale.Summary.InForce > 0 && tale.Scenario.Implementation is not null)
        {
            console.Section("How long it holds");
            SurvivalSection.Tell(console, tale);
        }

        console.Section("What they have of it");
        UtilitiesTable.Tell(console, tale);
    }

    public static Style Style(Ending ending) => ending == Ending.Held ? Ink.Good : Ink.Bad;
}

/// <summary>The batch that is told, and what its tellers look up.</summary>
internal sealed class BatchTale(Scenario scenario, ulong seed, BatchSummary summary, Detail detail) : Subject(scenario)
{
    private readonly Sampler _central = Sampler.AtMeans(scenario);

    /// <summary>Red lines in words, with limits that are drawn at their central values.</summary>
    public DemandWords Demands => new(Scenario.Space, quantity => _central.Value(quantity));

    public ulong Seed { get; } = seed;

    public BatchSummary Summary { get; } = summary;

    public Detail Detail { get; } = detail;

    /// <summary>What tells one of its negotiations, but for its number, in pieces between which the line may be broken; none: nobody could type it.</summary>
    public ImmutableArray<string> Replay { get; init; } = [];
}
