using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Cluster.Hosting;

/// <summary>One silo of a cluster in this process, from its start to its end. Disposing it ends it at once, without a goodbye to drivers.</summary>
public sealed class ClusterSilo : IAsyncDisposable
{
    /// <summary>How often a free port may be taken by somebody else before the silo listens on it.</summary>
    private const int Tries = 10;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    private readonly IHost _host;
    private readonly FatalErrors _errors;
    private readonly Lazy<Task> _end;

    private ClusterSilo(IHost host, FatalErrors errors)
    {
        (_host, _errors) = (host, errors);
        Work = host.Services.GetRequiredService<SiloWork>();
        Drivers = host.Services.GetRequiredService<DriverLeases>();
        Address = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        Gateway = host.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress.Endpoint;
        _end = new Lazy<Task>(() => SiloEnd.EndAsync(host, [Address.Endpoint, Gateway], TimeProvider.System));
    }

    /// <summary>Where other silos reach it, and its generation.</summary>
    public SiloAddress Address { get; }

    /// <summary>Where clients reach it.</summary>
    public IPEndPoint Gateway { get; }

    /// <summary>What it has done.</summary>
    public SiloWork Work { get; }

    /// <summary>Whose work it does.</summary>
    public DriverLeases Drivers { get; }

    /// <summary>Completed, with the reason, when the silo cannot go on. It is still to be disposed.</summary>
    public Task<string> Failed => _errors.Happened;

    /// <summary>Whether it is a member of the cluster that takes work.</summary>
    public bool IsActive => _host.Services.GetRequiredService<ISiloStatusOracle>().CurrentStatus == SiloStatus.Active && !Work.IsDraining;

    /// <summary>The services of the silo.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a silo and has it join.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="MembershipException">The membership store cannot be used.</exception>
    /// <exception cref="SiloStartException">The silo could not be started for another reason; the message is fit for a person.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<ClusterSilo> StartAsync(ClusterSiloOptions options, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var port = new IPEndPoint(options.Bind, options.Port is 0 ? FreePort(options.Bind) : options.Port);
            var gateway = new IPEndPoint(options.Bind, options.GatewayPort is 0 ? FreePort(options.Bind) : options.GatewayPort);
            var errors = new FatalErrors();
            IHost? host = null;
            try
            {
                // What is wrong with the store is found out by asking it; a silo would only say, after minutes, that it could not start.
                await using (var store = MembershipStore.Of(options.Store, options.Name))
                {
                    await store.CheckAsync(cancellation).ConfigureAwait(false);
                }

                host = Build(options, (port.Port, gateway.Port), errors);
                await StartAsync(host, errors, options.Refused, cancellation).ConfigureAwait(false);
                return new ClusterSilo(host, errors);
            }
            catch (Exception failure)
            {
                // What this one still holds is not what it failed for.
                var isHeld = SiloEnd.Holds(port) || SiloEnd.Holds(gateway);
                if (host is not null)
                {
                    await SiloEnd.EndAsync(host, [port, gateway], TimeProvider.System).ConfigureAwait(false);
                }

                cancellation.ThrowIfCancellationRequested();
                if (Clashes(failure))
                {
                    if (tries < Tries && (options.Port is 0 || options.GatewayPort is 0))
                    {
                        continue;
                    }

                    throw new SiloStartException($"port {port.Port} or {gateway.Port} of {options.Bind} is {(isHeld ? "still held by the silo that was here before, which has not ended yet" : "in use by another program")}", failure);
                }

                if (failure is SiloStartException or MembershipException)
                {
                    throw;
                }

                if (Find<MembershipException>(failure) is { } membership)
                {
                    throw membership;
                }

                throw new SiloStartException($"the silo could not join the cluster: {Innermost(failure).Message}", failure);
            }
        }
    }

    /// <summary>Takes no more work, and plays what it has begun to its end as far as the grace allows and the silo can go on.</summary>
    /// <param name="grace">How long it may take.</param>
    /// <param name="cancellation">Leaves at once.</param>
    public async Task DrainAsync(TimeSpan grace, CancellationToken cancellation)
    {
        Work.IsDraining = true;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(grace);
        try
        {
            // Drivers hear of it with their next pulse, and hand out what they have handed out by then.
            for (var quiet = 0; quiet * s_look < DriverPulse.Every * 2; quiet = Work.Running == 0 ? quiet + 1 : 0)
            {
                if (Drivers.Count == 0 && Work.Running == 0)
                {
                    break;
                }

                // Where it was declared dead meanwhile, others play what it plays.
                await Task.WhenAny(Task.Delay(s_look, end.Token), Failed).ConfigureAwait(false);
                if (Failed.IsCompleted)
                {
                    break;
                }

                end.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // What is not finished is played elsewhere.
        }
    }

    /// <summary>Ends the silo, within seven seconds. Never throws.</summary>
    public async ValueTask DisposeAsync() => await _end.Value.ConfigureAwait(false);

    private static IHost Build(ClusterSiloOptions options, (int Silo, int Gateway) ports, FatalErrors errors)
    {
        // The empty builder reads no settings files, variables or arguments: what a silo does is on its command line.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        options.Logging?.Invoke(builder.Logging);
        builder.UseOrleans(silo =>
        {
            silo.UseMembership(options.Store, options.Name);
            silo.ConfigureEndpoints(options.Bind, ports.Silo, ports.Gateway, listenOnAnyHostAddress: false);
            silo.UseDoor(options.Door);
            Action<ISiloBuilder> dashboard = options.HasDashboard ? DashboardServer.UseIn : DashboardServer.KeepOutOf;
            dashboard(silo);
            SiloLines.CountIn(silo.Services);
            options.Configure?.Invoke(silo);
        });
        builder.Services.AddNegotiationGrains();
        builder.Services.AddSingleton<IFatalErrorHandler>(errors);
        builder.Services.AddSingleton<DriverWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DriverWatch>());
        Detection.UseIn(builder.Services);
        var host = builder.Build();
        var work = host.Services.GetRequiredService<SiloWork>();
        work.Limit(options.Lanes);
        (work.Build, work.Memory) = (options.Build, options.Memory ?? SiloMemory.ForTables(options.Lanes));
        return host;
    }

    /// <summary>
    /// Starts a silo, and gives it up as soon as another one has refused it for a reason that lasts, or it cannot go on: Orleans would go on trying for minutes, and not know why.
    /// </summary>
    private static async Task StartAsync(IHost host, FatalErrors errors, Action<string>? tell, CancellationToken cancellation)
    {
        var refused = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        // From the very beginning: the door tells the first refusal of a kind at once, and the next one a minute later.
        host.Services.GetRequiredService<DoorLog>().Refused += refusal =>
        {
            if (refusal is not { Incoming: false, Lasts: true } || !refused.TrySetResult(refusal.Sentence))
            {
                tell?.Invoke(refusal.Sentence);
            }
        };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var start = host.StartAsync(end.Token);
        var first = await Task.WhenAny(start, refused.Task, errors.Happened, Task.Delay(Timeout.Infinite, end.Token)).ConfigureAwait(false);
        if (first != start)
        {
            // What was started can be ended once nothing more starts.
            await end.CancelAsync().ConfigureAwait(false);
            await start.WaitAsync(Detection.Margin, TimeProvider.System, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            throw new SiloStartException($"the silo cannot join the cluster: {await ((Task<string>)first).ConfigureAwait(false)}", null);
        }

        await start.ConfigureAwait(false);
        if (!refused.TrySetResult(""))
        {
            // In the same moment: it has joined all the same.
            tell?.Invoke(await refused.Task.ConfigureAwait(false));
        }
    }

    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Clashes(Exception failure) => Find<SocketException>(failure) is { SocketErrorCode: SocketError.AddressAlreadyInUse };

    private static T? Find<T>(Exception? failure)
        where T : Exception => failure switch
        {
            null => null,
            T found => found,
            AggregateException several => several.InnerExceptions.Select(Find<T>).FirstOrDefault(found => found is not null),
            _ => Find<T>(failure.InnerException),
        };

    private static Exception Innermost(Exception failure) =>
        failure is AggregateException { InnerExceptions: [var first, ..] } ? Innermost(first) : failure.InnerException is { } inner ? Innermost(inner) : failure;
}
