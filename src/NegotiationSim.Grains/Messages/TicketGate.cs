namespace NegotiationSim.Grains.Messages;

/// <summary>Lets through the calls of the play that a grain is in, in their order, and no others.</summary>
internal sealed class TicketGate
{
    /// <summary>The last call that was let through.</summary>
    public Ticket Current { get; private set; }

    /// <summary>A new play begins; it must be a later start than the one before.</summary>
    public void Open(Ticket ticket)
    {
        if (ticket.Attempt <= Current.Attempt)
        {
            throw new StaleCallException(ticket, Current);
        }

        Current = ticket;
    }

    /// <summary>A step of the play; it must be a later one than the one before.</summary>
    /// <param name="ticket">The call's ticket.</param>
    /// <param name="withinStep">The call is part of a step that the grain may have seen already, as when a principal asks its ratifier several times at one turn.</param>
    public void Pass(Ticket ticket, bool withinStep = false)
    {
        Check(ticket);
        if (withinStep ? ticket.Step < Current.Step : ticket.Step <= Current.Step)
        {
            throw new StaleCallException(ticket, Current);
        }

        Current = ticket;
    }

    /// <summary>The call must belong to the play, at whatever step.</summary>
    public void Check(Ticket ticket)
    {
        if (!IsIn(ticket))
        {
            throw new StaleCallException(ticket, Current);
        }
    }

    /// <summary>Whether a ticket is of the play that the grain is in.</summary>
    public bool IsIn(Ticket ticket) => ticket.Attempt > 0 && ticket.Attempt == Current.Attempt && ticket.Block == Current.Block;
}
