namespace NegotiationSim.Search.Parties;

/// <summary>Takes out the values with which a needed party cannot reach its no-deal value, whatever the other components are.</summary>
internal static class BoundsPropagation
{
    /// <summary>Looks once at every value.</summary>
    /// <param name="slice">The slice as it is.</param>
    /// <param name="left">Per component and value of the space whether it is left; those that cannot be are taken out.</param>
    public static (bool IsPossible, bool HasShrunk) Apply(Slice slice, bool[][] left)
    {
        var shrunk = false;
        for (var k = 0; k < slice.PartyCount; k++)
        {
            if (slice.Parties[k].Consent != Consent.Needed || double.IsNegativeInfinity(slice.Need[k]))
            {
                continue;
            }

            var most = slice.RangeOf(k).High;
            var least = slice.Need[k] - slice.Slack[k];
            if (most < least)
            {
                return (false, false);
            }

            for (var c = 0; c < slice.ComponentCount; c++)
            {
                var component = slice.Components[c];
                for (var v = 0; v < component.Count; v++)
                {
                    if (most - component.Most(k) + component.TermsOf(v)[k] < least)
                    {
                        shrunk |= TakeOut(component.Interchangeable[v], left[c]);
                    }
                }
            }
        }

        return (true, shrunk);
    }

    private static bool TakeOut(ushort[] values, bool[] left)
    {
        var taken = false;
        foreach (var value in values)
        {
            taken |= left[value];
            left[value] = false;
        }

        return taken;
    }
}
