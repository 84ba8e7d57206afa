using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// The commitment problem of one actor: <c>trust</c>, <c>betrayed</c>, and the enforcement that the implementation section promises, in one replica.
/// </summary>
internal sealed class Commitment
{
    private readonly Actor _actor;
    private readonly Implementation? _implementation;
    private readonly ConcreteCondition[] _enforcing;
    private readonly Func<Quantity, double> _value;

    public Commitment(Scenario scenario, Actor actor, Func<Quantity, double> value)
    {
        _actor = actor;
        _value = value;
        _implementation = scenario.Implementation;
        _enforcing = _implementation is null
            ? []
            : [.. _implementation.EnforcementBy.Select(l => ConcreteCondition.Compile(l.When, scenario.Space, value))];
    }

    public ConsentRule Rule { get; } = new();

    /// <summary>Works the rule out for the replica that the sampler is at.</summary>
    public void Fill(Sampler sampler, double enforcementShift)
    {
        Rule.Trust = sampler.Value(_actor.Trust!);
        Rule.Betrayed = sampler.Value(_actor.Betrayed!);
        Rule.Enforcement = (_implementation is null ? 0 : sampler.Value(_implementation.Enforcement)) + enforcementShift;
        Rule.EnforcementBy.Clear();
        for (var k = 0; k < _enforcing.Length; k++)
        {
            _enforcing[k].Refill(_value);
            Rule.EnforcementBy.Add(new WeightedCondition(_enforcing[k], sampler.Value(_implementation!.EnforcementBy[k].Adds)));
        }
    }
}
