using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Membership;

public sealed class PostgresMembershipTableTests(PostgresServer postgres) : MembershipTableContract
{
    protected override Task<ClusterAddress> AddressAsync() => postgres.PreparedAsync;

    /// <summary>Both functions change two rows. An error between the changes, or at the end, must leave neither.</summary>
    [Theory]
    [InlineData("OrleansMembershipTable")]
    [InlineData("OrleansMembershipVersionTable")]
    public async Task InsertOrUpdate_ErrorInTheMiddle_ChangesNeitherRow(string table)
    {
        var member = Member(1);
        await InsertAsync(member);
        var address = await AddressAsync();
        await PostgresServer.ExecuteAsync(address, $"""
            CREATE FUNCTION refuse_{Cluster}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.DeploymentId = '{Cluster}' THEN
                    RAISE EXCEPTION 'refused';
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER refuse_{Cluster} AFTER INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_{Cluster}()
            """);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => InsertAsync(Member(2)));
        member.Status = SiloStatus.Dead;
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => UpdateAsync(member));

        Assert.Equal((1, 1), await CountsAsync());
        Assert.Equal(SiloStatus.Active, (await RowAsync(member)).Status);
        await PostgresServer.ExecuteAsync(address, $"DROP FUNCTION refuse_{Cluster} CASCADE");
        Assert.True(await UpdateAsync(member));
    }

    /// <summary>The query that Orleans's own clients look gateways up with; this program's clients read the whole table.</summary>
    [Fact]
    public async Task GatewaysQuery_ActiveSilosWithAGateway()
    {
        var (hidden, leaving) = (Member(2), Member(3));
        hidden.ProxyPort = 0;
        leaving.Status = SiloStatus.ShuttingDown;
        foreach (var member in new[] { Member(1), hidden, leaving })
        {
            await InsertAsync(member);
        }

        var address = await AddressAsync();
        var query = (await PostgresServer.AskAsync<string>(address, "SELECT QueryText FROM negsim.OrleansQuery WHERE QueryKey = 'GatewaysQueryKey'"))
            .Replace("@DeploymentId", $"'{Cluster}'", StringComparison.Ordinal)
            .Replace("@Status", $"{(int)SiloStatus.Active}", StringComparison.Ordinal);

        Assert.Equal("127.0.0.1:30000@7", await PostgresServer.AskAsync<string>(address, $"SELECT string_agg(Address || ':' || ProxyPort || '@' || Generation, ' ') FROM ({query}) q"));
    }
}
