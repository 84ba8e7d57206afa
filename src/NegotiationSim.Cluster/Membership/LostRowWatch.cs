using Microsoft.Extensions.Hosting;
using Orleans.Clustering.Redis;

namespace NegotiationSim.Cluster.Membership;

/// <summary>
/// Looks whether the store still has the row of its silo. A store that was started again without its data has lost it, and Orleans does not write it anew: the silo goes on, and nobody who reads the table finds it, until other silos have come and gone so often that it takes itself for dead.
/// A row that is missing twice is a fatal error of the silo, as if it had been declared dead; a silo that is started in its place joins again. A store that is away says nothing.
/// </summary>
internal sealed class LostRowWatch(IMembershipTable table, ILocalSiloDetails silo, IFatalErrorHandler errors, TimeProvider clock) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>The row can be missing once, while somebody begins the table of the cluster anew.</summary>
    private const int Enough = 2;

    private int _missing;

    /// <summary>Looks once.</summary>
    /// <returns>Whether the row has been missing often enough.</returns>
    internal async Task<bool> LookAsync(CancellationToken cancellation)
    {
        try
        {
            var found = await table.ReadRowAsync(silo.SiloAddress, cancellation).ConfigureAwait(false);
            _missing = found.Members.Count > 0 ? 0 : _missing + 1;
        }
        catch (RedisClusteringException)
        {
            // Redis has no table of this cluster at all.
            _missing++;
        }
        catch (Exception failure) when (MembershipFailures.IsOfStore(failure))
        {
            // It is not known.
        }

        return _missing >= Enough;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (await LookAsync(stoppingToken).ConfigureAwait(false))
            {
                await BeginTableAsync(stoppingToken).ConfigureAwait(false);
                errors.OnFatalException(this, "the membership store has lost the row of this silo");
                return;
            }
        }
    }

    /// <summary>The silo that ends now says so in the table. Where there is none, Orleans would try for minutes.</summary>
    private async Task BeginTableAsync(CancellationToken cancellation)
    {
        try
        {
            await table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (MembershipFailures.IsOfStore(failure))
        {
            // Then it ends without.
        }
    }
}
