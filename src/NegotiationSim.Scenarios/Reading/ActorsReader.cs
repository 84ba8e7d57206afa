using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads the actors and holds what each role may carry.</summary>
internal sealed class ActorsReader(ReadingContext context)
{
    internal static readonly string[] NotForMediators =
    [
        "of", "preferences", "normalise_weights", "linkages", "no_deal", "red_lines", "discount", "tactic", "deadline", "consults", "trust", "betrayed", "if_refused", "spread", "can_end",
    ];

    internal static readonly string[] OfPrincipals = ["tactic", "deadline", "consults"];
    internal static readonly string[] OfRatifiers = ["if_refused", "spread", "can_end"];

    /// <param name="file">The root.</param>
    /// <param name="replaced">Per actor, the issues whose <c>accepts</c> some event sets.</param>
    public ImmutableArray<Actor> Read(MapView file, IReadOnlyDictionary<string, HashSet<int>> replaced)
    {
        var actors = ImmutableArray.CreateBuilder<Actor>();
        foreach (var (key, place) in file.Entries("actors"))
        {
            var id = context.NewId(key, "an actor");
            if (id == "all")
            {
                context.Error(key.Position, "an actor cannot be called `all`, which means every actor in effects; choose another id");
            }

            // One entry per id even where the actor is in error, so that indexes agree.
            actors.Add(context.Map(place, ActorKeys.Actor) is { } view
                ? ReadActor(key.Text, view, replaced.GetValueOrDefault(key.Text, []))
                : new Actor { Id = key.Text, Role = Role.Outsider });
        }

        CheckTable(file);
        return actors.ToImmutable();
    }

    private Actor ReadActor(string id, MapView view, HashSet<int> replaced)
    {
        var role = context.Symbols.Actors[context.Symbols.Actor(id)].Role;
        CheckRole(view, role);
        var preferences = new PreferencesReader(context);
        var wants = preferences.Read(view, replaced);
        var trust = view.Quantity("trust");
        var betrayed = view.Quantity("betrayed");
        if (view.Present("trust", "betrayed") is [var one])
        {
            context.Error(view.At(one), $"`{one}` needs `{(one == "trust" ? "betrayed" : "trust")}` beside it: both or neither");
        }

        var deadline = view.Date("deadline");
        if (view.Has("deadline"))
        {
            context.NeedStart(view.At("deadline"), "`deadline`");
        }

        return new Actor
        {
            Id = id,
            Title = view.Text("title"),
            Role = role ?? Role.Outsider,
            Of = ReadPrincipals(view),
            Preferences = wants,
            NoDeal = view.Find("no_deal") is { } noDeal && new NoDealReader(context).Read(noDeal) is { } value ? value : new FixedNoDeal(Quantity.Of(0, $"{view.Place.Path}.no_deal")),
            RedLines = new RedLinesReader(context).Read(view, preferences.Lines),
            Capability = view.Quantity("capability", 50),
            Discount = view.Quantity("discount", 1),
            Tactic = view.Find("tactic") is { } tactic && new TacticReader(context).Read(tactic) is { } found ? found : new Tactic(),
            Deadline = deadline,
            Consults = view.Flag("consults", false),
            Trust = trust,
            Betrayed = betrayed,
            IfRefused = view.Choice("if_refused", IfRefused.Blocks),
            Spread = view.Quantity("spread", 0),
            CanEnd = view.Flag("can_end", false),
        };
    }

    private ImmutableArray<int> ReadPrincipals(MapView view)
    {
        if (view.Find("of") is not { } place)
        {
            return [];
        }

        var places = place.Node is Yaml.SequenceNode ? place.Items() : [place];
        if (place.Node is Yaml.SequenceNode { Items.Length: 0 })
        {
            context.Error(place, "`of` names a principal or more; leave it out where the actor consents to the agreement as such");
        }

        return context.References(places, p => context.PrincipalReference(p, "a ratifier answers to principals"));
    }

    private void CheckRole(MapView view, Role? role)
    {
        switch (role)
        {
            case Role.Mediator:
                foreach (var key in view.Present(NotForMediators))
                {
                    context.Error(view.At(key), $"a mediator has no `{key}`; it drafts and has no say");
                }

                return;
            case null:
                // Missing or no such word: the reader of the word says which.
                view.Choice("role", Role.Outsider);
                return;
        }

        if (!view.Has("preferences"))
        {
            context.Error(view.Place, $"actor: the key `preferences` is missing; every {role.Value.ToString().ToLowerInvariant()} wants something");
        }

        if (role != Role.Ratifier && view.Has("of"))
        {
            context.Error(view.At("of"), $"`of` is for a ratifier; this actor is {ReadingContext.Article(role.Value.ToString().ToLowerInvariant())}");
        }

        WarnUnused(view, role.Value, Role.Principal, OfPrincipals);
        WarnUnused(view, role.Value, Role.Ratifier, OfRatifiers);
    }

    private void WarnUnused(MapView view, Role role, Role owner, string[] keys)
    {
        foreach (var key in role == owner ? [] : view.Present(keys))
        {
            context.Warn(view.At(key), $"`{key}` is never used: it is for a {owner.ToString().ToLowerInvariant()}, and this actor is {ReadingContext.Article(role.ToString().ToLowerInvariant())}");
        }
    }

    private void CheckTable(MapView file)
    {
        var roles = context.Symbols.Actors;
        if (file.Has("actors") && roles.Count(actor => actor.Role == Role.Principal) < 2 && roles.TrueForAll(actor => actor.Role is not null))
        {
            context.Error(file.At("actors"), "a negotiation needs two or more principals; give two actors `role: principal`");
        }
    }
}
