namespace NegotiationSim.Grains;

/// <summary>The attempt at a block that a grain is in, and what it did for it so far. A grain refuses calls of any other attempt: what is late or left over does no harm.</summary>
internal sealed class Attempt
{
    private long _number;

    /// <summary>Gives the attempt up.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Calls made to actors.</summary>
    public int Calls { get; private set; }

    /// <summary>The last round played, from 1.</summary>
    public int Rounds { get; private set; }

    /// <summary>Offers heard; counted only while somebody listens to the meter.</summary>
    public long Offers { get; set; }

    /// <summary>A new attempt begins.</summary>
    /// <exception cref="StaleCallException">It is not later than the one before.</exception>
    public void Begin(long number, CancellationToken cancellation = default)
    {
        CheckIsLater(number);
        (_number, Cancellation, Calls, Rounds, Offers) = (number, cancellation, 0, 0, 0);
    }

    /// <summary>Whether an attempt may begin. Asked before anything of the one before is given up.</summary>
    /// <exception cref="StaleCallException">It is not later than the one before.</exception>
    public void CheckIsLater(long number)
    {
        if (number <= _number)
        {
            throw new StaleCallException(number, _number);
        }
    }

    /// <summary>A call within an attempt.</summary>
    /// <exception cref="StaleCallException">It is another attempt than this one, or there is none yet.</exception>
    public void Check(long number)
    {
        if (number != _number || _number == 0)
        {
            throw new StaleCallException(number, _number);
        }
    }

    /// <summary>The number of the attempt, for the next call to an actor.</summary>
    public long Next(int round = 0)
    {
        Calls++;
        Rounds = Math.Max(Rounds, round);
        return _number;
    }
}
