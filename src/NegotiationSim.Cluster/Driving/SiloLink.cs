using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Placement;

namespace NegotiationSim.Cluster.Driving;

/// <summary>
/// The way to one silo: an Orleans client whose only gateway it is. With one client for all silos, calls to a silo would go through the gateway of another, and wait there while that one hangs;
/// here whatever befalls a silo befalls its own link and no other.
/// </summary>
internal sealed class SiloLink : ISiloLink, IAsyncDisposable
{
    /// <summary>So many pulses in a row that fail at once, instead of getting no answer, and the silo is given up.</summary>
    private const int MostFailures = 3;

    private const string LostConnection = "the connection to it was closed";

    private static readonly TimeSpan s_afterFailure = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly SiloConnection _connection;
    private readonly Func<DriverReport> _driver;
    private readonly TimeSpan _silence;
    private readonly TimeProvider _clock;
    private string _reason = "";
    private Task _watch = Task.CompletedTask;

    private SiloLink(SiloEntry entry, SiloConnection connection, SiloReport report, Func<DriverReport> driver, TimeSpan silence, TimeProvider clock) =>
        (Entry, _connection, Report, _driver, _silence, _clock) = (entry, connection, report, driver, silence, clock);

    /// <summary>The silo, as the membership table shows it.</summary>
    public SiloEntry Entry { get; }

    /// <summary>What it said of itself last.</summary>
    public SiloReport Report { get; private set; }

    /// <summary>Why it was given up.</summary>
    public string Reason => _reason;

    /// <summary>Whether that was because it did not answer.</summary>
    public bool WasSilent { get; private set; }

    /// <inheritdoc/>
    public IGrainFactory Grains => _connection.Grains;

    /// <inheritdoc/>
    public int Lanes => Math.Max(1, Report.Lanes);

    /// <inheritdoc/>
    public int LanesFor(long tableBytes) => Report.LanesFor(tableBytes);

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public CancellationToken Leaving => _leaving.Token;

    /// <inheritdoc/>
    public string Place(string table, int actors) => new LanePlace(Entry.Address, []).Mark(table);

    /// <summary>Connects to a silo and hears its first answer.</summary>
    /// <param name="entry">The silo; it has a gateway.</param>
    /// <param name="options">How.</param>
    /// <param name="refusals">Takes why it was refused.</param>
    /// <param name="driver">What this driver says of itself with every pulse.</param>
    /// <param name="silence">How long an answer may take later on.</param>
    /// <param name="clock">Tells how long an answer takes.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SiloLink> OpenAsync(SiloEntry entry, ClusterClientOptions options, DoorLog refusals, Func<DriverReport> driver, TimeSpan silence, TimeProvider clock, CancellationToken cancellation)
    {
        var connection = await SiloConnection.OpenAsync(entry.Gateway!, options, refusals, cancellation).ConfigureAwait(false);
        try
        {
            // Where there was a link before, what it had begun is of no use any more.
            await connection.Silo.LeaveAsync(driver().Driver).AsTask().WaitAsync(cancellation).ConfigureAwait(false);
            var report = await connection.Silo.PulseAsync(driver()).AsTask().WaitAsync(cancellation).ConfigureAwait(false);
            var link = new SiloLink(entry, connection, report, driver, silence, clock);

            // A block whose answer went down with the connection would be waited for without end.
            connection.Closed += () => Task.Run(() => link.Lose(LostConnection), CancellationToken.None);
            link._watch = Task.Run(link.WatchAsync, CancellationToken.None);
            return link;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives the silo up.</summary>
    /// <param name="reason">Why, for a person.</param>
    public void Lose(string reason)
    {
        // The first reason counts; several may find it lost at a time.
        if (Interlocked.CompareExchange(ref _reason, reason, "").Length == 0)
        {
            // Whoever waits for it goes on elsewhere, not inside this call, which may hold a lock.
            _ = _lost.CancelAsync();
        }
    }

    /// <inheritdoc/>
    public void GiveUp(string reason) => Lose(reason);

    /// <summary>Lets the grains of a lane go that has some here and some on other silos. Never throws.</summary>
    public async Task DropLaneAsync(string lane)
    {
        if (!_lost.IsCancellationRequested)
        {
            await _connection.Silo.DropAsync(lane).AsTask().WaitAsync(Lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Says goodbye to a silo that was not given up, and closes the connection. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        var isThere = !_lost.IsCancellationRequested;
        Lose("the batch has ended");
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (isThere)
        {
            // Otherwise the silo would take this driver for one that may come back, and would show it for as long.
            await SiloConnection.Quietly(() => _connection.Silo.LeaveAsync(_driver().Driver).AsTask()).ConfigureAwait(false);
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Sends pulses for as long as they are answered.</summary>
    private async Task WatchAsync()
    {
        // Since when an answer is waited for: where this process itself stood still between two pulses, the silo is not to blame.
        var (asked, failures) = (_clock.GetTimestamp(), 0);
        while (!_lost.IsCancellationRequested)
        {
            try
            {
                var left = _silence - _clock.GetElapsedTime(asked);
                if (left <= TimeSpan.Zero)
                {
                    WasSilent = true;
                    Lose(FormattableString.Invariant($"it has not answered for {_silence.TotalSeconds} s"));
                    return;
                }

                Report = await _connection.Silo.PulseAsync(_driver()).AsTask().WaitAsync(left, _clock, _lost.Token).ConfigureAwait(false);
                if (Report.IsDraining && !_leaving.IsCancellationRequested)
                {
                    await _leaving.CancelAsync().ConfigureAwait(false);
                }

                await Task.Delay(DriverPulse.Every, _clock, _lost.Token).ConfigureAwait(false);
                (asked, failures) = (_clock.GetTimestamp(), 0);
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
                Lose(LostConnection);
            }
        }
    }
}
