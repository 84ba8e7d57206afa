using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Hosting;

/// <summary>
/// How soon the silos of a cluster find that one of them is gone. Drivers find it out by themselves, by their pulses, and sooner; a wrong guess of either costs work that is done again and changes no result.
/// </summary>
internal static class Detection
{
    /// <summary>How long stopping may take. All results are out by then.</summary>
    public static readonly TimeSpan Stopping = TimeSpan.FromSeconds(5);

    /// <summary>What Orleans may take beyond a limit that it keeps.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <summary>How long the whole end of a silo may take, after it has played what it had to: stopping, and letting go of what it holds.</summary>
    public static readonly TimeSpan Ending = Stopping + (2 * Margin);

    /// <summary>Sets the limits of a silo.</summary>
    public static void UseIn(IServiceCollection services)
    {
        services.Configure<ClusterMembershipOptions>(options =>
        {
            // A silo that is killed is declared dead after some three seconds. A silo whose processors are all taken answers in time: see ClusterThreads.
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 3;
            options.NumVotesForDeathDeclaration = 2;

            // Silos vote by what they see themselves. To ask another one how it sees a third relies on giving a call up without an answer, and calls between grains here wait for one (see NegotiationGrains): a silo that is
            // cut off or hangs would never be declared dead.
            options.EnableIndirectProbes = false;

            // Whoever missed the news of a change finds it soon, and a silo that was cut off finds that it was declared dead.
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);

            // A silo counts as vanished that has given no sign of life for 20 s. It should not be sooner: of those that have vanished no vote is asked for, so a clock that is ahead, or a store that is away, would let one silo declare
            // others dead alone. Nor much later: a silo that joins has to reach all that are active, so where all were killed at once the next one waits for so long.
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            options.NumMissedTableIAmAliveLimit = 4;
            options.MaxJoinAttemptTime = TimeSpan.FromMinutes(1);
        });
        services.PostConfigure<HostOptions>(options => options.ShutdownTimeout = Stopping);
    }
}
