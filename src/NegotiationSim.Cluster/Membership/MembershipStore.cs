using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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

    /// <summary>The silos that the table knows, dead ones too, in the order of their addresses; none if no silo of this cluster ever started.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="MembershipException">The store cannot be reached or used; it may be tried again.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task<IReadOnlyList<SiloEntry>> ReadAsync(CancellationToken cancellation = default) => AskAsync(async () =>
    {
        try
        {
            var table = await _table.ReadAllAsync(cancellation).ConfigureAwait(false);
            return (IReadOnlyList<SiloEntry>)[.. table.Members.Select(member => SiloEntry.Of(member.Item1)).OrderBy(silo => silo.Address)];
        }
        catch (RedisClusteringException)
        {
            // Redis answered, and has no table of this cluster.
            return [];
        }
    }, cancellation);

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellation)
    {
        try
        {
            await OpenAsync(cancellation).ConfigureAwait(false);
            return await question().ConfigureAwait(false);
        }
        catch (Exception failure) when (MembershipFailures.Sentence(failure, _address) is { } sentence)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new MembershipException(sentence, failure);
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
            // Not to be asked to create the table's version: whoever reads must not make a store that lost everything look new.
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
