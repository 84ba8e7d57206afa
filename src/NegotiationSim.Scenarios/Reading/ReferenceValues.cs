using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>How names of what the file defines elsewhere are read.</summary>
internal static class ReferenceValues
{
    /// <summary>The index of an actor; -1 (and an error) where there is none of that id.</summary>
    public static int ActorReference(this ReadingContext context, Place place) => context.Reference(place, "actor", context.Symbols.Actor, context.Symbols.ActorIds);

    public static int PrincipalReference(this ReadingContext context, Place place, string what)
    {
        var actor = context.ActorReference(place);
        if (actor >= 0 && context.Symbols.Actors[actor].Role is { } role && role != Role.Principal)
        {
            context.Error(place, $"`{context.Symbols.Actors[actor].Id}` is no principal but {ReadingContext.Article(role.ToString().ToLowerInvariant())}; {what}");
            return -1;
        }

        return actor;
    }

    public static int SpoilerReference(this ReadingContext context, Place place) => context.Reference(place, "spoiler", context.Symbols.Spoiler, context.Symbols.Spoilers);

    public static int GateReference(this ReadingContext context, Place place) => context.Reference(place, "gate", context.Symbols.Gate, context.Symbols.Gates);

    public static int IssueReference(this ReadingContext context, Place place) => context.Reference(place, "issue", context.Symbols.Issue, context.Symbols.IssueIds);

    /// <summary>The index of an issue that a key names; -1 (and an error) where there is none of that id.</summary>
    public static int IssueReference(this ReadingContext context, ScalarNode key) => context.IssueReference(new Place(key, ""));

    /// <summary>An event or branch; null (and an error) where no or more than one is meant.</summary>
    public static EventReference? EventOrBranch(this ReadingContext context, ScalarNode node)
    {
        var found = context.Symbols.EventsCalled(node.Text);
        if (found.Count == 1)
        {
            return found[0];
        }

        context.Error(node.Position, found.Count == 0
            ? $"no event or branch is called {node.Describe()}{context.Hint(node.Text, context.Symbols.EventIds)}"
            : $"{node.Describe()} is the id of several events or branches; give them different ids");
        return null;
    }

    public static EventReference? EventOrBranch(this ReadingContext context, Place place) =>
        place.Node is ScalarNode node ? context.EventOrBranch(node) : context.Fail<EventReference>(place, $"the id of an event or branch is expected here, not {place.Node.Describe()}");

    /// <summary>References to several things, each at most once; what is in error is left out.</summary>
    public static ImmutableArray<int> References(this ReadingContext context, IEnumerable<Place> places, Func<Place, int> reference)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        var seen = new HashSet<int>();
        foreach (var place in places)
        {
            var index = reference(place);
            if (index >= 0 && !seen.Add(index))
            {
                context.Error(place, $"{place.Node.Describe()} stands in this list twice; once is enough");
            }
            else if (index >= 0)
            {
                found.Add(index);
            }
        }

        return found.ToImmutable();
    }

    private static int Reference(this ReadingContext context, Place place, string what, Func<string, int> find, IEnumerable<string> known)
    {
        if (context.Name(place, $"the id of an existing {what}") is not { } name)
        {
            return -1;
        }

        var index = find(name);
        if (index < 0)
        {
            context.Error(place, $"no {what} is called {place.Node.Describe()}{context.Hint(name, known)}");
        }

        return index;
    }

    /// <summary>A hint at the nearest name, unless messages are full anyway.</summary>
    public static string Hint(this ReadingContext context, string name, IEnumerable<string> known) => context.Findings.Full ? "" : NearestName.Hint(name, known);
}
