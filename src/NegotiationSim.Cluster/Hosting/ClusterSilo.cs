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

    private ClusterSilo(IHost host, FatalErrors errors)
    {
        (_host, _errors) = (host, errors);
        Work = host.Services.GetRequiredService<SiloWork>();
        Drivers = host.Services.GetRequiredService<DriverLeases>();
        Address = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        Gateway = host.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress.Endpoint;
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
            var ports = (options.Port is 0 ? FreePort(options.Bind) : options.Port, options.GatewayPort is 0 ? FreePort(options.Bind) : options.GatewayPort);
            var errors = new FatalErrors();
            IHost? host = null;
            try
            {
                // What is wrong with the store is found out by asking it; a silo would only say that it could not start.
                await using (var store = MembershipStore.Of(options.Store, options.Name))
                {
                    await store.ReadAsync(cancellation).ConfigureAwait(false);
                }

                host = Build(options, ports, errors);
                await StartAsync(host, cancellation).ConfigureAwait(false);
                if (options.Refused is { } refused)
                {
                    host.Services.GetRequiredService<DoorLog>().Refused += refusal => refused(refusal.Sentence);
                }

                return new ClusterSilo(host, errors);
            }
            catch (Exception failure)
            {
                await EndAsync(host).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                if (Clashes(failure))
                {
                    if (tries < Tries && (options.Port is 0 || options.GatewayPort is 0))
                    {
                        continue;
                    }

                    throw new SiloStartException($"port {ports.Item1} or {ports.Item2} of {options.Bind} is in use by another program", failure);
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

    /// <summary>Takes no more work, plays what it has begun to its end as far as the grace allows, and leaves the cluster.</summary>
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

                await Task.Delay(s_look, end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // What is not finished is played elsewhere.
        }
    }

    /// <summary>Ends the silo. Never throws.</summary>
    public async ValueTask DisposeAsync() => await EndAsync(_host).ConfigureAwait(false);

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

    /// <summary>Starts a silo, and gives it up as soon as another one has refused it for a reason that lasts: Orleans would go on trying for a minute, and not know why.</summary>
    private static async Task StartAsync(IHost host, CancellationToken cancellation)
    {
        var refused = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = host.Services.GetRequiredService<DoorLog>();
        log.Refused += Hear;
        try
        {
            var start = host.StartAsync(cancellation).WaitAsync(cancellation);
            if (await Task.WhenAny(start, refused.Task).ConfigureAwait(false) == refused.Task)
            {
                throw new SiloStartException($"the silo cannot join the cluster: {await refused.Task.ConfigureAwait(false)}", null);
            }

            await start.ConfigureAwait(false);
        }
        finally
        {
            log.Refused -= Hear;
        }

        void Hear(DoorRefusal refusal)
        {
            if (refusal is { Incoming: false, Lasts: true })
            {
                refused.TrySetResult(refusal.Sentence);
            }
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

    private static async Task EndAsync(IHost? host)
    {
        if (host is null)
        {
            return;
        }

        // A stop that fails, or takes so long that it is cut short, leaves nothing behind but what the process holds.
        await Quietly(() => host.StopAsync()).ConfigureAwait(false);
        await Quietly(() => host is IAsyncDisposable disposable ? disposable.DisposeAsync().AsTask() : Task.Run(host.Dispose)).ConfigureAwait(false);
    }

    private static async Task Quietly(Func<Task> work) =>
        await Task.Run(work).WaitAsync(2 * Detection.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
