using System.Collections.Immutable;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>
/// Reads a scenario file as it stands and once more for every what-if. Messages about a what-if say <c>--what-if</c> with its number as the line; what is already said about the file as it stands is not repeated.
/// </summary>
internal sealed class WhatIfReader(CommandContext context, string file, IReadOnlyList<string> overrides)
{
    public const string Source = "--what-if";

    /// <summary>The scenario as it stands and the what-ifs; null, with everything that is wrong on standard error, where they cannot be played.</summary>
    public (LoadResult AsItStands, ImmutableArray<WhatIf> WhatIfs)? Read(IReadOnlyList<string> texts)
    {
        ImmutableArray<Setting> settings = [.. Setting.Numbered(overrides)];
        var asItStands = ScenarioFile.ReadSet(context.Surroundings, file, settings);
        context.Report(asItStands);
        if (asItStands.Scenario is null)
        {
            return null;
        }

        var whatIfs = ImmutableArray.CreateBuilder<WhatIf>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (Read(asItStands, settings, texts[i], i + 1) is { } whatIf)
            {
                Doubt(asItStands.Scenario, whatIfs, whatIf, i + 1);
                whatIfs.Add(whatIf);
            }
        }

        return whatIfs.Count == texts.Count ? (asItStands, whatIfs.ToImmutable()) : null;
    }

    private WhatIf? Read(LoadResult asItStands, ImmutableArray<Setting> settings, string text, int number)
    {
        var (own, error) = SettingList.Split(text, Source, number);
        if (error is not null)
        {
            context.Report(error);
            return null;
        }

        var loaded = ScenarioFile.ReadSet(context.Surroundings, file, settings.AddRange(own));
        var known = asItStands.Diagnostics.Concat(asItStands.NotSimulated).ToHashSet();
        foreach (var diagnostic in loaded.Diagnostics.Concat(loaded.NotSimulated).Where(diagnostic => !known.Contains(diagnostic)))
        {
            context.Report(diagnostic.File == Source ? diagnostic : diagnostic with { Message = $"{diagnostic.Message} (with {Source} {number})" });
        }

        return loaded.Scenario is { } scenario ? new WhatIf(text, own, scenario, loaded.Text!) { Changes = ScenarioChange.Between(asItStands.Text!, loaded.Text!) } : null;
    }

    private void Doubt(Scenario asItStands, IReadOnlyList<WhatIf> earlier, WhatIf whatIf, int number)
    {
        if (ScenarioSameness.IsSame(asItStands, whatIf.Scenario))
        {
            context.Report(new Diagnostic(Severity.Warning, Source, number, 1, "this what-if changes nothing; the file as it stands says so already"));
        }

        for (var other = 0; other < earlier.Count; other++)
        {
            if (ScenarioSameness.IsSame(earlier[other].Scenario, whatIf.Scenario))
            {
                context.Report(new Diagnostic(Severity.Warning, Source, number, 1, $"this what-if comes to the same as {Source} {other + 1}"));
                return;
            }
        }
    }
}
