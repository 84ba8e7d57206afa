using System.Runtime.CompilerServices;
using NegotiationSim.Engine.Acceptances;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Turns;

/// <summary>
/// The rules of a principal's turn in one replica: leave the table, accept what stands, or reject it with an offer of its own. Where the actor consults,
/// the turn stops when an answer of its ratifiers is missing and is taken up from the start when it is there; nothing changes in between but what they said.
/// </summary>
internal static class Turn
{
    /// <summary>Takes the turn.</summary>
    /// <param name="place">Where the numbers lie.</param>
    /// <returns>What the actor does; <see cref="Said.Nothing"/> when its ratifiers must be asked first.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Said Take<TPlace>(TPlace place)
        where TPlace : struct, ITurnPlace
    {
        if (place.MustLeave)
        {
            return Say(place, Said.WalkOutEvent, ReasonKind.Event);
        }

        if (place.Round > place.LastRound)
        {
            return Say(place, Said.WalkOutDeadline, ReasonKind.Deadline);
        }

        if (place.HasGivenUpAsking)
        {
            return Say(place, Said.Reject, ReasonKind.GaveUpAsking, place.LastRefusal);
        }

        if (!place.TryLookAhead())
        {
            return place.IsWaiting ? Said.Nothing : Say(place, Said.WalkOutNothing, ReasonKind.NothingAcceptable);
        }

        var target = place.Target();
        return place.HasStanding ? Answer(place, target) : Offer(place, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Said Offer<TPlace>(TPlace place, double target)
        where TPlace : struct, ITurnPlace
    {
        var own = place.Propose(target);
        if (place.IsWaiting)
        {
            return Said.Nothing;
        }

        place.Note(ReasonKind.None, -1, -1, double.NaN, own, target);
        return double.IsNaN(own) ? Said.Reject : Said.Offer;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Said Answer<TPlace>(TPlace place, double target)
        where TPlace : struct, ITurnPlace
    {
        var comparesOwn = !place.HasOwnAcceptance && AcceptanceRule.NeedsOwnOffer(place.Accept);
        var own = comparesOwn ? place.Propose(target) : double.NaN;
        if (comparesOwn && place.IsWaiting)
        {
            return Said.Nothing;
        }

        var judgment = place.Judge();
        var (said, patron) = Verdict(place, judgment, target, own);
        var isRefused = said != Said.Reject && place.IsStandingRefused();
        if (said != Said.Reject && place.IsWaiting)
        {
            return Said.Nothing;
        }

        if (said != Said.Reject && !isRefused)
        {
            place.Note(patron >= 0 ? ReasonKind.Pressed : ReasonKind.None, judgment.RedLine, patron, judgment.Utility, double.NaN, target);
            return said;
        }

        own = comparesOwn ? own : place.Propose(target);
        if (place.IsWaiting)
        {
            return Said.Nothing;
        }

        if (isRefused)
        {
            place.Note(ReasonKind.RatifierWouldRefuse, -1, place.LastRefusal, judgment.Utility, own, target);
        }
        else
        {
            var bluff = judgment.IsWilling ? place.KeptBluff() : -1;
            var reason = !judgment.IsWilling ? judgment.Reason : bluff >= 0 ? ReasonKind.KeepsUpBluff : judgment.Utility < target ? ReasonKind.BelowTarget : ReasonKind.Waits;
            place.Note(reason, bluff >= 0 ? bluff : judgment.RedLine, -1, judgment.Utility, own, target);
        }

        return double.IsNaN(own) ? Said.Reject : Said.Offer;
    }

    /// <summary>Whether the actor would stand by the standing offer as far as it decides that alone, and the patron that makes it, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Said Said, int Patron) Verdict<TPlace>(TPlace place, Judgment judgment, double target, double own)
        where TPlace : struct, ITurnPlace
    {
        if (place.IsStandingExcluded)
        {
            return (Said.Reject, -1);
        }

        var isBluffed = place.KeptBluff() >= 0;
        if (!isBluffed && judgment.IsWilling && Suffices(place, judgment.Utility, target, double.IsNaN(own) ? double.PositiveInfinity : own))
        {
            return (Said.Accept, -1);
        }

        var patron = place.PressingPatron();
        return (patron < 0 ? Said.Reject : judgment.IsWilling && !isBluffed ? Said.Accept : Said.AcceptPressed, patron);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Suffices<TPlace>(TPlace place, double utility, double target, double own)
        where TPlace : struct, ITurnPlace =>
        place.HasOwnAcceptance ? place.TacticAccepts(utility) : AcceptanceRule.Accepts(place, utility, target, own);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Said Say<TPlace>(TPlace place, Said said, ReasonKind reason, int counterpart = -1)
        where TPlace : struct, ITurnPlace
    {
        place.Note(reason, -1, counterpart, double.NaN, double.NaN, double.NaN);
        return said;
    }
}

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

    /// <summary>Relative time s / (n + 1) in round s, n being the actor's own last round; it stays below 1.</summary>
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

    /// <summary>The first red line that the actor does not hold but keeps up, and that the standing offer crosses; -1 for none.</summary>
    int KeptBluff();

    /// <summary>The patron under whose pressure the actor goes along with the standing offer, or -1.</summary>
    int PressingPatron();

    /// <summary>Whether a ratifier that the actor consults would refuse the standing offer; where they have not said, the actor is waiting.</summary>
    bool IsStandingRefused();

    /// <summary>The ratifier that refused last, or -1.</summary>
    int LastRefusal { get; }

    /// <summary>Writes what the actor thought at its turn into its diary.</summary>
    void Note(ReasonKind reason, int redLine, int counterpart, double standing, double own, double target);
}
