using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;
using StackExchange.Redis;

namespace NegotiationSim.Cluster.Tests.Membership;

/// <summary>What is told of a store that cannot be used, and that one that comes back is used again. What the tables hold is tested with <see cref="MembershipTableContract"/>.</summary>
public sealed class MembershipStoreTests(SharedRedis shared, PostgresServer postgres)
{
    /// <summary>For servers that are not there: on a busy machine the client's library now and then notices only at the end of its patience that it was turned away.</summary>
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(8);

    private const string Password = "Pw-s3cret";
    private const string RedisRights = "+@connection +info +hgetall +hget +hmget +hset +hsetnx +hexists +hdel +eval +evalsha";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_Redis_CreatesNothing()
    {
        var redis = await shared.Server;
        var name = new ClusterName("never-begun");
        await using var store = MembershipStore.Of(redis.Address, name);

        Assert.Empty(await store.ReadAsync(Cancellation));
        Assert.Equal(0, (await store.RemoveAndLookAsync(Cancellation)).Removed);

        await using var direct = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Port}");
        Assert.False(await direct.GetDatabase().KeyExistsAsync($"{ClusterName.Service}/members/{name.Id}"));
    }

    [Fact]
    public async Task Read_PostgresWithoutTheCluster_CreatesNothing()
    {
        var address = await postgres.PreparedAsync;
        await using var store = MembershipStore.Of(address, new ClusterName("never-begun"));

        Assert.Empty(await store.ReadAsync(Cancellation));

        Assert.Equal(0L, await PostgresServer.AskAsync<long>(address, "SELECT count(*) FROM negsim.OrleansMembershipVersionTable WHERE DeploymentId = 'never-begun'"));
    }

    [Fact]
    public async Task Read_RedisThatRefuses_SaysWhy()
    {
        await using var redis = await RedisServer.StartAsync(password: Password, more: $"user other on >{Password} ~elsewhere/* +@all\nuser poor on >{Password} ~* +hgetall");
        await AssertRefusedAsync($"redis://127.0.0.1:{redis.Port}", null, "asks for a password; give it in the environment variable NEGSIM_CLUSTER_PASSWORD or in a file with --cluster-password-file FILE");
        await AssertRefusedAsync($"redis://127.0.0.1:{redis.Port}", "Pw-wrong", "does not take the password, or has no such user");
        await AssertRefusedAsync($"redis://nobody@127.0.0.1:{redis.Port}", Password, "does not take the password, or has no such user");
        await AssertRefusedAsync($"redis://other@127.0.0.1:{redis.Port}", Password, ": the user lacks rights; what a silo needs is in docs/cluster.md");
        await AssertRefusedAsync($"redis://poor@127.0.0.1:{redis.Port}", Password, "cannot be reached: it answers, but a client cannot begin with it; try again, and see in docs/cluster.md which rights the user needs");
        await AssertRefusedAsync($"redis://127.0.0.1:{redis.Port}/99", Password, "has no database number 99");
        await AssertRefusedAsync($"rediss://127.0.0.1:{redis.Port}", Password, "cannot be reached: it takes connections and does not answer; it hangs, or is without TLS (redis://)");
    }

    /// <summary>The rights that the documentation names, on the keys of clusters alone, are enough for a silo.</summary>
    [Fact]
    public async Task Check_RedisUserOfASilo_MayDoAllThatASiloDoes()
    {
        await using var redis = await RedisServer.StartAsync(more: $"user silo on >{Password} ~negsim/members/* {RedisRights}");
        await using var store = MembershipStore.Of(ClusterAddress.Parse($"redis://silo@127.0.0.1:{redis.Port}").WithPassword(Password).WithPatience(RedisServer.Patience), new ClusterName("a"));

        await store.CheckAsync(Cancellation);

        var row = new MembershipEntry { SiloAddress = SiloAddress.Zero, SiloName = "silo", HostName = "host", Status = SiloStatus.Dead, StartTime = DateTime.UnixEpoch, IAmAliveTime = DateTime.UnixEpoch, SuspectTimes = [] };
        var first = new TableVersion(0, "0").Next();
        Assert.True(await store.Table.InsertRowAsync(row, first, Cancellation));
        Assert.True(await store.Table.UpdateRowAsync(row, "1", new TableVersion(1, "1").Next(), Cancellation));
        await store.Table.UpdateIAmAliveAsync(row, Cancellation);
        Assert.Single((await store.Table.ReadRowAsync(row.SiloAddress, Cancellation)).Members);
        Assert.Equal(1, (await store.RemoveAndLookAsync(Cancellation)).Removed);
    }

    [Fact]
    public async Task Read_NoRedisThere_SaysWhy()
    {
        using var mute = new MuteServer();
        using var other = new MuteServer("HTTP/1.1 400 Bad Request\r\n\r\n");
        await AssertRefusedAsync($"redis://127.0.0.1:{FreePort.Next()}", Password, "cannot be reached: nothing takes connections there", s_short);
        await AssertRefusedAsync("redis://no-such-host.invalid", Password, "cannot be reached: no host of that name is known", s_short);
        await AssertRefusedAsync($"redis://127.0.0.1:{mute.Port}", Password, "cannot be reached: it takes connections and does not answer; it hangs, or expects TLS (rediss://)");
        await AssertRefusedAsync($"redis://127.0.0.1:{other.Port}", Password, "cannot be reached: what answers there is not Redis", s_short);
    }

    [Fact]
    public async Task Read_PostgresThatRefuses_SaysWhy()
    {
        var address = await postgres.CreateDatabaseAsync();
        var user = await postgres.CreateUserAsync(address, "refused");
        var database = $"127.0.0.1:{postgres.Port}/{address.Database}";
        await AssertRefusedAsync($"postgres://refused@{database}", null, "asks for a password; give it in the environment variable NEGSIM_CLUSTER_PASSWORD or in a file with --cluster-password-file FILE");
        await AssertRefusedAsync($"postgres://refused@{database}", "Pw-wrong", "does not take the password of user 'refused', or has no such user");
        await AssertRefusedAsync($"postgres://nobody@{database}", Password, "does not take the password of user 'nobody', or has no such user");
        await AssertRefusedAsync($"postgres://postgres@127.0.0.1:{postgres.Port}/none", null, $"has no database 'none'; create it (createdb), then run negsim silo --prepare --cluster postgres://127.0.0.1:{postgres.Port}/none");
        await AssertRefusedAsync($"postgres://postgres@{database}?sslmode=require", null, "offers no TLS, which sslmode asks for");
        await AssertRefusedAsync($"postgres://refused@{database}", user.Password, $"database '{address.Database}' at 127.0.0.1:{postgres.Port} is not prepared for clusters; run negsim silo --prepare --cluster postgres://{database} once, as a user who may create tables");
    }

    [Fact]
    public async Task Read_NoPostgresThere_SaysWhy()
    {
        using var mute = new MuteServer();
        using var other = new MuteServer("HTTP/1.1 400 Bad Request\r\n\r\n");
        await AssertRefusedAsync($"postgres://127.0.0.1:{FreePort.Next()}/d", Password, "cannot be reached: nothing takes connections there");
        await AssertRefusedAsync("postgres://no-such-host.invalid/d", Password, "cannot be reached: no host of that name is known");
        await AssertRefusedAsync($"postgres://127.0.0.1:{mute.Port}/d", Password, "cannot be reached: it does not answer");
        await AssertRefusedAsync($"postgres://127.0.0.1:{other.Port}/d", Password, "cannot be reached: what answers there does not speak as PostgreSQL does");
    }

    [Fact]
    public async Task Read_RedisWithTls_CertificateIsChecked()
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority();
        using var stranger = new TestAuthority();
        var (certificate, key) = authority.Issue(folder.Path, "127.0.0.1");
        var port = FreePort.Next();
        await using var redis = await RedisServer.StartAsync(more: $"tls-port {port}\ntls-cert-file {certificate}\ntls-key-file {key}\ntls-auth-clients no");
        Assert.SkipWhen(redis.Output.Contains("Failed", StringComparison.Ordinal), "redis-server was built without TLS");

        await using var store = MembershipStore.Of(ClusterAddress.Parse($"rediss://127.0.0.1:{port}?sslrootcert={authority.Write(folder.Path)}").WithPatience(RedisServer.Patience), new ClusterName("a"));
        Assert.Empty(await store.ReadAsync(Cancellation));

        const string Untrusted = "cannot be reached: its certificate cannot be trusted, or is for another host, or there is no TLS (sslrootcert=FILE names the authority to trust)";
        await AssertRefusedAsync($"rediss://127.0.0.1:{port}?sslrootcert={stranger.Write(folder.Path)}", null, Untrusted);
        await AssertRefusedAsync($"rediss://127.0.0.1:{port}", null, Untrusted);
        await AssertRefusedAsync($"rediss://localhost:{port}?sslrootcert={authority.Write(folder.Path)}", null, Untrusted);
    }

    [Fact]
    public async Task Of_AuthorityFileWithoutCertificate_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("empty.pem"), "", Cancellation);
        foreach (var form in new[] { "rediss://h?sslrootcert={0}", "postgres://h/d?sslrootcert={0}" })
        {
            foreach (var (file, complaint) in new[] { ("none.pem", "no certificate can be read from it"), ("empty.pem", "no certificate in PEM stands in it") })
            {
                var address = ClusterAddress.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, folder.File(file)));

                var failure = Assert.Throws<MembershipException>(() => MembershipStore.Of(address, new ClusterName("a")));

                Assert.Equal($"sslrootcert {folder.File(file)}: {complaint}", failure.Message);
            }
        }
    }

    [Fact]
    public async Task Read_Cancelled_IsCancelled()
    {
        using var mute = new MuteServer();
        foreach (var address in new[] { $"redis://127.0.0.1:{mute.Port}", $"postgres://127.0.0.1:{mute.Port}/d?sslmode=disable" })
        {
            using var cancelled = new CancellationTokenSource(50);
            await using var store = MembershipStore.Of(ClusterAddress.Parse(address), new ClusterName("a"));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ReadAsync(cancelled.Token));
        }
    }

    [Fact]
    public async Task Read_RedisWasAway_WorksAgain()
    {
        await using var redis = await RedisServer.StartAsync(keeps: true);
        await using var store = MembershipStore.Of(redis.Address.WithPatience(TimeSpan.FromSeconds(3)), new ClusterName("a"));
        await store.CheckAsync(Cancellation);

        await redis.KillAsync();
        var failure = await Assert.ThrowsAsync<MembershipException>(() => store.ReadAsync(Cancellation));
        Assert.Equal($"Redis at {redis.Address.Server} cannot be reached: nothing takes connections there", failure.Message);
        await redis.StartAgainAsync();

        await EventuallyAsync(store);
    }

    /// <summary>With connections in the pool that are broken when the server is there again: the first question is answered all the same.</summary>
    [Fact]
    public async Task Read_PostgresWasAway_WorksAgain()
    {
        await using var own = new PostgresServer();
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority();
        using var stranger = new TestAuthority();
        var address = await own.CreatePreparedAsync();
        await using var store = MembershipStore.Of(address, new ClusterName("a"));
        await store.CheckAsync(Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.ReadAsync(Cancellation)));

        await own.RestartAsync();
        await store.ReadAsync(Cancellation);
        await own.KillAsync();
        var failure = await Assert.ThrowsAsync<MembershipException>(() => store.ReadAsync(Cancellation));
        Assert.Equal($"PostgreSQL at {address.Server} cannot be reached: nothing takes connections there", failure.Message);

        // The third start offers TLS, so that another server is not needed for it.
        await own.UseTlsAsync(authority);
        await own.StartAgainAsync();
        await store.ReadAsync(Cancellation);
        var encrypted = $"postgres://postgres@127.0.0.1:{own.Port}/{address.Database}?sslrootcert=";
        await using var trusting = MembershipStore.Of(ClusterAddress.Parse(encrypted + authority.Write(folder.Path)).WithPatience(RedisServer.Patience), new ClusterName("a"));
        await trusting.CheckAsync(Cancellation);
        await AssertRefusedAsync(encrypted + stranger.Write(folder.Path), null, "cannot be reached: its certificate cannot be trusted, or is for another host, or there is no TLS (sslrootcert=FILE names the authority to trust)");
    }

    /// <summary>Reads until an answer comes. While the connection is being made again a read can fail, and its caller tries again.</summary>
    private static async Task EventuallyAsync(MembershipStore store)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await store.ReadAsync(Cancellation);
                return;
            }
            catch (MembershipException) when (tries < 20)
            {
            }
        }
    }

    /// <summary>The sentence ends with what is expected, and neither it nor what the library said holds the password.</summary>
    private static async Task AssertRefusedAsync(string text, string? password, string expected, TimeSpan? patience = null)
    {
        // Where nothing answers one waits in vain, so not for long.
        var address = ClusterAddress.Parse(text).WithPassword(password);
        address = address.WithPatience(expected.Contains("not answer", StringComparison.Ordinal) ? TimeSpan.FromSeconds(1) : patience ?? RedisServer.Patience);
        await using var store = MembershipStore.Of(address, new ClusterName("a"));

        var failure = await Assert.ThrowsAsync<MembershipException>(() => store.ReadAsync(Cancellation));

        var server = address.Kind == MembershipStoreKind.Redis ? $"Redis at {address.Server}" : $"PostgreSQL at {address.Server}";
        Assert.Equal(expected.StartsWith("database", StringComparison.Ordinal) ? expected : expected[0] == ':' ? server + expected : $"{server} {expected}", failure.Message);
        if (password is not null)
        {
            Assert.DoesNotContain(password, failure.ToString(), StringComparison.Ordinal);
        }
    }
}
