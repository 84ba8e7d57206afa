namespace NegotiationSim.Analysis.Searching;

/// <summary>In which order a search tries the values of a component.</summary>
internal static class Promise
{
    /// <summary>The places of values by what they add to a weighted sum, the most first; of equal ones the first.</summary>
    /// <param name="count">How many values there are.</param>
    /// <param name="terms">What value number v adds to party k, at v * parties + k.</param>
    /// <param name="weights">A weight per party.</param>
    public static int[] Order(int count, double[] terms, double[] weights)
    {
        var parties = weights.Length;
        var keys = new double[count];
        var order = new int[keys.Length];
        for (var v = 0; v < keys.Length; v++)
        {
            var sum = 0.0;
            for (var k = 0; k < parties; k++)
            {
                sum += weights[k] * terms[v * parties + k];
            }

            (keys[v], order[v]) = (-sum, v);
        }

        Array.Sort(keys, order);

        // The sort leaves equal keys in any order.
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end].Equals(keys[start]); end++)
            {
                // As far as they are equal.
            }

            order.AsSpan(start, end - start).Sort();
        }

        return order;
    }
}
