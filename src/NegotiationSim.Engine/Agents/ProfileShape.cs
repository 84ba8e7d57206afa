using NegotiationSim.Engine.Events;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// What is the same in all profiles of an actor, whatever is drawn and whatever happens: where values stand, and the shapes of conditions. Made once, so
/// that a profile is small: a block has one per replica, and what does not fit into the processor's caches is what turns wait for.
/// </summary>
internal sealed class ProfileShape
{
    private readonly Dictionary<ConditionTree, ConcreteCondition> _constant = [];

    public ProfileShape(Scenario scenario, Actor actor, DrawnInputs inputs)
    {
        Layout = new ComponentLayout(scenario.Space);
        Infeasible = Shapes(scenario.Infeasible);
        Inputs = inputs;
        Lines = Shapes(actor.RedLines.Select(line => line.Never));
        var preferences = actor.Preferences!;
        Linkages = Shapes(preferences.Linkages.Select(linkage => linkage.When));
        var nothing = new Input(0, -1);
        Weights = [.. preferences.Issues.Select(issue => issue is null ? nothing : inputs.Of(issue.Weight))];
        Numbers = [.. preferences.Issues.Select(issue => issue is null ? [] : NumbersOf(issue.Value))];
        OpenValues = [.. preferences.Issues.Select(issue => issue?.OpenValue is { } open ? inputs.Of(open) : nothing)];
        LinkageAdds = [.. preferences.Linkages.Select(linkage => inputs.Of(linkage.Adds))];
        LineCosts = [.. actor.RedLines.Select(line => line.Costs is { } costs ? inputs.Of(costs) : nothing)];
        Scratch = new double[MostNumbers(scenario)];

        foreach (var shape in Infeasible.Concat(Lines).Concat(Linkages).Where(shape => shape.IsConstant))
        {
            _constant.Add(shape, new ConcreteCondition(shape, static limit => ((Constant)limit.Expression).Value));
        }

        ConditionTree[] Shapes(IEnumerable<Condition> conditions) => [.. conditions.Select(condition => new ConditionTree(condition, scenario.Space))];
    }

    public ComponentLayout Layout { get; }

    /// <summary>Packages that are never on the table.</summary>
    public ConditionTree[] Infeasible { get; }

    /// <summary>The actor's red lines.</summary>
    public ConditionTree[] Lines { get; }

    /// <summary>When its linkages count.</summary>
    public ConditionTree[] Linkages { get; }

    /// <summary>What is drawn for the actor in this block.</summary>
    public DrawnInputs Inputs { get; }

    /// <summary>Per issue its weight.</summary>
    public Input[] Weights { get; }

    /// <summary>Per issue the numbers of the actor's judgment.</summary>
    public Input[][] Numbers { get; }

    /// <summary>Per issue what leaving it open is worth, where the actor says so.</summary>
    public Input[] OpenValues { get; }

    /// <summary>Per linkage what it adds.</summary>
    public Input[] LinkageAdds { get; }

    /// <summary>Per red line what crossing it costs, where it does not forbid.</summary>
    public Input[] LineCosts { get; }

    /// <summary>Room for the numbers of any judgment of the actor's, for whoever fills a profile.</summary>
    public double[] Scratch { get; }

    /// <summary>The condition of a shape that is the same in every replica until an event moves a limit; null where a limit is uncertain.</summary>
    public ConcreteCondition? Constant(ConditionTree shape) => _constant.GetValueOrDefault(shape);

    private Input[] NumbersOf(ValueFunction function) =>
        [.. Enumerable.Range(0, ValueFunctions.NumberCount(function)).Select(k => Inputs.Of(ValueFunctions.Number(function, k)))];

    /// <summary>The most numbers that any judgment has which the actor starts with or an event may give it.</summary>
    private int MostNumbers(Scenario scenario)
    {
        var replacements = scenario.Events.SelectMany(StruckEffects.Possible)
            .Select(effect => effect is ActorEffect { Change: ValueReplacement replacement } ? ValueFunctions.NumberCount(replacement.Value) : 0);
        return Numbers.Select(numbers => numbers.Length).Concat(replacements).DefaultIfEmpty(0).Max();
    }
}
