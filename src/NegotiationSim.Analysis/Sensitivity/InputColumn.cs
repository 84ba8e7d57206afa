using System.Collections.Immutable;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>Where the values of an input come from.</summary>
public enum InputKind
{
    /// <summary>It is drawn once per replica, before anything happens: nothing in the replica can change it.</summary>
    Drawn,

    /// <summary>Whether an event struck and which branch it took. Talks that end early leave it less time, so it may be an effect of the ending as well as a cause.</summary>
    Event,

    /// <summary>A random number that nothing in the simulation uses: what such an input comes to shows what is noise.</summary>
    Unused,
}

/// <summary>One input of a batch: a column of <c>replicas.parquet</c>, or what stands for it.</summary>
/// <param name="Path">Its name: that of the column for a drawn input (<c>draws.drivers.battlefield</c>), <c>events.ID</c> for an event.</param>
/// <param name="Kind">Where its values come from.</param>
/// <param name="Labels">What the values 0, 1, 2 and so on stand for; empty where it is a number.</param>
public sealed record InputColumn(string Path, InputKind Kind, ImmutableArray<string> Labels)
{
    /// <summary>How the value 0 of an event is called.</summary>
    public const string NotStruck = "not_struck";

    /// <summary>How the value 1 of an event without branches is called.</summary>
    public const string Struck = "struck";

    /// <summary>The prefix of the columns of drawn inputs.</summary>
    public const string DrawPrefix = "draws.";

    /// <summary>The prefix of the columns of events.</summary>
    public const string EventPrefix = "events.";

    /// <summary>The name of the input that nothing uses.</summary>
    public const string UnusedPath = "unused";

    /// <summary>
    /// Every input of a scenario: what is drawn once per replica, in the order of the columns of <c>replicas.parquet</c>, then its events. A column that only follows from drivers (<see cref="DerivedColumn"/>) is none: it would
    /// explain what its driver explains, once more.
    /// </summary>
    public static ImmutableArray<InputColumn> Of(Scenario scenario)
    {
        var derived = DerivedColumn.Of(scenario).Select(column => column.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Drawn(scenario).Select(name => DrawPrefix + name).Where(path => !derived.Contains(path)).Select(path => new InputColumn(path, InputKind.Drawn, [])),
            .. scenario.Events.Select(e => new InputColumn(
                EventPrefix + e.Id, InputKind.Event, e.Branches.IsEmpty ? [NotStruck, Struck] : [NotStruck, .. e.Branches.Select(branch => branch.Id)])),
        ];
    }

    /// <summary>The names of all that is drawn or follows from what is, in the order of the columns.</summary>
    private static IEnumerable<string> Drawn(Scenario scenario)
    {
        var shared = new SharedInputs(scenario).Names;
        var known = shared.ToHashSet(StringComparer.Ordinal);
        return shared.Concat(scenario.Actors.SelectMany(actor => UncertainInputs.Names(actor).Where(name => !known.Contains(name)).Select(name => $"actors.{actor.Id}.{name}")));
    }
}
