using NegotiationSim.Engine.Blocks;
using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// Objections: a principal that rejects what stands names every red line of its own that it crosses, held ones and bluffs that it keeps up, and the line for
/// which a ratifier that it consults would refuse it. Whoever offers or accepts what crosses a line that it named has taken the line back.
/// Sources: van Veenen and Prakken, "A protocol for arguing about rejections in negotiation" (2005); Parsons, Sierra and Jennings, "Agents that reason and negotiate by arguing" (1998).
/// </summary>
/// <param name="block">The principal.</param>
internal sealed class Naming(AgentBlock block)
{
    private readonly LineForms _own = new(block.Self);

    /// <summary>A block begins.</summary>
    /// <param name="reply">What the principal says; it says too what its lines forbid.</param>
    public void Begin(Utterances reply)
    {
        _own.Begin();
        reply.Publish(_own.Published);
    }

    /// <summary>Names what a rejected offer crosses.</summary>
    public void Object(AgentState state, ReadOnlySpan<ushort> standing, double time, Utterances reply)
    {
        for (var line = 0; line < state.Held.Length; line++)
        {
            if (!IsInForce(state, line, time))
            {
                continue;
            }

            var condition = state.Profile.Line(line);
            if (condition.Holds(standing))
            {
                reply.Objections.Add(new Objection(state.Slot, (short)block.Self, (short)line, _own.Of(line, condition)));
            }
        }

        if (state.Consultation is { } consultation)
        {
            foreach (var (ratifier, line, variant) in consultation.StandingObjections)
            {
                reply.Objections.Add(new Objection(state.Slot, (short)ratifier, (short)line, variant));
            }
        }
    }

    /// <summary>Takes back what an outcome crosses that the principal offers or accepts, even where it has named it in the same turn.</summary>
    /// <param name="state">The principal in a replica.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="request">The turn.</param>
    /// <param name="reply">What the principal says.</param>
    /// <param name="first">The first objection of this turn in <paramref name="reply"/>.</param>
    public void Withdraw(AgentState state, ReadOnlySpan<ushort> outcome, TurnRequest request, Utterances reply, int first)
    {
        var standing = request.Objections.Of(state.Slot);
        foreach (ref readonly var named in standing)
        {
            if ((named.Owner == block.Self || named.First == block.Self) && AsLastNamed(named, request, reply, first).Holds(outcome))
            {
                Withdraw(state, named.Owner, named.Line, reply);
            }
        }

        for (var k = first; k < reply.Objections.Count; k++)
        {
            var (_, owner, line, variant) = reply.Objections[k];
            if (!IsNamed(standing, owner, line) && block.Named.Of(owner, variant, reply.Variants).Holds(outcome))
            {
                Withdraw(state, owner, line, reply);
            }
        }
    }

    /// <summary>What a line forbids as it was named last: where an event has moved its limit, naming it again in this turn tells the new one.</summary>
    private ConcreteCondition AsLastNamed(in StandingObjection named, TurnRequest request, Utterances reply, int first)
    {
        for (var k = first; k < reply.Objections.Count; k++)
        {
            var (_, owner, line, variant) = reply.Objections[k];
            if (owner == named.Owner && line == named.Line)
            {
                return block.Named.Of(owner, variant, reply.Variants);
            }
        }

        return block.Named.Of(named, request.Board);
    }

    private static bool IsNamed(ReadOnlySpan<StandingObjection> standing, short owner, short line)
    {
        foreach (ref readonly var named in standing)
        {
            if (named.Owner == owner && named.Line == line)
            {
                return true;
            }
        }

        return false;
    }

    private void Withdraw(AgentState state, short owner, short line, Utterances reply)
    {
        reply.Withdrawals.Add(new Withdrawal(state.Slot, owner, line));
        if (owner == block.Self)
        {
            Bluff.End(state, line);
        }
    }

    private bool IsInForce(AgentState state, int line, double time) =>
        block.Actor.RedLines[line].Costs is null && (state.Held[line] || Bluff.IsKeptUp(state, line, time));
}
