using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads a file's tree section by section, in the order in which they refer to each other.</summary>
internal sealed class ScenarioAssembler(ReadingContext context)
{
    /// <summary>The scenario; null when there is an error.</summary>
    public Scenario? Read(Node root)
    {
        if (context.Map(new Place(root, ""), FileKeys.File) is not { } file)
        {
            return null;
        }

        CheckVersion(file);
        var name = file.Find("name") is { } named ? context.NewId(named, "a scenario") : null;
        var drivers = ReadDrivers(file);
        var table = new TableReader(context);
        var calendar = table.ReadCalendar(file);
        new IssuesReader(context).Read(file);
        var symbols = new SymbolsReader(context);
        symbols.Read(file);
        var infeasible = file.Items("infeasible").Select(new ConditionReader(context).Read).OfType<Condition>().ToImmutableArray();
        var actors = new ActorsReader(context).Read(file, symbols.ReplacedAccepts(file));
        var ties = table.ReadTies(file);
        var protocol = table.ReadProtocol(file);
        var implementation = new ImplementationReader(context).Read(file);
        var events = new EventsReader(context, new EffectsReader(context, ties, actors, file.Has("implementation"))).Read(file);
        var observed = new ObservedReader(context).Read(file);
        AddStreams(file, actors);
        var scenario = new Scenario
        {
            Name = name ?? "",
            Title = file.Text("title"),
            Summary = file.Text("summary"),
            Sources = [.. file.Items("sources").Select(source => context.Text(source, "a source")).OfType<string>()],
            Calendar = calendar,
            Drivers = drivers,
            Space = context.Symbols.Space,
            Infeasible = infeasible,
            Actors = actors,
            Ties = ties,
            Protocol = protocol,
            Events = events,
            Implementation = implementation,
            Observed = observed,
        };
        return IsConsistent(scenario, file) ? scenario : null;
    }

    private void AddStreams(MapView file, IEnumerable<Actor> actors)
    {
        foreach (var (id, place) in actors.Zip(file.Entries("actors"), (actor, entry) => (actor.Id, entry.Value)))
        {
            context.Streams.Add(StreamName.Ratification(id), place.Position, context.Findings);
            context.Streams.Add(StreamName.Tactic(id), place.Position, context.Findings);
        }
    }

    /// <summary>What can only be checked on the whole. Each check counts on what those before it found right.</summary>
    private bool IsConsistent(Scenario scenario, MapView file)
    {
        if (context.Findings.HasErrors)
        {
            return false;
        }

        var check = new ConsistencyCheck(context);
        check.CheckCalendar(scenario, file);
        if (context.Findings.HasErrors)
        {
            return false;
        }

        check.CheckTabledText(scenario, file);
        new Doubts(context).Look(scenario, file);
        new ScaleDoubts(context, scenario).Look(file);
        return !context.Findings.HasErrors;
    }

    private void CheckVersion(MapView file)
    {
        if (file.Find("schema") is { } place && place.Node is not ScalarNode { Text: FileKeys.Version })
        {
            context.Error(place, $"this program reads `{FileKeys.Version}`, not {place.Node.Describe()}");
        }
    }

    private ImmutableArray<Driver> ReadDrivers(MapView file)
    {
        var reader = new DriversReader(context);
        return file.Find("drivers") is { } place ? reader.Read(place) : [];
    }
}
