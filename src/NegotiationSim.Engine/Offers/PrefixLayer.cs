namespace NegotiationSim.Engine.Offers;

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
