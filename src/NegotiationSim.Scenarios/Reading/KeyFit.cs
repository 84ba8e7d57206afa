using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Whether a key that the language has at a place makes sense beside the other keys there. A setting that names many entries at once (<c>*</c>) adds a key only where it does; one that names a single place is
/// taken at its word, and the reader complains.
/// </summary>
internal static class KeyFit
{
    private static readonly string[] s_ofExponents = [Words.Of(TacticKind.Boulware), Words.Of(TacticKind.Conceder)];
    private static readonly string[] s_withoutTarget = [Words.Of(TacticKind.Micro), Words.Of(TacticKind.Random)];

    /// <summary>Keys of which an entry has one.</summary>
    private static readonly ImmutableArray<(MappingShape Shape, string[] Keys)> s_alternatives =
    [
        (ActorKeys.Preference, ["values", "ideal"]),
        (ActorKeys.NoDeal, ["now", "like", "by_date"]),
        (ActorKeys.Accept, ["constant", "time"]),
        (ActorKeys.Agreement, ["majority", "all_of"]),
        (FileKeys.Issue, ["options", "range", "set_of"]),
        (EventKeys.Event, ["at", "between", "hazard"]),
        (EventKeys.Event, ["effects", "branches"]),
    ];

    /// <summary>Why a key that is not there is not for this entry; null: it is.</summary>
    public static string? WhyNot(MappingNode entry, MappingShape shape, string key)
    {
        var other = s_alternatives.Where(group => group.Shape == shape && group.Keys.Contains(key)).SelectMany(group => group.Keys).FirstOrDefault(present => entry.Find(present) is not null);
        return other is not null ? $"`{key}` has no place beside `{other}`"
            : shape == ActorKeys.Actor ? OfRole(entry, key)
            : Partner(shape, key) is { } partner && entry.Find(partner) is null ? $"`{key}` goes with `{partner}`"
            : shape == ActorKeys.RedLine && (key is "held_with" or "yields") && entry.Find("costs") is not null ? $"`{key}` has no place beside `costs`"
            : shape == ActorKeys.Tactic ? OfTactic(entry, key)
            : shape == EventKeys.Effect || shape == EventKeys.GateNeed ? $"`{key}` is set only where it stands already"
            : null;
    }

    /// <summary>The key beside which another makes sense; null: it needs none.</summary>
    private static string? Partner(MappingShape shape, string key) => key switch
    {
        "held_with" or "yields" when shape == ActorKeys.Preference => "accepts",
        "per_round" when shape == ActorKeys.NoDeal => "now",
        "plus" when shape == ActorKeys.NoDeal => "like",
        _ => null,
    };

    private static string? OfRole(MappingNode actor, string key)
    {
        var role = Text(actor, "role");
        var fits = role == Words.Of(Role.Mediator) ? !ActorsReader.NotForMediators.Contains(key)
            : (role == Words.Of(Role.Principal) || !ActorsReader.OfPrincipals.Contains(key)) && (role == Words.Of(Role.Ratifier) || (key != "of" && !ActorsReader.OfRatifiers.Contains(key)));
        return fits ? null : $"`{key}` is not for {ReadingContext.Article(role ?? "actor without a role")}";
    }

    private static string? OfTactic(MappingNode tactic, string key)
    {
        var kind = Text(tactic, "kind");
        var fits = key switch
        {
            "kind" => true,
            "e" => s_ofExponents.Contains(kind),
            "of" or "window" => kind == Words.Of(TacticKind.TitForTat),
            _ => !s_withoutTarget.Contains(kind),
        };
        return fits ? null : $"`{key}` does not go with `{kind}`";
    }

    private static string? Text(MappingNode entry, string key) => (entry.Find(key) as ScalarNode)?.Text;
}
