using System.Diagnostics.CodeAnalysis;

namespace NegotiationSim.Search;

/// <summary>Arrays that are filled again and again.</summary>
internal static class Room
{
    /// <summary>
    /// Sees to room for a number of entries, with some to spare where it has to grow: what is drawn for one replica after another needs a little more now and then. What an array that
    /// is too short held is lost.
    /// </summary>
    public static void Reserve<T>([NotNull] ref T[]? array, int count)
    {
        if (array is null || array.Length < count)
        {
            array = new T[Math.Max(count, array is null ? 0 : array.Length + array.Length / 2)];
        }
    }
}
