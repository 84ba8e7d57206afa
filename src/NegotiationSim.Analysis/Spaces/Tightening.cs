namespace NegotiationSim.Analysis.Spaces;

/// <summary>Takes out the values with which a needed party cannot reach its no-deal value, whatever the other components are.</summary>
internal static class Tightening
{
    /// <summary>Looks once at every value.</summary>
    /// <param name="slice">The slice as it is.</param>
    /// <param name="left">Which values are left; those that cannot be are taken out.</param>
    public static (bool IsPossible, bool HasShrunk) Apply(Slice slice, bool[][] left)
    {
        var shrunk = false;
        for (var k = 0; k < slice.PartyCount; k++)
        {
            if (slice.PartyAt(k).Say != Say.Needed || double.IsNegativeInfinity(slice.Need[k]))
            {
                continue;
            }

            var best = BestTerms(slice, k);
            var most = slice.Base[k] + best.Sum() + slice.Couplings.Where(coupling => coupling.Party == k).Sum(coupling => Math.Max(0, coupling.Amount));
            var least = slice.Need[k] - slice.Slack[k];
            if (most < least)
            {
                return (false, false);
            }

            for (var c = 0; c < slice.ComponentCount; c++)
            {
                for (var v = 0; v < slice.Values[c].Length; v++)
                {
                    if (most - best[c] + slice.Terms[c][v * slice.PartyCount + k] < least)
                    {
                        shrunk |= TakeOut(slice, c, v, left[c]);
                    }
                }
            }
        }

        return (true, shrunk);
    }

    private static double[] BestTerms(Slice slice, int party)
    {
        var best = new double[slice.ComponentCount];
        for (var c = 0; c < best.Length; c++)
        {
            best[c] = double.NegativeInfinity;
            for (var v = 0; v < slice.Values[c].Length; v++)
            {
                best[c] = Math.Max(best[c], slice.Terms[c][v * slice.PartyCount + party]);
            }
        }

        return best;
    }

    /// <summary>Takes a value out, and its twins with it: those have just the same terms.</summary>
    private static bool TakeOut(Slice slice, int component, int place, bool[] left)
    {
        var taken = false;
        foreach (var value in slice.Twins[component][place])
        {
            taken |= left[value];
            left[value] = false;
        }

        return taken;
    }
}
