using System.Numerics;

namespace NegotiationSim.Engine.Offers;

/// <summary>Where a number stands in a list whose length is a multiple of the vector's.</summary>
internal static class Equal
{
    /// <summary>The first place at or after <paramref name="start"/> that holds the number, or -1.</summary>
    public static int First(ReadOnlySpan<double> list, double number, int start)
    {
        var wanted = new Vector<double>(number);
        for (var i = start / Vector<double>.Count * Vector<double>.Count; i < list.Length; i += Vector<double>.Count)
        {
            if (!Vector.EqualsAny(new Vector<double>(list[i..]), wanted))
            {
                continue;
            }

            for (var k = Math.Max(i, start); k < i + Vector<double>.Count; k++)
            {
                if (list[k] == number)
                {
                    return k;
                }
            }
        }

        return -1;
    }

    /// <summary>The last place before <paramref name="end"/> that holds the number, or -1.</summary>
    public static int Last(ReadOnlySpan<double> list, double number, int end)
    {
        var wanted = new Vector<double>(number);
        for (var i = (end - 1) / Vector<double>.Count * Vector<double>.Count; i >= 0; i -= Vector<double>.Count)
        {
            if (!Vector.EqualsAny(new Vector<double>(list[i..]), wanted))
            {
                continue;
            }

            for (var k = Math.Min(i + Vector<double>.Count, end) - 1; k >= i; k--)
            {
                if (list[k] == number)
                {
                    return k;
                }
            }
        }

        return -1;
    }
}
