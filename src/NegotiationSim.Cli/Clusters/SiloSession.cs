using NegotiationSim.Cli.Commands;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Grains.Telemetry;

namespace NegotiationSim.Cli.Clusters;

/// <summary>Serves in a cluster until it is told to end. A silo that the others gave up, because it was cut off or stopped for a while, is replaced by a new one; whoever watches from outside sees the one that is there.</summary>
internal sealed class SiloSession
{
    /// <summary>The wait before a new silo takes the place of one that failed; it doubles up to a minute.</summary>
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    /// <summary>How long telemetry and the servers may take to end.</summary>
    private static readonly TimeSpan s_watchersEnd = TimeSpan.FromSeconds(3);

    private readonly CommandContext _context;
    private readonly SiloOrder _order;
    private readonly ClusterSiloOptions _options;
    private volatile ClusterSilo? _silo;
    private IDisposable? _measured;
    private volatile bool _hasFailed;

    public SiloSession(CommandContext context, SiloOrder order)
    {
        (_context, _order) = (context, order);
        _options = order.Options with
        {
            Logging = SiloLog.To(context.Say, order.IsVerbose, order.Options.Store, TimeProvider.System),
            HasDashboard = order.Dashboard is not null,
        };
    }

    /// <summary>Serves.</summary>
    /// <param name="cancellation">Ends it, with the grace of the options.</param>
    public async Task<int> ServeAsync(CancellationToken cancellation)
    {
        ClusterThreads.Allow(_options.Lanes);
        IDisposable? telemetry = null;
        HealthServer? health = null;
        DashboardServer? dashboard = null;
        try
        {
            telemetry = TelemetryOutput.OfSilo(_context.Telemetry, _options.Name.Id);
            health = _order.Health is { } at ? await HealthServer.StartAsync(at, () => Health(cancellation), cancellation) : null;
            dashboard = _order.Dashboard is { } port ? await DashboardServer.StartAsync(port, () => _silo?.Services, cancellation) : null;
            Say(health, dashboard);
            return await ServeAsync(await StartAsync(cancellation), cancellation);
        }
        catch (SiloStartException failure)
        {
            _context.Say(failure.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // As later on: a silo that was told to end, and ends, has done what it should.
            _context.Note("told to end before it served.");
            return ExitCode.Done;
        }
        finally
        {
            await EndAsync(() => telemetry?.Dispose(), health, dashboard);

            // After the last figures were sent.
            _measured?.Dispose();
        }
    }

    /// <summary>Ends what watches the silo, all at once. With the silo itself, before, it takes no longer than what an orchestrator is told to wait beyond the grace.</summary>
    private static async Task EndAsync(Action telemetry, params IAsyncDisposable?[] servers)
    {
        var ends = servers.OfType<IAsyncDisposable>().Select(server => Task.Run(() => server.DisposeAsync().AsTask())).Append(Task.Run(telemetry));
        await Task.WhenAll(ends).WaitAsync(s_watchersEnd).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Serves with a silo, and with those that take its place.</summary>
    private async Task<int> ServeAsync(ClusterSilo silo, CancellationToken cancellation)
    {
        try
        {
            while (await EndAsync(silo, cancellation) is { } failure)
            {
                (_silo, _hasFailed) = (null, true);
                _context.Say($"this silo cannot go on ({failure}); a new one takes its place.");
                await silo.DisposeAsync();
                if (await StartAgainAsync(cancellation) is not { } next)
                {
                    return ExitCode.Done;
                }

                silo = next;
            }

            _context.Note($"finishing what is being played, for up to {_options.Grace.TotalSeconds:0} s.");
            await silo.DrainAsync(_options.Grace, CancellationToken.None);
            if (silo.Failed.IsCompleted)
            {
                _context.Say($"this silo cannot go on ({await silo.Failed}); what it was playing is played elsewhere.");
            }
        }
        finally
        {
            _silo = null;
            await silo.DisposeAsync();
        }

        _context.Note("left the cluster.");
        return ExitCode.Done;
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>Why the silo cannot go on; null: it was told to end.</returns>
    private static async Task<string?> EndAsync(ClusterSilo silo, CancellationToken cancellation)
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

    /// <summary>How the silo is that is there now. That it was told to end counts at once, whatever it is doing.</summary>
    private SiloHealth Health(CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? SiloHealth.Draining
        : _silo is { } silo ? silo.IsActive ? SiloHealth.Ready : silo.Failed.IsCompleted ? SiloHealth.Failed : SiloHealth.Joining
        : _hasFailed ? SiloHealth.Failed : SiloHealth.Joining;

    private void Say(HealthServer? health, DashboardServer? dashboard)
    {
        if (health is not null)
        {
            _context.Say($"health at http://{health.At}/health/live and /health/ready.");
        }

        if (dashboard is not null)
        {
            _context.Say($"dashboard at http://{dashboard.At}/; every call of a grain takes longer for it.");
        }
    }

    private async Task<ClusterSilo> StartAsync(CancellationToken cancellation)
    {
        var silo = await ClusterSilo.StartAsync(_options, cancellation);
        (_silo, _hasFailed) = (silo, false);
        _measured?.Dispose();
        _measured = NegotiationTelemetry.Observe(silo.Address.Endpoint.ToString(), silo.Work, silo.Drivers);
        _context.Say(FormattableString.Invariant($"silo {silo.Address.Endpoint} of cluster '{_options.Name.Id}' serves, {_options.Lanes} table{(_options.Lanes == 1 ? "" : "s")} at a time; clients at {silo.Gateway}."));
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
                _context.Say($"{failure.Message}; trying again in {wait.TotalSeconds:0} s.");
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
