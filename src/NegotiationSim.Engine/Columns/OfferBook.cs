using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// What one principal may sign and offer in every replica of a block, as long as nothing changes it: what the best and the worst are worth, per slot in
/// arrays, and the questions of a turn. An offer is known by its utility; of equal ones it is the first in enumeration order.
/// </summary>
/// <param name="owner">The actor.</param>
internal abstract class OfferBook(AgentBlock owner)
{
    private static readonly List<ActorChange> s_noChanges = [];

    /// <summary>The actor.</summary>
    protected AgentBlock Owner { get; } = owner;

    /// <summary>One profile, which goes from slot to slot.</summary>
    protected PreferenceProfile Profile { get; } = new(owner.Brief, owner.Actor, new ProfileShape(owner.Brief, owner.Actor, owner.Inputs), owner.Sampler);

    /// <summary>Per slot what that outcome is worth, whatever is feasible and whatever lines it crosses.</summary>
    public double[] WorthOfLike { get; private set; } = [];

    /// <summary>Per slot the utility of the best outcome that the actor may sign; NaN where it may sign nothing.</summary>
    public double[] Best { get; private set; } = [];

    /// <summary>Per slot the utility of the worst feasible outcome; positive infinity where nothing is feasible.</summary>
    public double[] Worst { get; private set; } = [];

    /// <summary>The book that suits an actor and the size of the space; null where turns are as quick without one.</summary>
    public static OfferBook? For(AgentBlock owner) =>
        owner.Brief.Space.Count <= OfferSearch.ListedUpTo ? PrefixSums.Suits(owner.Brief, owner.Actor) ? new PrefixSums(owner) : new OutcomeRows(owner)
            : SumsBook.Suits(owner.Brief, owner.Actor) ? new SumsBook(owner)
            : null;

    /// <summary>A block begins: everything is worked out for every slot.</summary>
    public void Begin(BlockSpec block)
    {
        if (Best.Length < block.Count)
        {
            Best = new double[block.Count];
            Worst = new double[block.Count];
            WorthOfLike = new double[block.Count];
        }

        Open(block);
    }

    /// <summary>What the offer that is worth at least <paramref name="target"/>, and least so, is worth; NaN where there is none.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="target">In utility.</param>
    /// <param name="above">The answer stays the same for every target above this and up to it.</param>
    public abstract double Cheapest(int slot, double target, out double above);

    /// <summary>Writes the offer that is worth <paramref name="utility"/>, as <see cref="Cheapest"/> last gave it in this slot.</summary>
    public abstract void Write(int slot, double utility, Span<ushort> outcome);

    /// <summary>What a feasible outcome is worth; NaN where it crosses a line that the actor holds.</summary>
    public abstract double Worth(int slot, ReadOnlySpan<ushort> outcome);

    /// <summary>Asks for what the questions about a slot will look at.</summary>
    public virtual void Fetch(int slot)
    {
    }

    /// <summary>Takes the profile to a slot, before any event.</summary>
    protected void MoveTo(BlockSpec block, int slot, ReadOnlySpan<bool> held)
    {
        Owner.Sampler.MoveTo(new ReplicaDraws(block.Seed, block.FirstReplica + slot));
        Profile.Fill(Owner.Sampler, slot, held, s_noChanges, 0);
        var like = Owner.Reservation.Like;
        WorthOfLike[slot] = like.IsEmpty ? double.NaN : Profile.Utility.Evaluate(like.Span);
    }

    /// <summary>Fills the arrays, which are long enough.</summary>
    protected abstract void Open(BlockSpec block);
}
