using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Grains.Placement;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Driving;

/// <summary>
/// The way to one silo: an Orleans client whose only gateway it is. With one client for all silos, calls to a silo would go through the gateway of another, and wait there while that one hangs;
/// here whatever befalls a silo befalls its own link and no other.
/// </summary>
internal sealed class SiloLink : ISiloLink, IAsyncDisposable
{
    /// <summary>So many pulses in a row that fail at once, instead of getting no answer, and the silo is given up.</summary>
    private const int MostFailures = 3;

    private static readonly TimeSpan s_afterFailure = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_stopping = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly IHost _host;
    private readonly ISiloGrain _silo;
    private readonly string _driver;
    private readonly TimeProvider _clock;
    private Task _watch = Task.CompletedTask;

    private SiloLink(SiloEntry entry, IHost host, SiloReport report, string driver, TimeProvider clock)
    {
        (Entry, _host, Report, _driver, _clock) = (entry, host, report, driver, clock);
        Grains = host.Services.GetRequiredService<IGrainFactory>();
        _silo = Grains.GetGrain<ISiloGrain>(0);
    }

    /// <summary>The silo, as the membership table shows it.</summary>
    public SiloEntry Entry { get; }

    /// <summary>What it said of itself last.</summary>
    public SiloReport Report { get; private set; }

    /// <summary>Why it was given up.</summary>
    public string Reason { get; private set; } = "";

    /// <inheritdoc/>
    public IGrainFactory Grains { get; }

    /// <inheritdoc/>
    public int Lanes => Math.Max(1, Report.Lanes);

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public CancellationToken Leaving => _leaving.Token;

    /// <inheritdoc/>
    public string Place(string table) => new LanePlace(Entry.Address, []).Mark(table);

    /// <summary>Connects to a silo and hears its first answer.</summary>
    /// <param name="entry">The silo; it has a gateway.</param>
    /// <param name="options">How.</param>
    /// <param name="refusals">Takes why it was refused.</param>
    /// <param name="driver">The name of this driver.</param>
    /// <param name="clock">Tells how long an answer takes.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SiloLink> OpenAsync(SiloEntry entry, ClusterClientOptions options, DoorLog refusals, string driver, TimeProvider clock, CancellationToken cancellation)
    {
        var host = Build(entry.Gateway!, options, refusals);
        try
        {
            await host.StartAsync(cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            var report = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISiloGrain>(0).PulseAsync(driver).AsTask().WaitAsync(cancellation).ConfigureAwait(false);
            var link = new SiloLink(entry, host, report, driver, clock);
            link._watch = Task.Run(link.WatchAsync, CancellationToken.None);
            return link;
        }
        catch
        {
            await EndAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives the silo up.</summary>
    /// <param name="reason">Why, for a person.</param>
    public void Lose(string reason)
    {
        if (!_lost.IsCancellationRequested)
        {
            Reason = reason;
            _lost.Cancel();
        }
    }

    /// <summary>Closes the connection. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        Lose("the batch has ended");
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await EndAsync(_host).ConfigureAwait(false);
    }

    private static IHost Build(IPEndPoint gateway, ClusterClientOptions options, DoorLog refusals)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        options.Logging?.Invoke(builder.Logging);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Name.Id, ClusterName.Service));
            client.UseStaticClustering(gateway);
            client.UseDoor(options.Door, refusals);
            options.Configure?.Invoke(client);
        });
        builder.Services.AddNegotiationGrains();
        return builder.Build();
    }

    private static async Task EndAsync(IHost host)
    {
        // Where there is nobody at the other end, a goodbye would wait for an answer.
        await Quietly(() => host.StopAsync(new CancellationTokenSource(s_stopping).Token)).ConfigureAwait(false);
        await Quietly(() => host is IAsyncDisposable disposable ? disposable.DisposeAsync().AsTask() : Task.Run(host.Dispose)).ConfigureAwait(false);
    }

    private static async Task Quietly(Func<Task> work) => await Task.Run(work).WaitAsync(2 * s_stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Sends pulses for as long as they are answered.</summary>
    private async Task WatchAsync()
    {
        var (heard, failures) = (_clock.GetTimestamp(), 0);
        while (!_lost.IsCancellationRequested)
        {
            try
            {
                var left = DriverPulse.SiloSilence - _clock.GetElapsedTime(heard);
                if (left <= TimeSpan.Zero)
                {
                    Lose(FormattableString.Invariant($"it has not answered for {DriverPulse.SiloSilence.TotalSeconds} s"));
                    return;
                }

                Report = await _silo.PulseAsync(_driver).AsTask().WaitAsync(left, _clock, _lost.Token).ConfigureAwait(false);
                (heard, failures) = (_clock.GetTimestamp(), 0);
                if (Report.IsDraining && !_leaving.IsCancellationRequested)
                {
                    await _leaving.CancelAsync().ConfigureAwait(false);
                }

                await Task.Delay(DriverPulse.Every, _clock, _lost.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_lost.IsCancellationRequested)
            {
                return;
            }
            catch (TimeoutException)
            {
                // Said above.
            }
            catch (Exception) when (++failures < MostFailures)
            {
                await Task.Delay(s_afterFailure, _clock, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception)
            {
                Lose("the connection to it was closed");
            }
        }
    }
}
