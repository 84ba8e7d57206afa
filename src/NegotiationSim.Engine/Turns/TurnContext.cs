namespace NegotiationSim.Engine.Turns;

/// <summary>What a principal's turn looks like to itself before it decides.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Time">Relative time s / (n + 1), n being the actor's own last round.</param>
/// <param name="Prospects">What the actor can hope for.</param>
internal readonly record struct TurnContext(int Round, double Time, Prospects Prospects)
{
    /// <inheritdoc cref="Turns.Prospects.Reservation"/>
    public double Reservation => Prospects.Reservation;

    /// <inheritdoc cref="Turns.Prospects.Factor"/>
    public double Factor => Prospects.Factor;

    /// <inheritdoc cref="Turns.Prospects.Floor"/>
    public double Floor => Prospects.Floor;

    /// <inheritdoc cref="Turns.Prospects.Best"/>
    public double Best => Prospects.Best;
}
