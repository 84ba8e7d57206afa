namespace NegotiationSim.Search.Lattice;

/// <summary>A prefix of a lattice's middle layer, and a sum of what follows it in one class of outcomes.</summary>
/// <param name="Prefix">The prefix; -1: none.</param>
/// <param name="Class">The class.</param>
/// <param name="Place">Where the sum stands among those of the suffixes.</param>
/// <param name="Sum">The approximate utility of both together.</param>
internal readonly record struct SumPair(int Prefix, int Class, int Place, double Sum)
{
    public static SumPair None => new(-1, 0, 0, double.NaN);

    public bool IsNone => Prefix < 0;
}
