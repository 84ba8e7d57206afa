using System.Collections.Immutable;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// Finds draws in which a quantity of a scenario comes to no number, before anything is played. Most scenarios have no quantity that could; they cost nothing.
/// Immutable, safe to use from many threads.
/// </summary>
public sealed class DrawnNumbers
{
    private readonly Scenario _scenario;
    private readonly ImmutableArray<Quantity> _suspects;

    /// <summary>Looks a scenario over.</summary>
    public DrawnNumbers(Scenario scenario)
    {
        _scenario = scenario;
        var bounds = new ExpressionBounds(scenario.Drivers);
        _suspects =
        [
            .. scenario.Drivers.Select(driver => driver.Value)
                .Concat(SharedInputs.Quantities(scenario))
                .Concat(scenario.Actors.SelectMany(UncertainInputs.OfActor))
                .Where(quantity => !quantity.IsConstant && bounds.MayBeNone(quantity.Expression)),
        ];
        var severities = scenario.Implementation is { } implementation
            ? implementation.Spoilers.Select(spoiler => spoiler.Severity).Append(implementation.BreachSeverity).OfType<Expression>()
            : [];
        var bluffs = scenario.Actors.Select(actor => actor.Tactic.BluffsUntil).OfType<Expression>();
        MayFail = _suspects.Length > 0 || severities.Concat(bluffs).Any(bounds.MayBeNone);
    }

    /// <summary>Whether some draw of some quantity, of a severity or of the moment to drop a bluff may be no number.</summary>
    public bool MayFail { get; }

    /// <summary>Complains about the first of these replicas in which a quantity comes to no number. What is drawn anew per incident or per line is not looked at.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="first">The first replica.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DrawnValueException">There is one.</exception>
    public void Check(ulong seed, long first, long count, CancellationToken cancellation = default)
    {
        if (_suspects.Length == 0)
        {
            return;
        }

        var sampler = new Sampler(_scenario);
        for (var replica = first; replica < first + count; replica++)
        {
            // A file may have tens of thousands of drivers, so one replica may take long enough.
            cancellation.ThrowIfCancellationRequested();
            sampler.MoveTo(new ReplicaDraws(seed, replica));
            foreach (var quantity in _suspects)
            {
                sampler.Value(quantity);
            }
        }
    }

    /// <summary>Plays replicas one by one and complains about the first in which a quantity or a severity comes to no number.</summary>
    /// <param name="block">The replicas.</param>
    /// <exception cref="DrawnValueException">There is one.</exception>
    public void Replay(BlockSpec block)
    {
        if (!MayFail)
        {
            return;
        }

        var table = new DirectBlock(_scenario);
        for (var slot = 0; slot < block.Count; slot++)
        {
            table.Play(new BlockSpec(block.Seed, block.FirstReplica + slot, 1, Tell: false));
        }
    }
}
