using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace NegotiationSim.Search;

/// <summary>
/// Asks for memory that is needed soon, so that it is on its way while something else is worked out. A block is larger than the caches that are near the processor, and where few of its slots are still
/// active, the processor does not guess by itself which come next. Changes no result; does nothing where the processor has no instruction for it.
/// </summary>
internal static class MemoryAhead
{
    private const int Line = 64;

    /// <summary>Asks for one item of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch<T>(T[] array, int index)
        where T : unmanaged => Fetch(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index)), Unsafe.SizeOf<T>());

    /// <summary>Asks for a stretch of an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch<T>(T[] array, int first, int count)
        where T : unmanaged => Fetch(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), first)), count * Unsafe.SizeOf<T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Fetch(ref byte first, int length)
    {
        if (Sse.IsSupported)
        {
            // An address is enough: where the collector moves the array meanwhile, the wrong line is fetched and nothing else happens.
            var at = (byte*)Unsafe.AsPointer(ref first);
            for (var end = at + length; at < end; at += Line)
            {
                Sse.Prefetch0(at);
            }
        }
    }
}
