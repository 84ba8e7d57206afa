using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Rates;

/// <summary>Grains against kernels called directly, on one scenario.</summary>
/// <param name="Replicas">How many negotiations one measurement played.</param>
/// <param name="Direct">Negotiations per CPU second of the kernels called directly.</param>
/// <param name="Grains">The same through the grains.</param>
/// <param name="CpuRatio">Through the grains over direct, per CPU second, pair by pair.</param>
/// <param name="WallRatio">The same per second of wall time.</param>
/// <param name="IsSame">Both sides played the same negotiations.</param>
internal sealed record SideBySide(long Replicas, Spread Direct, Spread Grains, Spread CpuRatio, Spread WallRatio, bool IsSame)
{
    /// <summary>Long enough for every method on the way to have been compiled for good.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    /// <summary>Warms both sides up, holds their results against each other, then measures them in turn.</summary>
    public static async Task<SideBySide> MeasureAsync(IGrainFactory grains, Scenario scenario, Settings settings, CancellationToken cancellation)
    {
        await using var experiment = new Experiment(grains, scenario, new ExperimentOptions { Lanes = settings.Lanes, BlockSize = settings.BlockSize });
        IWay direct = new DirectWay(scenario, settings);
        IWay throughGrains = new GrainsWay(experiment, settings);

        var isSame = await FingerprintAsync(direct, settings) == await FingerprintAsync(throughGrains, settings);
        await WarmUpAsync(throughGrains, settings);
        var perBlock = await WarmUpAsync(direct, settings);

        // As many for each table, as in a batch: no table plays a last block by itself while the others have nothing to do.
        var blocks = settings.Lanes * Math.Max(2, (int)Math.Ceiling(settings.Length.TotalSeconds / perBlock / settings.Lanes));

        var pairs = new List<(Measurement Direct, Measurement Grains)>();
        for (var pair = 0; pair < settings.Pairs; pair++)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = (long)pair * blocks;

            // Whatever drifts over the seconds of a pair, neither side always goes first.
            if (pair % 2 == 0)
            {
                var d = await TimeAsync(direct);
                pairs.Add((d, await TimeAsync(throughGrains)));
            }
            else
            {
                var g = await TimeAsync(throughGrains);
                pairs.Add((await TimeAsync(direct), g));
            }

            Task<Measurement> TimeAsync(IWay way) => Measurement.OfAsync(() => way.PlayAsync(first, blocks, static (_, _, _) => { }));
        }

        var replicas = (long)blocks * settings.BlockSize;
        return new SideBySide(
            replicas,
            Spread.Of(pairs.Select(p => replicas / p.Direct.Cpu)),
            Spread.Of(pairs.Select(p => replicas / p.Grains.Cpu)),
            Spread.Of(pairs.Select(p => p.Direct.Cpu / p.Grains.Cpu)),
            Spread.Of(pairs.Select(p => p.Direct.Wall / p.Grains.Wall)),
            isSame);
    }

    private static async Task<int> FingerprintAsync(IWay way, Settings settings)
    {
        var fingerprint = new Fingerprint();
        await way.PlayAsync(0, 2 * settings.Lanes, fingerprint.Add);
        return fingerprint.Value;
    }

    /// <returns>CPU seconds per block, towards the end.</returns>
    private static async Task<double> WarmUpAsync(IWay way, Settings settings)
    {
        var (spent, blocks) = (0.0, settings.Lanes);
        while (true)
        {
            var last = await Measurement.OfAsync(() => way.PlayAsync(0, blocks, static (_, _, _) => { }));
            spent += last.Cpu;
            if (spent >= s_warmUp.TotalSeconds)
            {
                return last.Cpu / blocks;
            }

            blocks *= 2;
        }
    }
}
