using NegotiationSim.Engine.Agents;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Turns;

/// <summary>
/// Where the numbers of one principal's turn in one replica lie, and the questions that <see cref="Turn"/> puts to them: the state of an actor in the
/// replica (<see cref="AgentTurn"/>), or the columns of a block (<see cref="Columns.TacticTurns{TTactic}.Place"/>). Implemented by structs, so that the rules
/// are compiled for each of them and what a place has no use for costs it nothing.
/// </summary>
internal interface ITurnPlace
{
    int Round { get; }

    /// <summary>The actor's own last round.</summary>
    int LastRound { get; }

    /// <summary>Relative time.</summary>
    double Time { get; }

    /// <summary>Whether an event makes the actor leave.</summary>
    bool MustLeave { get; }

    /// <summary>Whether the actor has asked its ratifiers about so much in this turn that it gives up.</summary>
    bool HasGivenUpAsking { get; }

    /// <summary>Whether the turn has to wait for answers of the ratifiers.</summary>
    bool IsWaiting { get; }

    /// <summary>Whether an offer of somebody else stands.</summary>
    bool HasStanding { get; }

    /// <summary>Whether the standing offer was refused in a ratification and is off the table.</summary>
    bool IsStandingExcluded { get; }

    /// <summary>The acceptance rule.</summary>
    AcceptanceKind Accept { get; }

    /// <summary>The constant or the time of the acceptance rule.</summary>
    double AcceptParameter { get; }

    /// <summary>The offers heard, by round and utility, where the acceptance rule looks back.</summary>
    ReadOnlySpan<(int Round, double Utility)> Heard { get; }

    /// <summary>Whether the tactic answers to offers itself, in place of the acceptance rule.</summary>
    bool HasOwnAcceptance { get; }

    /// <summary>Looks at what the actor can hope for in this turn; false where there is nothing, or where <see cref="IsWaiting"/>.</summary>
    bool TryLookAhead();

    /// <summary>What the actor asks for.</summary>
    double Target();

    /// <summary>Chooses what the actor would offer now; its utility, or NaN where there is nothing to offer or where <see cref="IsWaiting"/>.</summary>
    double Propose(double target);

    /// <summary>What the actor makes of the standing offer.</summary>
    Judgment Judge();

    /// <summary>The tactic's own answer to an offer that the actor may sign.</summary>
    bool TacticAccepts(double utility);

    /// <summary>The patron under whose pressure the actor goes along with the standing offer, or -1.</summary>
    int PressingPatron();

    /// <summary>Whether a ratifier that the actor consults would refuse the standing offer; where they have not said, the actor is waiting.</summary>
    bool IsStandingRefused();

    /// <summary>The ratifier that refused last, or -1.</summary>
    int LastRefusal { get; }

    /// <summary>Writes what the actor thought at its turn into its diary.</summary>
    void Note(ReasonKind reason, int redLine, int counterpart, double standing, double own, double target);
}
