using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

internal sealed partial class ReadingContext
{
    /// <summary>The index of an actor; -1 (and an error) where there is none of that id.</summary>
    public int ActorReference(Place place) => Reference(place, "actor", Symbols.Actor, Symbols.ActorIds);

    public int PrincipalReference(Place place, string what)
    {
        var actor = ActorReference(place);
        if (actor >= 0 && Symbols.Actors[actor].Role is { } role && role != Role.Principal)
        {
            Error(place, $"`{Symbols.Actors[actor].Id}` is no principal but {Article(role.ToString().ToLowerInvariant())}; {what}");
            return -1;
        }

        return actor;
    }

    public int SpoilerReference(Place place) => Reference(place, "spoiler", Symbols.Spoiler, Symbols.Spoilers);

    public int GateReference(Place place) => Reference(place, "gate", Symbols.Gate, Symbols.Gates);

    public int IssueReference(Place place) => Reference(place, "issue", Symbols.Issue, Symbols.IssueIds);

    /// <summary>The index of an issue that a key names; -1 (and an error) where there is none of that id.</summary>
    public int IssueReference(ScalarNode key) => IssueReference(new Place(key, ""));

    /// <summary>An event or branch; null (and an error) where no or more than one is meant.</summary>
    public EventReference? EventOrBranch(ScalarNode node)
    {
        var found = Symbols.EventsCalled(node.Text);
        if (found.Count == 1)
        {
            return found[0];
        }

        Error(node.Position, found.Count == 0
            ? $"no event or branch is called {node.Describe()}{Hint(node.Text, Symbols.EventIds)}"
            : $"{node.Describe()} is the id of several events or branches; give them different ids");
        return null;
    }

    public EventReference? EventOrBranch(Place place) =>
        place.Node is ScalarNode node ? EventOrBranch(node) : Fail<EventReference>(place, $"the id of an event or branch is expected here, not {place.Node.Describe()}");

    /// <summary>References to several things, each at most once; what is in error is left out.</summary>
    public ImmutableArray<int> References(IEnumerable<Place> places, Func<Place, int> reference)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        var seen = new HashSet<int>();
        foreach (var place in places)
        {
            var index = reference(place);
            if (index >= 0 && !seen.Add(index))
            {
                Error(place, $"{place.Node.Describe()} stands in this list twice; once is enough");
            }
            else if (index >= 0)
            {
                found.Add(index);
            }
        }

        return found.ToImmutable();
    }

    private int Reference(Place place, string what, Func<string, int> find, IEnumerable<string> known)
    {
        if (Name(place, $"the id of an existing {what}") is not { } name)
        {
            return -1;
        }

        var index = find(name);
        if (index < 0)
        {
            Error(place, $"no {what} is called {place.Node.Describe()}{Hint(name, known)}");
        }

        return index;
    }

    /// <summary>A hint at the nearest name, unless messages are full anyway.</summary>
    public string Hint(string name, IEnumerable<string> known) => Findings.Full ? "" : NearestName.Hint(name, known);
}
