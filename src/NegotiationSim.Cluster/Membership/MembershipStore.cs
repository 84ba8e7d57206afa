using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Clustering.Redis;

namespace NegotiationSim.Cluster.Membership;

/// <summary>
/// Reads the membership table of a cluster without being a member or a client of it. The first call connects; a connection that was lost comes back by itself, so a call that failed can be made again.
/// Safe for use by several threads. Nothing is created by reading.
/// </summary>
public sealed class MembershipStore : IAsyncDisposable
{
    private readonly ClusterAddress _address;
    private readonly ServiceProvider _services;
    private readonly IMembershipTable _table;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private bool _open;

    private MembershipStore(ClusterAddress address, ServiceProvider services)
    {
        _address = address;
        _services = services;
        _table = services.GetRequiredService<IMembershipTable>();
    }

    /// <summary>Orleans's own view of the table.</summary>
    internal IMembershipTable Table => _table;

    /// <summary>The store of a cluster. It connects only when it is asked something.</summary>
    /// <param name="address">Where the store is.</param>
    /// <param name="name">The cluster.</param>
    /// <exception cref="MembershipException">A file that the address names cannot be read.</exception>
    public static MembershipStore Of(ClusterAddress address, ClusterName name)
    {
        var builder = new StoreBuilder();
        builder.Services.AddLogging();
        builder.UseMembership(address, name);
        return new MembershipStore(address, builder.Services.BuildServiceProvider());
    }

    /// <summary>The silos that the table knows, dead ones too, in the order of their addresses; none if no silo of this cluster ever started, or if the store lost what it held.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="MembershipException">The store cannot be reached or used; it may be tried again.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<IReadOnlyList<SiloEntry>> ReadAsync(CancellationToken cancellation = default) =>
        [.. (await AskAsync(RowsAsync, cancellation).ConfigureAwait(false)).Select(SiloEntry.Of).OrderBy(silo => silo.Address)];

    /// <summary>
    /// Removes the rows of this cluster's dead silos, whatever their age. No other row is touched: not of a silo that starts, works or ends, and not of one that vanished without being declared dead, which is for the other silos to decide.
    /// A silo that was declared dead and yet lives ends itself all the same when it finds that its row is gone.
    /// </summary>
    /// <param name="cancellation">Gives up; some rows may be removed by then.</param>
    /// <exception cref="MembershipException">The store cannot be reached or used; it may be tried again.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task RemoveDefunctAsync(CancellationToken cancellation = default)
    {
        var dead = (await AskAsync(RowsAsync, cancellation).ConfigureAwait(false)).Where(row => row.Status == SiloStatus.Dead).ToList();
        if (dead.Count > 0)
        {
            // The rows' own times decide, for the clocks of the silos may be ahead of this one. Both providers remove a row only if it is dead and the same as when they read it.
            var after = new DateTimeOffset(DateTime.SpecifyKind(dead.Max(LastTime).AddTicks(1), DateTimeKind.Utc));
            await AskAsync(async () =>
            {
                await _table.CleanupDefunctSiloEntriesAsync(after, cancellation).ConfigureAwait(false);
                return true;
            }, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Looks whether a silo could become a member now: whether the store takes the user, was prepared, and lets it write. Orleans itself tries for minutes before it says so.
    /// The table of the cluster is begun if there is none; no row is added.
    /// </summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="MembershipException">It could not.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task CheckAsync(CancellationToken cancellation = default) => AskAsync(async () =>
    {
        if (_services.GetService<NpgsqlDataSource>() is { } source)
        {
            await PostgresCheck.RightsAsync(source, _address, cancellation).ConfigureAwait(false);
        }

        await _table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellation).ConfigureAwait(false);

        // A row that is refused, because no table has this version, goes the way of one that is taken.
        var nobody = new MembershipEntry { SiloAddress = SiloAddress.Zero, SiloName = "", HostName = "", StartTime = DateTime.UnixEpoch, IAmAliveTime = DateTime.UnixEpoch };
        return await _table.InsertRowAsync(nobody, new TableVersion(0, int.MaxValue.ToString(CultureInfo.InvariantCulture)), cancellation).ConfigureAwait(false);
    }, cancellation);

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    private static DateTime LastTime(MembershipEntry row) =>
        (row.SuspectTimes ?? []).Select(vote => vote.Item2).Append(row.StartTime).Append(row.IAmAliveTime).Max();

    private async Task<List<MembershipEntry>> RowsAsync(CancellationToken cancellation)
    {
        try
        {
            return [.. (await _table.ReadAllAsync(cancellation).ConfigureAwait(false)).Members.Select(member => member.Item1)];
        }
        catch (RedisClusteringException)
        {
            // Redis answered, and has no table of this cluster.
            return [];
        }
    }

    private Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> question, CancellationToken cancellation) => AskAsync(() => question(cancellation), cancellation);

    private async Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellation)
    {
        try
        {
            try
            {
                return await OpenAndAskAsync().ConfigureAwait(false);
            }
            catch (NpgsqlException failure) when (PostgresFailures.IsOfOldConnection(failure))
            {
                // A connection that broke while nobody used it is found out when it is used, and is no news of the server.
                return await OpenAndAskAsync().ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (MembershipFailures.IsOfStore(failure))
        {
            throw await MembershipFailures.TellAsync(failure, _address, cancellation).ConfigureAwait(false);
        }

        async Task<T> OpenAndAskAsync()
        {
            await OpenAsync(cancellation).ConfigureAwait(false);
            return await question().ConfigureAwait(false);
        }
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _open))
        {
            return;
        }

        await _opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_services.GetService<NpgsqlDataSource>() is { } source)
            {
                await PostgresCheck.PreparedAsync(source, _address, cancellation).ConfigureAwait(false);
            }

            // Not to be asked to begin the table: a store that lost everything must not look new because somebody read it.
            await _table.InitializeMembershipTableAsync(tryInitTableVersion: false, cancellation).ConfigureAwait(false);
            Volatile.Write(ref _open, true);
        }
        finally
        {
            _opening.Release();
        }
    }

    private sealed class StoreBuilder : ISiloBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
