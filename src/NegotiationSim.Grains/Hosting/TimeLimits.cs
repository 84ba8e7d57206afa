using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace NegotiationSim.Grains.Hosting;

/// <summary>
/// The time limits of calls that may last, in whatever host, and the other limits of a silo that is alone in its process (<see cref="UseIn"/>). There caller and callee stop and go on together, so an answer is never lost, only not there yet: a process that was
/// stopped for an hour, a machine that slept or a turn of hours must not turn into a failure.
/// </summary>
internal static class TimeLimits
{
    /// <summary>
    /// Longer than any run; on every call that may last, in whatever host. An answer that is lost with a silo is reported by Orleans when the silo is declared dead, and not by this limit. Messages between silos carry the time that is left as a number of milliseconds in 32 bits: from 25 days on they would count as expired when they are sent.
    /// </summary>
    public const string EndlessText = "20.00:00:00";

    /// <summary>The same.</summary>
    public static readonly TimeSpan Endless = TimeSpan.Parse(EndlessText, CultureInfo.InvariantCulture);

    /// <summary>How long stopping may take, in all. All results are out by then, so nothing is lost where it is cut short.</summary>
    public static readonly TimeSpan Stopping = TimeSpan.FromSeconds(5);

    /// <summary>Takes every limit away that fails, refuses or deactivates something because time has passed.</summary>
    public static void UseIn(IServiceCollection services)
    {
        services.PostConfigure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = Endless;
            options.ResponseTimeoutWithDebugger = Endless;
            options.SystemResponseTimeout = Endless;
            options.DropExpiredMessages = false;

            // Orleans allows no more.
            options.PlacementTimeout = TimeSpan.FromDays(1);
        });
        services.PostConfigure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = Endless;
            options.ActivationTimeout = Endless;
        });
        services.PostConfigure<ClusterMembershipOptions>(options =>
        {
            // There is nobody else to find this silo dead, and it must not do so itself.
            options.LivenessEnabled = false;
            options.MaxJoinAttemptTime = Endless;
        });
        services.PostConfigure<HostOptions>(options => options.ShutdownTimeout = Stopping);
    }
}
