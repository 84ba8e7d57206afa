using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>What endings are called. Only where there is an implementation does an agreement hold or collapse; elsewhere it is signed, and ratified where somebody has to.</summary>
internal static class EndingWords
{
    /// <summary>An ending in a few words, as in a table.</summary>
    public static string Of(Scenario scenario, Ending ending) => ending switch
    {
        Ending.Held when scenario.Implementation is not null => "Holds",
        Ending.Held => HasRatifiers(scenario) ? "Signed and ratified" : "Signed",
        Ending.Collapsed => "Collapses",
        Ending.NotRatified => "Signed, not ratified",
        Ending.NoDeal => "No deal",
        _ => throw new ArgumentOutOfRangeException(nameof(ending), ending, null),
    };

    /// <summary>Why a scenario cannot end so, whatever is drawn; null where it can, as far as is known without playing it.</summary>
    public static string? WhyNever(Scenario scenario, Ending ending) => ending switch
    {
        Ending.Collapsed when scenario.Implementation is null => "it has no implementation in which an agreement could collapse",
        Ending.NotRatified when !HasRatifiers(scenario) => "it has no ratifiers",
        _ => null,
    };

    /// <summary>The endings that a scenario can have, as far as is known without playing it.</summary>
    public static IEnumerable<Ending> Possible(Scenario scenario) => Enum.GetValues<Ending>().Where(ending => WhyNever(scenario, ending) is null);

    /// <summary>Whether a text that was signed can end in another way than one that holds.</summary>
    public static bool SignedIsAll(Scenario scenario) => scenario.Implementation is null && !HasRatifiers(scenario);

    public static bool HasRatifiers(Scenario scenario) => scenario.Actors.Any(actor => actor.Role == Role.Ratifier);
}
