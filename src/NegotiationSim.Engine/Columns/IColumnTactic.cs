using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Agents;

namespace NegotiationSim.Engine.Columns;

/// <summary>A tactic in columns: what it remembers of every slot lies in its arrays. Implemented by structs, so that turns are compiled for each.</summary>
internal interface IColumnTactic
{
    /// <summary>See <see cref="Tactics.BargainingTactic.OwnAcceptance"/>.</summary>
    bool HasOwnAcceptance { get; }

    /// <summary>A block begins; what the actor can hope for in the first round is known.</summary>
    void Begin(ColumnTurns turns, BlockSpec block);

    /// <summary>A round's turn begins.</summary>
    void BeginTurn(int round, double time);

    /// <summary>What a feasible outcome is worth; NaN where it crosses a line that the actor holds.</summary>
    double Worth(ColumnTurns turns, int slot, ReadOnlySpan<ushort> outcome);

    /// <summary>Hears what the others have said in a slot since the last turn.</summary>
    void Hear(int slot, TurnRequest request);

    /// <summary>What the actor asks for; NaN where only a diary would say.</summary>
    double Target(ColumnTurns turns, int slot);

    /// <summary>Chooses what the actor would offer; its utility, or NaN.</summary>
    double Propose(ColumnTurns turns, int slot, double target);

    /// <summary>See <see cref="Tactics.BargainingTactic.Accepts"/>.</summary>
    bool Accepts(ColumnTurns turns, int slot, double utility);

    /// <summary>Puts forward what <see cref="Propose"/> chose last; what is written already stays as it is.</summary>
    void Offer(ColumnTurns turns, int slot, Utterances said);

    /// <summary>Writes what the tactic remembers into a state.</summary>
    void Recall(int slot, AgentState state);
}
