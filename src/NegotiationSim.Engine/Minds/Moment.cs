namespace NegotiationSim.Engine.Minds;

/// <summary>What an actor's turn looks like to itself before it decides.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Time">Relative time s / (n + 1), n being the actor's own last round.</param>
/// <param name="Reservation">Its no-deal value now, undiscounted.</param>
/// <param name="Floor">The larger of the no-deal value and the worst feasible outcome's utility.</param>
/// <param name="Best">Utility of the best outcome it may sign.</param>
internal readonly record struct Moment(int Round, double Time, double Reservation, double Floor, double Best);
