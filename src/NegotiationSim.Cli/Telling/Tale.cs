using NegotiationSim.Engine;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>How much of a run is told.</summary>
internal enum Detail
{
    /// <summary>Only how it ended.</summary>
    Ending,

    /// <summary>Everything of note; stretches in which little happens are summed up.</summary>
    Story,

    /// <summary>Every round and every incident.</summary>
    Everything,
}

/// <summary>The run that is told, and what its tellers look up. The transcript itself is told entry by entry.</summary>
internal sealed class Tale(Scenario scenario, RunRecord record, Detail detail, RunOutline outline) : Subject(scenario)
{
    private readonly Sampler _draws = DrawsOf(scenario, record);
    private readonly DemandWords?[] _demands = new DemandWords?[scenario.Actors.Length];
    private readonly double?[] _saidWorth = new double?[scenario.Actors.Length];

    /// <summary>A run whose record holds its transcript.</summary>
    public Tale(Scenario scenario, RunRecord record, Detail detail)
        : this(scenario, record, detail, new RunOutline(scenario, detail))
    {
        foreach (var entry in record.Transcript)
        {
            Outline.Note(entry);
        }
    }

    public RunRecord Record { get; } = record;

    public Detail Detail { get; } = detail;

    /// <summary>What is known of the transcript beforehand.</summary>
    public RunOutline Outline { get; } = outline;

    /// <summary>What the signed text was worth to an actor when it last offered or answered it, as far as that was told; null: it never did.</summary>
    public double? SaidWorth(int actor) => _saidWorth[actor];

    /// <summary>Takes note of an entry that is told.</summary>
    public void Note(TranscriptEntry entry)
    {
        if (entry is { Actor: >= 0, Utility: { } utility } && Record.Agreement is { } agreement && entry.Outcome == agreement)
        {
            _saidWorth[entry.Actor] = utility;
        }
    }

    /// <summary>The value of one of an actor's numbers in this replica: a constant, or what was drawn; null when it is not known.</summary>
    public double? Value(int actor, Quantity quantity) => quantity.Expression is Constant constant ? constant.Value : Draw(actor, quantity.Path);

    /// <summary>Something drawn for an actor, by its path in the scenario.</summary>
    public double? Draw(int actor, string path)
    {
        var prefix = "actors." + Scenario.Actors[actor].Id + ".";
        var within = path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
        foreach (var (name, value) in Record.Actors[actor].Draws)
        {
            if (name == within)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Whether an uncertain red line was held in this replica; null when that is not known.</summary>
    public bool? Held(int actor, RedLine line) =>
        line.HeldWith.Expression is Constant { Value: 1 } ? true
        : line.HeldWith.Expression is Constant { Value: 0 } ? false
        : Draw(actor, "red_lines." + line.Id + ".held") is { } held ? held != 0
        : null;

    /// <summary>An actor's red lines in words, with the limits of this replica.</summary>
    public DemandWords Demands(int actor) =>
        _demands[actor] ??= new DemandWords(Scenario.Space, quantity => Value(actor, quantity) ?? _draws.Value(quantity));

    /// <summary>What the owner of a red line insists on; with the line's full name where everything is told.</summary>
    /// <param name="owner">Whose line it is, by index.</param>
    /// <param name="line">The line.</param>
    public string Demand(int owner, RedLine line) =>
        Demands(owner).Of(line.Never) + (Detail == Detail.Everything ? $" [{Scenario.Actors[owner].Id}.{line.Id}]" : "");

    /// <summary>A red line by its full name, <c>actor.line</c>.</summary>
    public (int Actor, RedLine Line)? FindRedLine(string name)
    {
        for (var i = 0; i < Scenario.Actors.Length; i++)
        {
            foreach (var line in Scenario.Actors[i].RedLines)
            {
                if (name.Length == Scenario.Actors[i].Id.Length + 1 + line.Id.Length
                    && name.StartsWith(Scenario.Actors[i].Id, StringComparison.Ordinal)
                    && name.EndsWith("." + line.Id, StringComparison.Ordinal))
                {
                    return (i, line);
                }
            }
        }

        return null;
    }

    private static Sampler DrawsOf(Scenario scenario, RunRecord record)
    {
        var sampler = new Sampler(scenario);
        sampler.MoveTo(new ReplicaDraws(record.Seed, record.Replica));
        return sampler;
    }
}
