using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Optimization;

/// <summary>
/// Finds good outcomes fast, to start a search with: from some outcome on it changes one or two components at a time as long as less is demanded in vain, or as
/// much and the goal gains. What it finds is no answer by itself.
/// </summary>
internal sealed class HillClimb(Slice slice, Goal? goal, double[] range)
{
    private const int Starts = 4;
    private const int MostSteps = 200;
    private const int MostPairs = 4_000;

    /// <summary>No climb takes more operations than this.</summary>
    private const long MostWork = 30_000_000;

    private readonly double[] _sums = new double[slice.PartyCount];
    private readonly double[] _trial = new double[slice.PartyCount];
    private readonly ushort[] _outcome = new ushort[slice.ComponentCount];
    private readonly bool[] _isCapped = [.. Enumerable.Range(0, slice.PartyCount).Select(slice.IsCapped)];
    private readonly long _scoreCost = 16 + slice.ComponentCount * (2L + slice.PartyCount) + 10 * slice.Couplings.Sum(coupling => (long)coupling.Condition.LeafCount);

    /// <summary>How many operations the climbs have taken so far.</summary>
    public long Work { get; private set; }

    /// <summary>One good outcome per start, as far as they meet what is demanded.</summary>
    /// <param name="starts">Places in the lists of values, the latest the best.</param>
    public IEnumerable<ushort[]> From(List<int[]> starts)
    {
        foreach (var start in Enumerable.Reverse(starts).DistinctBy(places => string.Join(',', places)).Take(Starts))
        {
            int[] places = [.. start];
            var score = Score(places);
            var end = Work + MostWork / Starts;
            for (var step = 0; step < MostSteps && Work < end && (goal is not null || score.Lack > 0); step++)
            {
                if (!Improve(places, ref score, end))
                {
                    break;
                }
            }

            if (score.Lack <= 0)
            {
                yield return slice.Outcome(places);
            }
        }
    }

    private bool Improve(int[] places, ref (double Lack, double Value) score, long end)
    {
        for (var c = 0; c < places.Length; c++)
        {
            if (ImproveAt(c, places, ref score, end))
            {
                return true;
            }
        }

        var values = slice.Components.Sum(component => (long)component.Count);
        if (values * values / 2 > MostPairs)
        {
            return false;
        }

        for (var c = 0; c < places.Length; c++)
        {
            var home = places[c];
            for (var v = 0; v < slice.Components[c].Count; v++)
            {
                places[c] = v;
                for (var other = c + 1; v != home && other < places.Length; other++)
                {
                    if (ImproveAt(other, places, ref score, end))
                    {
                        return true;
                    }
                }
            }

            places[c] = home;
        }

        return false;
    }

    private bool ImproveAt(int component, int[] places, ref (double Lack, double Value) score, long end)
    {
        var home = places[component];
        for (var v = 0; v < slice.Components[component].Count && Work < end; v++)
        {
            places[component] = v;
            if (v != home && Score(places) is var found && (found.Lack < score.Lack - 1e-9 || (found.Lack <= score.Lack && found.Value > score.Value + 1e-9)))
            {
                score = found;
                return true;
            }
        }

        places[component] = home;
        return false;
    }

    private (double Lack, double Value) Score(int[] places)
    {
        Work += _scoreCost;
        slice.Base.CopyTo(_sums, 0);
        var violations = slice.BaseViolations;
        for (var c = 0; c < places.Length; c++)
        {
            var component = slice.Components[c];
            _outcome[c] = component.Values[places[c]];
            violations |= component.Violations[places[c]];
            var terms = component.TermsOf(places[c]);
            for (var k = 0; k < _sums.Length; k++)
            {
                _sums[k] += terms[k];
            }
        }

        var lack = 0.0;
        foreach (var coupling in slice.Couplings)
        {
            if (coupling.Condition.Holds(_outcome))
            {
                violations |= coupling.Violations;
                lack += coupling.IsVeto ? 1 : 0;
                if (coupling.Party >= 0)
                {
                    _sums[coupling.Party] += coupling.Amount;
                }
            }
        }

        var accepting = 0;
        for (var k = 0; k < _sums.Length; k++)
        {
            var misses = Math.Max(0, slice.Need[k] - _sums[k]);
            var party = slice.Parties[k];
            lack += party.Consent == Consent.Needed ? misses / range[k] : 0;
            accepting += party.Consent == Consent.Counted && misses <= 0 && !party.IsCrossedBy(violations) ? 1 : 0;
            _trial[k] = _isCapped[k] ? Math.Min(1, _sums[k]) : _sums[k];
        }

        return (lack + Math.Max(0, slice.Fewest - accepting), goal?.Value(_trial) ?? 0);
    }
}
