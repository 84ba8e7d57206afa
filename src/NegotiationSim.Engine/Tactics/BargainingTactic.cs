using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Columns;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tactics;

/// <summary>
/// How a principal bargains: what it asks for at this moment, what it offers, and (for some) what it accepts. One object per kind, without
/// state; what a tactic remembers of a replica is in the <see cref="AgentState"/>. A new tactic derives from this, is named in
/// <see cref="For"/>, and must pass the conformance tests.
/// </summary>
internal abstract class BargainingTactic
{
    /// <summary>Whether the tactic must hear what the others offer.</summary>
    public virtual bool Listens => false;

    /// <summary>Whether the tactic has an acceptance rule of its own, in place of the scenario's.</summary>
    public virtual bool OwnAcceptance => false;

    /// <summary>Whether its offers respect red lines that others have named: those of tactics that offer by a target do.</summary>
    public virtual bool RespectsLines => false;

    /// <summary>The rule for a tactic of the scenario.</summary>
    public static BargainingTactic For(Tactic tactic) => tactic.Kind switch
    {
        TacticKind.Linear or TacticKind.Boulware or TacticKind.Conceder => TargetTactic<TimeDependentTactic>.Instance,
        TacticKind.Hardliner => TargetTactic<HardlinerTactic>.Instance,
        TacticKind.Random => RandomTactic.Instance,
        TacticKind.TitForTat => TitForTatTactic.Instance,
        TacticKind.Micro => MicroTactic.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(tactic)),
    };

    /// <summary>The talks begin in this replica.</summary>
    public virtual void Begin(AgentState state, int actors)
    {
    }

    /// <summary>Another principal has made an offer.</summary>
    /// <param name="state">The listener.</param>
    /// <param name="opponent">Who made it, by actor index.</param>
    /// <param name="offer">The outcome offered.</param>
    public virtual void Hear(AgentState state, int opponent, ReadOnlySpan<ushort> offer)
    {
    }

    /// <summary>The utility that the actor asks for now, between the floor and the best it may sign.</summary>
    public abstract double Target(AgentState state);

    /// <summary>
    /// Chooses what the actor would offer now, into <see cref="AgentState.OwnOffer"/>; its utility, or NaN when it has nothing to offer. The default is the cheapest
    /// permitted outcome at or above the target, or with an opponent model the concession ladder.
    /// </summary>
    public virtual double Propose(AgentState state, double target) => OfferChoice.AtTarget(state, target);

    /// <summary>Turns by this tactic in columns, as long as nothing out of the ordinary happens; null where it has none.</summary>
    public virtual ColumnTurns? InColumns(AgentBlock owner) => null;

    /// <summary>Whether the actor would sign an offer worth <paramref name="utility"/>; consent has been given already. Only with <see cref="OwnAcceptance"/>.</summary>
    public virtual bool Accepts(AgentState state, double utility) => throw new NotSupportedException();

    /// <summary>The actor has put <paramref name="outcome"/> forward.</summary>
    public virtual void Offered(AgentState state, ReadOnlySpan<ushort> outcome)
    {
    }

    /// <summary>The actor's preferences or lines have changed.</summary>
    public virtual void ProfileChanged(AgentState state)
    {
    }
}

/// <summary>What a tactic remembers in one replica.</summary>
internal abstract class TacticMemory
{
    /// <summary>Forgets everything, for another replica.</summary>
    public abstract void Clear();
}
