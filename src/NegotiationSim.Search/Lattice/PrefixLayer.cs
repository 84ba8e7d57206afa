namespace NegotiationSim.Search.Lattice;

/// <summary>
/// The distinct prefixes of one length, grouped by the state of the conditions and ascending by approximate utility within a group. Prefixes
/// whose exact sums and states are equal are one; the first of them in enumeration order stands for all.
/// </summary>
internal sealed class PrefixLayer : LatticeLayer<PrefixLayer>
{
    /// <summary>No prefix: it meets a forbidding condition, or was thinned out.</summary>
    public const int None = -1;

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

    /// <summary>From so many steps on, the steps that are left of many are listed.</summary>
    private const int ManySteps = 1 << 18;

    protected override int Capacity => Key.Length;

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

    protected override void SwapEntries(PrefixLayer other)
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

    protected override void CopyEntries(PrefixLayer from, int count)
    {
        from.Key.AsSpan(0, count).CopyTo(Key);
        from.Sum.AsSpan(0, count).CopyTo(Sum);
        from.Members.AsSpan(0, count).CopyTo(Members);
        from.State.AsSpan(0, count).CopyTo(State);
    }

    protected override void Resize(int room)
    {
        Array.Resize(ref Key, room);
        Array.Resize(ref Sum, room);
        Array.Resize(ref Members, room);
        Array.Resize(ref State, room);
        Array.Resize(ref Parent, room);
        Array.Resize(ref Value, room);
        Array.Resize(ref Rank, room);
        Array.Resize(ref ByRank, room);
        Array.Resize(ref LastStep, room);
    }

    public void ReserveChildren(int count)
    {
        Sparse = -1;
        Room.Reserve(ref Child, count);
        Room.Reserve(ref StepBefore, count);
    }
}
