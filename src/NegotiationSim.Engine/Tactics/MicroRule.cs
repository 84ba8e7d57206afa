using System.Runtime.CompilerServices;

namespace NegotiationSim.Engine.Tactics;

/// <summary>What MiCRO remembers of the talks in one replica, wherever that lies.</summary>
internal interface IMicroMemory
{
    /// <summary>How many distinct offers it has made.</summary>
    int Made { get; }

    /// <summary>How many distinct offers it has heard, from all others together.</summary>
    int Heard { get; }

    /// <summary>The utility of the offer that it made last.</summary>
    double LastMade { get; }

    /// <summary>Finds the next outcome of the walk down; false where there is none worth the no-deal value.</summary>
    bool TryNext(out double utility);

    /// <summary>Chooses what <see cref="TryNext"/> has found; its utility.</summary>
    double MakeNext();

    /// <summary>Chooses a uniformly drawn one of its own offers; its utility, or NaN where it has none that it may still sign.</summary>
    double Repeat();
}

/// <summary>
/// Minimal concession: the actor walks down its permitted outcomes at or above its no-deal value by descending utility (equal ones by
/// descending enumeration index) and takes a step only when it has made at most as many distinct offers as it has heard, from all others together. Not ready, or at the end of the
/// list, it repeats a uniformly drawn one of its own. It accepts an offer at least as good as the one it would make if ready, or
/// made last if not.
/// Source: de Jonge, "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy", IJCAI 2022, 223-229.
/// </summary>
internal static class MicroRule
{
    /// <summary>The utility of the next outcome of the walk if ready, else of the last one made; what is left where there is none.</summary>
    public static double Target<TMemory>(TMemory memory, double floor, double reservation)
        where TMemory : IMicroMemory, allows ref struct
    {
        if (IsReady(memory))
        {
            return memory.TryNext(out var next) ? next : Math.Max(reservation, floor);
        }

        return memory.Made > 0 ? memory.LastMade : floor;
    }

    /// <summary>Whether the actor accepts an offer that it may sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Accepts<TMemory>(TMemory memory, double utility)
        where TMemory : IMicroMemory, allows ref struct =>
        IsReady(memory) ? !memory.TryNext(out var next) || utility >= next : memory.Made == 0 || utility >= memory.LastMade;

    /// <summary>Chooses what the actor offers; its utility, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Propose<TMemory>(TMemory memory)
        where TMemory : IMicroMemory, allows ref struct =>
        IsReady(memory) && memory.TryNext(out _) ? memory.MakeNext() : memory.Repeat();

    /// <summary>Which of so many offers a uniform number picks.</summary>
    public static int Pick(double uniform, int made) => Math.Min((int)(uniform * made), made - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsReady<TMemory>(TMemory memory)
        where TMemory : IMicroMemory, allows ref struct => memory.Made <= memory.Heard;
}
