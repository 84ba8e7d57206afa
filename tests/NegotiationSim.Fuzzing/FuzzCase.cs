using NegotiationSim.Scenarios.Tests;

namespace NegotiationSim.Fuzzing;

/// <summary>Which inputs are mutated.</summary>
internal enum FuzzKind
{
    Scenarios,
    Imports,
}

/// <summary>The files of one case and the commands that get them. A function of the kind and the seed alone.</summary>
/// <param name="Files">Contents by file name.</param>
/// <param name="Commands">Command lines, given the folder that holds the files.</param>
internal sealed record FuzzCase(IReadOnlyDictionary<string, string> Files, IReadOnlyList<IReadOnlyList<string>> Commands)
{
    /// <summary>In one of so many cases a shipped scenario is mutated: they take ten times as long as the others.</summary>
    private const int ShippedEvery = 200;

    public static FuzzCase Of(FuzzKind kind, ulong seed, Corpus corpus, string folder) => kind switch
    {
        FuzzKind.Scenarios => OfScenario(seed, corpus, folder),
        _ => OfImport(seed, corpus, folder),
    };

    private static FuzzCase OfScenario(ulong seed, Corpus corpus, string folder)
    {
        var dice = new Dice(seed);
        var bases = seed % ShippedEvery == 0 ? corpus.Shipped : dice.Below(10) switch
        {
            < 5 => corpus.Small,
            < 9 => corpus.Sound,
            _ => corpus.Broken,
        };
        var text = dice.Pick(bases);
        text = dice.Below(3) == 0 ? new Mutator([text], seed).Next() : ValueDamage.Apply(text, dice);
        var file = Path.Combine(folder, "mutated.yaml");
        List<IReadOnlyList<string>> commands = [["run", file, .. Json(dice), "--seed", $"{dice.Below(100)}"], ["analyze", file, .. Json(dice)]];
        if (dice.Below(8) == 0)
        {
            commands.Add(["montecarlo", file, "--runs", "50", .. Json(dice)]);
        }

        return new FuzzCase(new Dictionary<string, string> { ["mutated.yaml"] = text }, commands);
    }

    private static FuzzCase OfImport(ulong seed, Corpus corpus, string folder)
    {
        var dice = new Dice(seed);
        var (format, sound) = dice.Below(2) == 0 ? ("genius", corpus.Genius) : ("geniusweb", corpus.GeniusWeb);
        var files = new SortedDictionary<string, string>(sound.ToDictionary(), StringComparer.Ordinal);
        for (var i = 1 + (dice.Below(4) / 3); i > 0; i--)
        {
            var name = dice.Pick([.. files.Keys]);
            files[name] = dice.Below(3) == 0 ? new Mutator([files[name]], seed + (ulong)i).Next() : MarkupDamage.Apply(files[name], dice);
        }

        var imported = Path.Combine(folder, "imported.yaml");
        string[] named = dice.Below(2) == 0 ? [folder] : [.. files.Keys.Select(name => Path.Combine(folder, name))];
        return new FuzzCase(
            files, [["import", .. named, "--from", format, "--out", imported], ["run", imported, .. Json(dice)], ["analyze", imported, .. Json(dice)]]);
    }

    private static string[] Json(Dice dice) => dice.Below(2) == 0 ? ["--json"] : [];
}
