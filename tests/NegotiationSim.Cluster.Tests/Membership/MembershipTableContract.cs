using System.Globalization;
using System.Net;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Membership;

/// <summary>What Orleans asks of a membership table, held against its own providers over a real store. Each test has a cluster of its own.</summary>
public abstract class MembershipTableContract : IAsyncLifetime
{
    private static readonly DateTime s_start = new(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);
    private static int s_clusters;

    private MembershipStore? _store;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected IMembershipTable Table => _store!.Table;

    private protected string Cluster { get; } = $"cluster{Interlocked.Increment(ref s_clusters)}";

    protected abstract Task<ClusterAddress> AddressAsync();

    public async ValueTask InitializeAsync()
    {
        _store = MembershipStore.Of(await AddressAsync(), new ClusterName(Cluster));
        await _store.CheckAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ReadAll_NewCluster_VersionZeroAndNoMembers()
    {
        var table = await Table.ReadAllAsync(Cancellation);

        Assert.Equal((0, "0", 0), (table.Version.Version, table.Version.VersionEtag, table.Members.Count));
    }

    [Fact]
    public async Task Initialize_Again_KeepsWhatIsThere()
    {
        await InsertAsync(Member(1));

        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);

        Assert.Equal((1, 1), await CountsAsync());
    }

    [Fact]
    public async Task InsertRow_Versions_AllFieldsCanBeReadAgain()
    {
        MembershipEntry[] members = [Member(1), Member(2, "::1", 70_000), Member(3, "fe80::1234:5678:9abc:def0", int.MaxValue)];
        members[1].ProxyPort = 0;
        members[1].Status = SiloStatus.Joining;
        foreach (var member in members)
        {
            await InsertAsync(member);
        }

        Assert.Equal(members.Select(Text).Order(), (await Table.ReadAllAsync(Cancellation)).Members.Select(row => Text(row.Item1)).Order());
        Assert.Equal((3, 3), await CountsAsync());
    }

    [Fact]
    public async Task InsertRow_StaleVersion_ChangesNothing()
    {
        var old = (await Table.ReadAllAsync(Cancellation)).Version.Next();
        await InsertAsync(Member(1));

        Assert.False(await Table.InsertRowAsync(Member(2), old, Cancellation));
        Assert.Equal((1, 1), await CountsAsync());
    }

    [Fact]
    public async Task InsertRow_RowIsThere_ChangesNothing()
    {
        await InsertAsync(Member(1));
        var again = Member(1);
        again.Status = SiloStatus.Dead;

        Assert.False(await Table.InsertRowAsync(again, await NextAsync(), Cancellation));
        Assert.Equal((1, 1), await CountsAsync());
        Assert.Equal(Text(Member(1)), Text(await RowAsync(Member(1))));
    }

    [Fact]
    public async Task UpdateRow_CurrentVersion_ChangesStatusAndSuspects()
    {
        var member = Member(1);
        await InsertAsync(member);
        member.Status = SiloStatus.Dead;
        member.SuspectTimes = [Tuple.Create(Address(2, "::1"), s_start), Tuple.Create(Address(3), s_start.AddMilliseconds(1))];
        member.IAmAliveTime = s_start.AddSeconds(9);

        Assert.True(await UpdateAsync(member));
        Assert.Equal(Text(member), Text(await RowAsync(member)));
        Assert.Equal((2, 1), await CountsAsync());
    }

    [Fact]
    public async Task UpdateRow_StaleVersion_ChangesNothing()
    {
        var member = Member(1);
        await InsertAsync(member);
        var old = await Table.ReadAllAsync(Cancellation);
        await InsertAsync(Member(2));
        member.Status = SiloStatus.Dead;

        Assert.False(await Table.UpdateRowAsync(member, old.Version.VersionEtag, old.Version.Next(), Cancellation));
        Assert.Equal((2, 2), await CountsAsync());
        Assert.Equal(Text(Member(1)), Text(await RowAsync(member)));
    }

    [Fact]
    public async Task UpdateRow_NoSuchRow_ChangesNothing()
    {
        await InsertAsync(Member(1));

        Assert.False(await UpdateAsync(Member(2)));
        Assert.Equal((1, 1), await CountsAsync());
    }

    [Fact]
    public async Task InsertRow_ManyAtOnce_OneWinsForEachVersion()
    {
        for (var round = 0; round < 5; round++)
        {
            var next = await NextAsync();

            var won = await Task.WhenAll(Enumerable.Range(0, 12).Select(silo => Task.Run(() => Table.InsertRowAsync(Member(100 * round + silo + 1), next, Cancellation), Cancellation)));

            Assert.Single(won, true);
            Assert.Equal((round + 1, round + 1), await CountsAsync());
        }
    }

    [Fact]
    public async Task UpdateRow_ManyAtOnce_VersionCountsThoseThatWon()
    {
        const int Silos = 6;
        for (var silo = 1; silo <= Silos; silo++)
        {
            await InsertAsync(Member(silo));
        }

        var won = await Task.WhenAll(Enumerable.Range(1, Silos).Select(silo => Task.Run(() => ChangeOftenAsync(silo), Cancellation)));

        var versions = won.SelectMany(all => all).ToList();
        Assert.Equal(versions.Count, versions.Distinct().Count());
        Assert.Equal((Silos + versions.Count, Silos), await CountsAsync());

        // Each tries until it has won three times, so that they do meet.
        async Task<List<int>> ChangeOftenAsync(int silo)
        {
            var wins = new List<int>();
            while (wins.Count < 3)
            {
                var read = await Table.ReadAllAsync(Cancellation);
                var row = read.TryGet(Address(silo))!;
                row.Item1.SuspectTimes = [Tuple.Create(Address(silo), s_start.AddSeconds(wins.Count))];
                if (await Table.UpdateRowAsync(row.Item1, row.Item2, read.Version.Next(), Cancellation))
                {
                    wins.Add(read.Version.Version);
                }
            }

            return wins;
        }
    }

    [Fact]
    public async Task UpdateIAmAlive_Row_ChangesItsTimeAlone()
    {
        var member = Member(1);
        await InsertAsync(member);
        await InsertAsync(Member(2));
        var read = await Table.ReadAllAsync(Cancellation);

        member.IAmAliveTime = s_start.AddMinutes(5);
        await Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = member.SiloAddress, IAmAliveTime = member.IAmAliveTime }, Cancellation);

        Assert.Equal(Text(member), Text(await RowAsync(member)));
        Assert.Equal(Text(Member(2)), Text(await RowAsync(Member(2))));
        Assert.Equal((2, 2), await CountsAsync());

        // A change that was read before the sign of life is still taken.
        member.Status = SiloStatus.ShuttingDown;
        Assert.True(await Table.UpdateRowAsync(member, read.Version.VersionEtag, read.Version.Next(), Cancellation));
    }

    [Fact]
    public async Task ReadRow_OtherSilo_VersionAndNoRow()
    {
        await InsertAsync(Member(1));

        var table = await Table.ReadRowAsync(Address(2), Cancellation);

        Assert.Equal((1, 0), (table.Version.Version, table.Members.Count));
    }

    [Theory]
    [InlineData(SiloStatus.Created)]
    [InlineData(SiloStatus.Joining)]
    [InlineData(SiloStatus.Active)]
    [InlineData(SiloStatus.ShuttingDown)]
    [InlineData(SiloStatus.Stopping)]
    public async Task Cleanup_NotDead_StaysWhateverItsAge(SiloStatus status)
    {
        var member = Member(1);
        member.Status = status;
        await InsertAsync(member);

        await Table.CleanupDefunctSiloEntriesAsync(s_start.AddYears(10), Cancellation);

        Assert.Equal(Text(member), Text(await RowAsync(member)));
    }

    [Fact]
    public async Task Cleanup_Dead_RemovesThoseOlderThanTheDate()
    {
        var (old, late, lateVote) = (Dead(1), Dead(2), Dead(3));
        late.IAmAliveTime = s_start.AddHours(2);
        lateVote.SuspectTimes = [Tuple.Create(Address(9), s_start.AddHours(2))];
        foreach (var member in new[] { old, late, lateVote })
        {
            await InsertAsync(member);
            await UpdateAsync(member);
        }

        await Table.CleanupDefunctSiloEntriesAsync(s_start.AddHours(1), Cancellation);

        Assert.Equal([Address(2), Address(3)], (await Table.ReadAllAsync(Cancellation)).Members.Select(row => row.Item1.SiloAddress).Order());
    }

    [Fact]
    public async Task DeleteEntries_Cluster_IsNewAgain()
    {
        await InsertAsync(Member(1));

        await Table.DeleteMembershipTableEntriesAsync(Cluster, Cancellation);
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);

        Assert.Equal((0, 0), await CountsAsync());
    }

    [Fact]
    public async Task OtherCluster_SameStore_NotTouched()
    {
        await using var other = MembershipStore.Of(await AddressAsync(), new ClusterName(Cluster + "-other"));
        await other.CheckAsync(Cancellation);
        Assert.True(await other.Table.InsertRowAsync(Dead(1), new TableVersion(0, "0").Next(), Cancellation));
        await InsertAsync(Dead(1));

        await Table.CleanupDefunctSiloEntriesAsync(s_start.AddYears(10), Cancellation);
        await Table.DeleteMembershipTableEntriesAsync(Cluster, Cancellation);

        var left = await other.Table.ReadAllAsync(Cancellation);
        Assert.Equal((1, 1), (left.Version.Version, left.Members.Count));
    }

    /// <summary>The rows of a real cluster, as <see cref="MembershipStore"/> tells and removes them.</summary>
    [Fact]
    public async Task RemoveDefunct_RowsOfAllKinds_TakesTheDeadAlone()
    {
        var rows = new List<MembershipEntry>();
        foreach (var status in Enum.GetValues<SiloStatus>().Where(status => status != SiloStatus.None))
        {
            var member = Member(rows.Count + 1);
            member.Status = status;

            // The dead one is the youngest: its clock is ahead, and somebody voted after its last sign of life.
            member.IAmAliveTime = s_start.AddSeconds(status == SiloStatus.Dead ? 100 : 0);
            await InsertAsync(member);
            if (status == SiloStatus.Dead)
            {
                member.SuspectTimes = [Tuple.Create(Address(9), s_start.AddSeconds(200))];
                await UpdateAsync(member);
            }

            rows.Add(member);
        }

        var removal = await _store!.RemoveAndLookAsync(Cancellation);

        Assert.Equal(1, removal.Removed);
        Assert.Equal(rows.Where(row => row.Status != SiloStatus.Dead).Select(row => row.SiloAddress).Order(), removal.Remaining.Select(silo => silo.Address));
        Assert.Equal(0, (await _store!.RemoveAndLookAsync(Cancellation)).Removed);
        var active = Assert.Single(removal.Remaining, silo => silo.IsActive);
        Assert.Equal(new SiloEntry(active.Address, new IPEndPoint(active.Address.Endpoint.Address, 30_000), SiloStatus.Active, $"silo{active.Address.Endpoint.Port}", "host", s_start, s_start), active);
    }

    private protected static MembershipEntry Member(int port, string address = "127.0.0.1", int generation = 7) => new()
    {
        SiloAddress = Address(port, address, generation),
        SiloName = $"silo{port}",
        HostName = "host",
        Status = SiloStatus.Active,
        ProxyPort = 30_000,
        StartTime = s_start,
        IAmAliveTime = s_start,
        SuspectTimes = [],
    };

    private static MembershipEntry Dead(int port)
    {
        var member = Member(port);
        member.Status = SiloStatus.Dead;
        return member;
    }

    private static SiloAddress Address(int port, string address = "127.0.0.1", int generation = 7) => SiloAddress.New(IPAddress.Parse(address), port, generation);

    private static string Text(MembershipEntry row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.SiloAddress.ToParsableString()} {row.SiloName} {row.HostName} {row.Status} {row.ProxyPort} {row.StartTime:O} {row.IAmAliveTime:O} {string.Join(", ", (row.SuspectTimes ?? []).Select(vote => $"{vote.Item1.ToParsableString()} {vote.Item2:yyyy-MM-ddTHH:mm:ss.fff}"))}");

    private protected async Task InsertAsync(MembershipEntry member) => Assert.True(await Table.InsertRowAsync(member, await NextAsync(), Cancellation));

    private protected async Task<bool> UpdateAsync(MembershipEntry member)
    {
        var read = await Table.ReadAllAsync(Cancellation);
        return await Table.UpdateRowAsync(member, read.Version.VersionEtag, read.Version.Next(), Cancellation);
    }

    private protected async Task<TableVersion> NextAsync() => (await Table.ReadAllAsync(Cancellation)).Version.Next();

    private protected async Task<MembershipEntry> RowAsync(MembershipEntry member) => Assert.Single((await Table.ReadRowAsync(member.SiloAddress, Cancellation)).Members).Item1;

    /// <summary>The version of the table and the number of its rows.</summary>
    private protected async Task<(int Version, int Rows)> CountsAsync()
    {
        var table = await Table.ReadAllAsync(Cancellation);
        return (table.Version.Version, table.Members.Count);
    }
}
