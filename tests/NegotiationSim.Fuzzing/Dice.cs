namespace NegotiationSim.Fuzzing;

/// <summary>Random choices by SplitMix64: the same seed always gives the same choices.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed ^ 0x5851f42d4c957f2d;

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count)
    {
        _state += 0x9e3779b97f4a7c15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return (int)((z ^ (z >> 31)) % (ulong)count);
    }

    public T Pick<T>(IReadOnlyList<T> of) => of[Below(of.Count)];
}
