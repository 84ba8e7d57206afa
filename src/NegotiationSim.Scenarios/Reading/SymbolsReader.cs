using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Collects the ids of actors, spoilers, gates and events before anything refers to them, and refuses files with too many. What is
/// wrong with the entries themselves is said when they are read.
/// </summary>
internal sealed class SymbolsReader(ReadingContext context)
{
    public void Read(MapView file)
    {
        foreach (var entry in Mapping(file.Find("actors")?.Node))
        {
            var role = entry.Value is MappingNode actor && actor.Find("role") is ScalarNode word ? Words.Parse<Role>(word.Text) : null;
            context.Symbols.Actors.Add((entry.Key.Text, role));
            RefuseOver(context.Symbols.Actors.Count, Limits.Actors, "actors", entry.Key.Position);
        }

        if (file.Find("implementation")?.Node is MappingNode implementation)
        {
            foreach (var spoiler in List(implementation.Find("spoilers")))
            {
                context.Symbols.Spoilers.Add(Place.IdOf(spoiler) ?? "");
                RefuseOver(context.Symbols.Spoilers.Count, Limits.Spoilers, "spoilers", spoiler.Position);
            }

            foreach (var gate in List(implementation.Find("gates")))
            {
                context.Symbols.AddGate(Place.IdOf(gate) ?? "");
                RefuseOver(context.Symbols.Gates.Count, Limits.Gates, "gates", gate.Position);
            }
        }

        foreach (var item in List(file.Find("events")?.Node))
        {
            var branches = item is MappingNode mapping ? List(mapping.Find("branches")).ToList() : [];
            if (branches.Count > Limits.Branches)
            {
                throw new ReadingAbortedException(branches[Limits.Branches].Position, $"an event of more than {Limits.Branches:N0} branches, the limit of an event");
            }

            context.Symbols.AddEvent(Place.IdOf(item) ?? "", [.. branches.Select(branch => Place.IdOf(branch) ?? "")]);
            RefuseOver(context.Symbols.Events.Count, Limits.Events, "events", item.Position);
        }
    }

    /// <summary>Per actor the issues whose <c>accepts</c> some event sets, so that the lines for it can exist from the start.</summary>
    public Dictionary<string, HashSet<int>> ReplacedAccepts(MapView file)
    {
        var replaced = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var effect in List(file.Find("events")?.Node).OfType<MappingNode>().SelectMany(EffectsOf))
        {
            if (effect.Find("accepts") is null || effect.Find("actor") is not ScalarNode actor || effect.Find("issue") is not ScalarNode issue)
            {
                continue;
            }

            foreach (var id in actor.Text == "all" ? context.Symbols.ActorIds : [actor.Text])
            {
                if (!replaced.TryGetValue(id, out var issues))
                {
                    replaced.Add(id, issues = []);
                }

                issues.Add(context.Symbols.Issue(issue.Text));
            }
        }

        return replaced;
    }

    private static IEnumerable<MappingNode> EffectsOf(MappingNode item) =>
        List(item.Find("branches")).OfType<MappingNode>().Append(item).SelectMany(owner => List(owner.Find("effects"))).OfType<MappingNode>();

    private static void RefuseOver(int count, int limit, string what, Position position)
    {
        if (count > limit)
        {
            throw new ReadingAbortedException(position, $"more than {limit:N0} {what}, the limit of a scenario");
        }
    }

    private static IEnumerable<Entry> Mapping(Node? node) => node is MappingNode mapping ? mapping.Entries : [];

    private static IEnumerable<Node> List(Node? node) => node is SequenceNode list ? list.Items : [];
}
