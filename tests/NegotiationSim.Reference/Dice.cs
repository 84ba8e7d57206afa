using CsCheck;

namespace NegotiationSim.Reference;

/// <summary>Choices that a random scenario is made of, over CsCheck's generator so that failures come back from its seed.</summary>
internal sealed class Dice(PCG pcg)
{
    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Int(int low, int high) => high <= low ? low : low + (int)pcg.Next((uint)(high - low + 1));

    public bool Chance(double probability) => pcg.Next(1_000_000) < probability * 1_000_000;

    public T Pick<T>(IReadOnlyList<T> list) => list[Int(0, list.Count - 1)];

    /// <summary>Some of a list, at least <paramref name="least"/>, in its order.</summary>
    public List<T> Some<T>(IReadOnlyList<T> list, int least = 1)
    {
        var count = Int(Math.Min(least, list.Count), list.Count);
        var left = Enumerable.Range(0, list.Count).ToList();
        while (left.Count > count)
        {
            left.RemoveAt(Int(0, left.Count - 1));
        }

        return [.. left.Select(k => list[k])];
    }
}
