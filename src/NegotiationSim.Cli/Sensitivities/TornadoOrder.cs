using System.Collections.Immutable;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Sensitivities;

/// <summary>What a tornado plays: the scenario as it stands, and once more for everything that can be taken out of it.</summary>
/// <param name="Levers">What is taken out.</param>
/// <param name="WhatIfs">The scenario without each.</param>
/// <param name="Runs">Replicas of each.</param>
internal sealed record TornadoOrder(ImmutableArray<Lever> Levers, ImmutableArray<WhatIf> WhatIfs, long Runs)
{
    private const string Source = "--tornado";

    /// <summary>Reads a file once for everything that can be taken out of it. What changes nothing, and what cannot be taken out, is left out.</summary>
    /// <param name="context">Gives the reader of files.</param>
    /// <param name="file">The file.</param>
    /// <param name="overrides">The settings that go for all.</param>
    /// <param name="asItStands">The scenario as it stands.</param>
    /// <param name="runs">Replicas of each.</param>
    public static TornadoOrder Read(CommandContext context, string file, IReadOnlyList<string> overrides, Scenario asItStands, long runs)
    {
        ImmutableArray<Setting> settings = [.. Setting.Numbered(overrides)];
        var (levers, whatIfs) = (ImmutableArray.CreateBuilder<Lever>(), ImmutableArray.CreateBuilder<WhatIf>());
        foreach (var lever in Lever.Of(asItStands))
        {
            var (own, _) = SettingList.Split(lever.Setting, Source, 1);
            var loaded = ScenarioFile.ReadSet(context.Surroundings, file, settings.AddRange(own));
            if (loaded.Scenario is { } without && !ScenarioSameness.IsSame(asItStands, without))
            {
                levers.Add(lever);
                whatIfs.Add(new WhatIf(lever.Setting, own, without, loaded.Text!));
            }
        }

        return new TornadoOrder(levers.ToImmutable(), whatIfs.ToImmutable(), runs);
    }

    /// <summary>What it costs, said before it is played; null where there is nothing to take out.</summary>
    /// <param name="batch">Replicas of the batch that it comes on top of.</param>
    public string? Cost(long batch) => WhatIfs.IsEmpty
        ? null
        : $"the tornado plays {Figures.Count(WhatIfs.Length, "variant")} and the file as it stands, {Figures.Count(Runs, "replica")} of each: {Figures.Whole((WhatIfs.Length + 1) * Runs)} negotiations, "
            + $"{Figures.Number(Math.Round((WhatIfs.Length + 1.0) * Runs / batch, 1))} times the batch of {Figures.Whole(batch)}.";

    /// <summary>The comparison that it is.</summary>
    /// <param name="batch">The batch that it comes on top of.</param>
    public ComparisonOrder Comparison(BatchOrder batch) => new(batch.Scenario, WhatIfs, batch.Seed, Runs, batch.BlockSize, batch.Lanes);
}
