namespace NegotiationSim.Search.Lattice;

/// <summary>
/// The distinct prefixes of one length, grouped by the state of the conditions and ascending by approximate utility within a group. Prefixes
/// whose exact sums and states are equal are one; the first of them in enumeration order stands for all.
/// </summary>
internal sealed class PrefixLayer
{
    /// <summary>No prefix: it meets a forbidding condition, or was thinned out.</summary>
    public const int None = -1;

    public int Count;

    /// <summary>Per state of the conditions where its prefixes start; one more entry at the end.</summary>
    public int[] GroupStart = [];

    public double[] Key = [];
    public double[] Sum = [];
    public double[] Members = [];
    public int[] State = [];

    /// <summary>The prefix of the layer before and the value that lead here first in enumeration order.</summary>
    public int[] Parent = [];
    public int[] Value = [];

    /// <summary>The place among all prefixes of the layer in enumeration order, and the prefix at each place.</summary>
    public int[] Rank = [];
    public int[] ByRank = [];

    /// <summary>Per prefix and value of the next component the prefix of the next layer, or <see cref="None"/>.</summary>
    public int[] Child = [];

    /// <summary>The steps that lead to a prefix, as a list: the last one, then per step of the layer before the one before it.</summary>
    public int[] LastStep = [];
    public int[] StepBefore = [];

    /// <summary>Only steps that lead somewhere are listed: <see cref="Child"/> has their prefixes, <see cref="StepBefore"/> the steps themselves, this many. -1: all steps are there.</summary>
    public int Sparse = -1;

    /// <summary>From room for so many entries on a layer gives away what it does not need: a space of hundreds of components has as many layers.</summary>
    private const int Roomy = 1 << 14;

    /// <summary>From so many steps on, the steps that are left of many are listed.</summary>
    private const int ManySteps = 1 << 18;

    // What a layer needs differs a little from one negotiation to the next: an eighth is left, so that room is found once.
    private const int Slack = 8;

    // Room on its way from one layer to another; empty in between.
    [ThreadStatic]
    private static PrefixLayer? t_transit;

    /// <summary>Takes over the room of another layer where that is larger.</summary>
    public void TakeRoom(PrefixLayer other)
    {
        if (other.Key.Length > Key.Length)
        {
            SwapEntries(other);
        }
    }

    /// <summary>Gives the room away that its entries do not need. Of the entries only what was written before they are ordered is kept.</summary>
    public void GiveRoom(PrefixLayer other)
    {
        var needed = Count + Count / Slack;
        if (Key.Length < Roomy || needed > Key.Length / 4 * 3)
        {
            return;
        }

        var large = t_transit ??= new PrefixLayer();
        large.SwapEntries(this);
        var fits = other.Key.Length >= Count && other.Key.Length <= 2 * needed;
        if (fits)
        {
            SwapEntries(other);
        }

        Reserve(needed);
        large.Key.AsSpan(0, Count).CopyTo(Key);
        large.Sum.AsSpan(0, Count).CopyTo(Sum);
        large.Members.AsSpan(0, Count).CopyTo(Members);
        large.State.AsSpan(0, Count).CopyTo(State);
        other.SwapEntries(large);
        if (!fits)
        {
            t_transit = null;
        }
    }

    /// <summary>Takes over the room for steps of another layer where that is larger.</summary>
    public void TakeChildren(PrefixLayer other)
    {
        if (other.Child.Length > Child.Length)
        {
            SwapChildren(other);
        }
    }

    /// <summary>Lists only the steps that lead somewhere, where those are few of many, and gives the room away.</summary>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="other">Receives the room.</param>
    public void GiveChildren(int steps, PrefixLayer other)
    {
        var kept = steps - Child.AsSpan(0, steps).Count(None);
        if (steps < ManySteps || kept > steps / 8)
        {
            return;
        }

        var large = new PrefixLayer();
        large.SwapChildren(this);
        if (other.Child.Length >= kept && other.Child.Length < ManySteps)
        {
            SwapChildren(other);
        }

        ReserveChildren(kept);
        Sparse = 0;
        for (var step = 0; step < steps; step++)
        {
            if (large.Child[step] != None)
            {
                (Child[Sparse], StepBefore[Sparse++]) = (large.Child[step], step);
            }
        }

        other.SwapChildren(large);
    }

    private void SwapEntries(PrefixLayer other)
    {
        (Key, other.Key) = (other.Key, Key);
        (Sum, other.Sum) = (other.Sum, Sum);
        (Members, other.Members) = (other.Members, Members);
        (State, other.State) = (other.State, State);
        (Parent, other.Parent) = (other.Parent, Parent);
        (Value, other.Value) = (other.Value, Value);
        (Rank, other.Rank) = (other.Rank, Rank);
        (ByRank, other.ByRank) = (other.ByRank, ByRank);
        (LastStep, other.LastStep) = (other.LastStep, LastStep);
    }

    private void SwapChildren(PrefixLayer other)
    {
        (Child, other.Child) = (other.Child, Child);
        (StepBefore, other.StepBefore) = (other.StepBefore, StepBefore);
    }

    public void Reserve(int count)
    {
        if (Key.Length >= count)
        {
            return;
        }

        var size = Math.Max(count, Key.Length * 2);
        Array.Resize(ref Key, size);
        Array.Resize(ref Sum, size);
        Array.Resize(ref Members, size);
        Array.Resize(ref State, size);
        Array.Resize(ref Parent, size);
        Array.Resize(ref Value, size);
        Array.Resize(ref Rank, size);
        Array.Resize(ref ByRank, size);
        Array.Resize(ref LastStep, size);
    }

    public void ReserveChildren(int count)
    {
        Sparse = -1;
        if (Child.Length < count)
        {
            Array.Resize(ref Child, Math.Max(count, Child.Length * 2));
            Array.Resize(ref StepBefore, Child.Length);
        }
    }

    public void ReserveGroups(int count)
    {
        if (GroupStart.Length < count + 1)
        {
            Array.Resize(ref GroupStart, Math.Max(count + 1, GroupStart.Length * 2));
        }
    }
}
