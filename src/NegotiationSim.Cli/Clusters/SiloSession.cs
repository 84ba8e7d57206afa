using NegotiationSim.Cli.Commands;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Cli.Clusters;

/// <summary>Serves in a cluster until it is told to end. A silo that the others gave up, because it was cut off or stopped for a while, is replaced by a new one.</summary>
internal sealed class SiloSession(CommandContext context, ClusterSiloOptions options)
{
    /// <summary>The wait before a new silo takes the place of one that failed; it doubles up to a minute.</summary>
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    /// <summary>Serves.</summary>
    /// <param name="cancellation">Ends it, with the grace of the options.</param>
    public async Task<int> ServeAsync(CancellationToken cancellation)
    {
        ClusterThreads.Allow(options.Lanes);
        ClusterSilo silo;
        try
        {
            silo = await StartAsync(cancellation);
        }
        catch (SiloStartException failure)
        {
            context.Say(failure.Message);
            return ExitCode.Failed;
        }

        while (await ServeAsync(silo, cancellation) is { } failure)
        {
            context.Say($"this silo cannot go on ({failure}); a new one takes its place.");
            await silo.DisposeAsync();
            if (await StartAgainAsync(cancellation) is not { } next)
            {
                return ExitCode.Done;
            }

            silo = next;
        }

        context.Note($"finishing what is being played, for up to {options.Grace.TotalSeconds:0} s.");
        await silo.DrainAsync(options.Grace, CancellationToken.None);
        await silo.DisposeAsync();
        context.Note("left the cluster.");
        return ExitCode.Done;
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>Why the silo cannot go on; null: it was told to end.</returns>
    private static async Task<string?> ServeAsync(ClusterSilo silo, CancellationToken cancellation)
    {
        try
        {
            return await silo.Failed.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<ClusterSilo> StartAsync(CancellationToken cancellation)
    {
        var silo = await ClusterSilo.StartAsync(options, cancellation);
        context.Say(FormattableString.Invariant($"silo {silo.Address.Endpoint} of cluster '{options.Name.Id}' serves, {options.Lanes} table{(options.Lanes == 1 ? "" : "s")} at a time; clients at {silo.Gateway}."));
        return silo;
    }

    private async Task<ClusterSilo?> StartAgainAsync(CancellationToken cancellation)
    {
        for (var wait = s_firstWait; ; wait = TimeSpan.FromTicks(Math.Min(2 * wait.Ticks, s_longestWait.Ticks)))
        {
            try
            {
                return await StartAsync(cancellation);
            }
            catch (Exception failure) when (failure is SiloStartException or NegotiationSim.Cluster.Membership.MembershipException)
            {
                context.Say($"{failure.Message}; trying again in {wait.TotalSeconds:0} s.");
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            try
            {
                await Task.Delay(wait, cancellation);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }
}
