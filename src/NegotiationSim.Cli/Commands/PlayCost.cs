using System.Globalization;
using System.Numerics;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Commands;

/// <summary>What a negotiation takes of memory while it is played, known beforehand from the counts in the file. It depends on the parties, on the values of their issues and, up to a limit, on the number of outcomes.</summary>
internal static class PlayCost
{
    /// <summary>What a command may take, in bytes.</summary>
    private const double Most = 2e9;

    /// <summary>What the program takes whatever it plays.</summary>
    private const double Program = 2e8;

    /// <summary>What is reckoned for searches is the most that they keep, ten times what they keep of preferences in round numbers: up to here it is played, with a word beforehand.</summary>
    private const double MostReckoned = 2 * Most;

    // Bytes per value, measured with 256 issues of 10,000 values: whoever makes offers keeps sorted lists of values and what is left of them beside its utility.
    private const double OfPrincipal = 100;
    private const double OfOther = 24;

    // What a search keeps of halves of outcomes, in bytes each, and of how many at most: the limits of the search. With many components there are many layers of them, and what they hold
    // together was measured with sets of 256 members and attitudes of three decimals, which keep most.
    private const double OfHalf = 104;
    private const double MostHalves = 1 << 20;
    private const double OfHalfAndComponent = 6.4;
    private const double MostHalvesOfMany = 1 << 17;
    private const int ManyComponents = 64;

    /// <summary>Tables beside the first one are played only as far as all of them take less than this, in bytes.</summary>
    private const double MostSideBySide = 1.1e9;

    /// <summary>With so many values what an actor keeps of them weighs more than anything else.</summary>
    private const double ManyValues = 100_000;

    /// <summary>Of so many outcomes a search keeps a list and no halves.</summary>
    private const int FewOutcomes = 1 << 16;

    /// <summary>Why a scenario cannot be played, at the issue that has most values; null where it can be.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="text">Its file's text.</param>
    /// <param name="file">Its file's name.</param>
    public static Diagnostic? Refusal(Scenario scenario, string? text, string file)
    {
        if (IsPlayable(scenario))
        {
            return null;
        }

        var issue = LargestIssue.Of(scenario);
        var (line, column) = LargestIssue.PlaceIn(text ?? "", issue.Id);
        return new Diagnostic(Severity.Error, file, line, column, $"{What(scenario)}, more than the {Most / 1e9:0.#} GB that this program allows itself; "
            + $"take fewer issues, a larger step or fewer options (most has '{issue.Id}': {issue.Size}), or leave parties out");
    }

    /// <summary>A word of warning where a scenario may take more than it should but need not; null where it does not.</summary>
    public static string? Doubt(Scenario scenario) => IsPlayable(scenario) && Bytes(OfTable(scenario)) > Most
        ? $"{What(scenario)} (less with preferences in round numbers)"
        : null;

    /// <summary>How many tables may play at the same time where nobody says how many: one per processor, fewer where memory would not do.</summary>
    /// <param name="scenarios">What is played, one after the other.</param>
    public static int Lanes(params IReadOnlyCollection<Scenario> scenarios) =>
        (int)Math.Clamp((MostSideBySide - Program) / Math.Max(1, scenarios.Max(scenario => OfTable(scenario).Sum())), 1, Environment.ProcessorCount);

    /// <summary>What one table takes at the most, in bytes.</summary>
    public static long TableBytes(Scenario scenario) => (long)Math.Min(long.MaxValue / 2, OfTable(scenario).Sum());

    private static bool IsPlayable(Scenario scenario)
    {
        var table = OfTable(scenario);
        return Bytes(table) <= MostReckoned && Bytes(table with { OfSearch = 0 }) <= Most;
    }

    private static double Bytes(Table table) => Program + table.Sum();

    private static string What(Scenario scenario)
    {
        var size = ScenarioSize.Of(scenario);
        return string.Create(CultureInfo.InvariantCulture,
            $"{size.Parties} parties, {size.Values:#,0} values of all issues together and {Outcomes(size.Outcomes)} outcomes take up to {Bytes(OfTable(scenario)) / 1e9:0.#} GB to play");
    }

    /// <summary>What the actors at one table keep, in bytes.</summary>
    private static Table OfTable(Scenario scenario)
    {
        var size = ScenarioSize.Of(scenario);
        double values = size.Values;
        var halves = scenario.Protocol.Kind == ProtocolKind.Alternating ? OfSearch(size) : 0;
        var (ofValues, ofSearch) = (0.0, 0.0);
        foreach (var actor in scenario.Actors.Where(actor => actor.Preferences is not null))
        {
            // Where lines of a large file are drawn or events change what an actor wants, it keeps what it wanted before as well.
            var varies = values > ManyValues && (scenario.Events.Length > 0 || actor.RedLines.Any(line => line.HeldWith.Expression is not Constant { Value: <= 0 or >= 1 }));
            var factor = varies ? 2 : 1;
            ofValues += (actor.Role == Role.Principal ? OfPrincipal : OfOther) * values * factor;
            ofSearch += actor.Role == Role.Principal ? halves * factor : 0;
        }

        return new Table(ofValues, ofSearch);
    }

    private static string Outcomes(BigInteger count) => count.GetBitLength() < 64
        ? count.ToString("#,0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"some 10^{PortableMath.Log10OfWhole(count):0}");

    private static double OfSearch(ScenarioSize size)
    {
        var half = Math.ScaleB(1, (int)Math.Min(40, size.Outcomes.GetBitLength() / 2));
        return size.Outcomes <= FewOutcomes ? 0
            : size.Components > ManyComponents ? OfHalfAndComponent * size.Components * Math.Min(half, MostHalvesOfMany)
            : OfHalf * Math.Min(half, MostHalves);
    }

    /// <summary>What the actors at one table keep, in bytes: of values for certain, of searches at the most.</summary>
    private readonly record struct Table(double OfValues, double OfSearch)
    {
        public double Sum() => OfValues + OfSearch;
    }
}
