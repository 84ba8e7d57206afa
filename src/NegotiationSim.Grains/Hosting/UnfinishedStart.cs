using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NegotiationSim.Grains.Hosting;

/// <summary>
/// Ends what a silo had started before its start failed or was given up. Orleans ends nothing of it by itself, as it takes a silo that is not running for one that has nothing to stop; the loop in which its grain directory waits for
/// news of members then goes round without a pause for as long as the process lives.
/// </summary>
internal static class UnfinishedStart
{
    /// <summary>Ends it, from the stage that was reached backwards. Orleans logs what fails on the way and goes on.</summary>
    /// <param name="host">The silo; it was stopped, and that failed.</param>
    public static Task EndAsync(IHost host) => host.Services.GetRequiredService<ISiloLifecycleSubject>().OnStop(new CancellationToken(canceled: true));
}
