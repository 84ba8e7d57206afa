using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Solving;

/// <summary>Adds up replicas at a glance. Blocks of replicas may be done in any order and at once; the sums are made in the order of the replicas.</summary>
internal sealed class FrequencyTally(ulong seed, long runs)
{
    /// <summary>Replicas that one piece of work looks at.</summary>
    public const int BlockSize = 16;

    private readonly ZoneGlance[][] _glances = new ZoneGlance[Blocks(runs)][];
    private long _done;

    public static int Blocks(long runs) => checked((int)((runs + BlockSize - 1) / BlockSize));

    /// <summary>Looks at the replicas of one block.</summary>
    public void Enter(int block, Scenario scenario, AnalysisOptions options, IProgress<long>? progress, CancellationToken cancel)
    {
        var first = (long)block * BlockSize;
        var glances = new ZoneGlance[Math.Min(BlockSize, runs - first)];
        for (var i = 0; i < glances.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            glances[i] = ScenarioAnalyzer.Glance(scenario, AnalysisCase.Of(seed, first + i), options, cancel);
        }

        _glances[block] = glances;
        progress?.Report(Interlocked.Add(ref _done, glances.Length));
    }

    public ZoneFrequency Sum()
    {
        var sets = new Dictionary<string, (Relaxation First, long Count, double[] Sums)>();
        var (withZone, undecided, hopeless, signatories) = (0L, 0L, 0L, 0L);
        foreach (var glance in _glances.SelectMany(block => block))
        {
            signatories += glance.Signatories == Existence.Yes ? 1 : 0;
            if (glance.Zone != Existence.No)
            {
                withZone += glance.Zone == Existence.Yes ? 1 : 0;
                undecided += glance.Zone == Existence.Undecided ? 1 : 0;
            }
            else if (glance.Blocking is not { } set)
            {
                undecided += glance.IsDecided ? 0 : 1;
                hopeless += glance.IsDecided ? 1 : 0;
            }
            else
            {
                var key = string.Join(' ', set.Lines.Select(line => $"{line.Actor}.{line.Line}").Concat(set.NoDeal.Select(shortfall => $"{shortfall.Actor}")));
                var (first, count, sums) = sets.TryGetValue(key, out var known) ? known : (set, 0, new double[set.NoDeal.Length]);
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += set.NoDeal[i].Amount;
                }

                sets[key] = (first, count + 1, sums);
            }
        }

        return new ZoneFrequency
        {
            Seed = seed,
            Runs = runs,
            WithZone = withZone,
            WithSignatoriesZone = signatories,
            Hopeless = hopeless,
            Undecided = undecided,
            Blocking = [.. sets.OrderByDescending(set => set.Value.Count).ThenBy(set => set.Value.First.Size).ThenBy(set => set.Key, StringComparer.Ordinal)
                .Select(set => Frequency(set.Value.First, set.Value.Count, set.Value.Sums))],
        };
    }

    private static BlockingFrequency Frequency(Relaxation set, long count, double[] sums) =>
        new(set.Lines, [.. set.NoDeal.Select(shortfall => shortfall.Actor)], count, [.. sums.Select(sum => sum / count)]);
}
