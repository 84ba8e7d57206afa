using System.Globalization;
using System.Numerics;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary>What a negotiation takes of memory while it is played, known beforehand from the counts in the file. It depends on the parties, on the values of their issues and, up to a limit, on the number of outcomes.</summary>
internal static class PlayCost
{
    /// <summary>What a command may take, in bytes.</summary>
    private const double Most = 2e9;

    /// <summary>What the program takes whatever it plays.</summary>
    private const double Program = 2e8;

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

    /// <summary>Why scenarios cannot be played, at the issue that has most values; null where they can be.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="text">Its file's text.</param>
    /// <param name="file">Its file's name.</param>
    /// <param name="scenarios">How many such scenarios are played side by side.</param>
    public static Diagnostic? Refusal(Scenario scenario, string? text, string file, int scenarios = 1)
    {
        var bytes = Program + scenarios * OfTable(scenario);
        if (bytes <= Most)
        {
            return null;
        }

        var issue = LargestIssue.Of(scenario);
        var (line, column) = LargestIssue.PlaceIn(text ?? "", issue.Id);
        var parties = scenario.Actors.Count(actor => actor.Preferences is not null);
        var times = scenarios > 1 ? $", {scenarios} times side by side," : "";
        return new Diagnostic(Severity.Error, file, line, column, string.Create(CultureInfo.InvariantCulture,
            $"{parties} parties, {Values(scenario):#,0} values of all issues together and {Outcomes(scenario.Space.Count)} outcomes"
            + $"{times} take some {bytes / 1e9:0.#} GB to play, more than the {Most / 1e9:0.#} GB that this program allows itself; "
            + $"take fewer issues, a larger step or fewer options, as here ('{issue.Id}' has {issue.Size}), or leave parties out"));
    }

    /// <summary>How many tables may play at the same time where nobody says how many: one per processor, fewer where memory would not do.</summary>
    /// <param name="scenario">What is played.</param>
    /// <param name="scenarios">How many such scenarios are played side by side.</param>
    public static int Lanes(Scenario scenario, int scenarios = 1) =>
        (int)Math.Clamp((MostSideBySide - Program) / Math.Max(1, scenarios * OfTable(scenario)), 1, Environment.ProcessorCount);

    /// <summary>What the actors at one table keep, in bytes.</summary>
    private static double OfTable(Scenario scenario)
    {
        var values = Values(scenario);
        var halves = scenario.Protocol.Kind == ProtocolKind.Alternating ? OfSearch(scenario.Space) : 0;
        var sum = 0.0;
        foreach (var actor in scenario.Actors.Where(actor => actor.Preferences is not null))
        {
            // Where lines of a large file are drawn or events change what an actor wants, it keeps what it wanted before as well.
            var varies = values > ManyValues && (scenario.Events.Length > 0 || actor.RedLines.Any(line => line.HeldWith.Expression is not Constant { Value: <= 0 or >= 1 }));
            sum += (actor.Role == Role.Principal ? values * OfPrincipal + halves : values * OfOther) * (varies ? 2 : 1);
        }

        return sum;
    }

    private static string Outcomes(BigInteger count) => count.GetBitLength() < 64
        ? count.ToString("#,0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"some 10^{BigInteger.Log10(count):0}");

    private static double OfSearch(OutcomeSpace space)
    {
        var half = Math.ScaleB(1, (int)Math.Min(40, space.Count.GetBitLength() / 2));
        return space.Count <= FewOutcomes ? 0
            : space.Components.Length > ManyComponents ? OfHalfAndComponent * space.Components.Length * Math.Min(half, MostHalvesOfMany)
            : OfHalf * Math.Min(half, MostHalves);
    }

    private static double Values(Scenario scenario) => scenario.Space.Components.Sum(component => (double)component.ValueCount);
}
