using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Membership;

public sealed class PostgresPreparationTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prepare_TwiceAndReadBetween_KeepsWhatIsThere()
    {
        var address = await postgres.CreateDatabaseAsync();
        await using var store = MembershipStore.Of(address, new ClusterName("a"));

        Assert.Equal(PreparationOutcome.Created, await PostgresPreparation.PrepareAsync(address, Cancellation));
        await store.CheckAsync(Cancellation);
        Assert.Equal(PreparationOutcome.Unchanged, await PostgresPreparation.PrepareAsync(address, Cancellation));

        Assert.Equal(1L, await CountAsync(address, "negsim.OrleansMembershipVersionTable"));
        Assert.Equal(10L, await CountAsync(address, "negsim.OrleansQuery"));
    }

    [Fact]
    public async Task Prepare_ManyAtOnce_OneCreatesAndNoneFails()
    {
        var address = await postgres.CreateDatabaseAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => PostgresPreparation.PrepareAsync(address, Cancellation), Cancellation)));

        Assert.Single(outcomes, PreparationOutcome.Created);
        Assert.Equal(5, outcomes.Count(outcome => outcome == PreparationOutcome.Unchanged));
    }

    /// <summary>Tables as Orleans's older scripts made them: times without a zone, no clean-up, a change in two steps. What they hold stays.</summary>
    [Fact]
    public async Task Prepare_OlderScriptOfOrleans_UpgradedWithItsRows()
    {
        var address = await OlderAsync();

        Assert.Equal(PreparationOutcome.Upgraded, await PostgresPreparation.PrepareAsync(address, Cancellation));

        await using var store = MembershipStore.Of(address, new ClusterName("old"));
        await store.CheckAsync(Cancellation);
        var silo = Assert.Single(await store.ReadAsync(Cancellation));
        Assert.Equal((SiloStatus.Dead, new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero)), (silo.Status, silo.Started));
        Assert.Equal("ours", await PostgresServer.AskAsync<string>(address, "SELECT QueryText FROM public.OrleansQuery WHERE QueryKey = 'OfAnotherProgram'"));
        Assert.Equal(1, (await store.RemoveAndLookAsync(Cancellation)).Removed);
    }

    [Fact]
    public async Task Prepare_TablesOfALaterOrleans_Refused()
    {
        var address = await OlderAsync();
        await PostgresServer.ExecuteAsync(address, "ALTER TABLE public.OrleansMembershipTable ADD MetadataJson text");

        await AssertFailsAsync(address, "the schema 'public' of database 'DB' holds membership tables of another version of Orleans (column metadatajson); give the clusters a schema of their own with ?schema=NAME");
        Assert.Equal("timestamp without time zone", await PostgresServer.AskAsync<string>(address, "SELECT data_type::text FROM information_schema.columns WHERE column_name = 'starttime'"));
    }

    [Fact]
    public async Task Prepare_NewerProgramWasHere_Refused()
    {
        var address = await postgres.CreatePreparedAsync();
        await PostgresServer.ExecuteAsync(address, "UPDATE negsim.NegsimMembershipScript SET Version = 9");
        const string Sentence = "database 'DB' was prepared by a newer version of this program (script 9; this one knows 1); take the same version on all machines";

        await AssertFailsAsync(address, Sentence);
        await using var store = MembershipStore.Of(address, new ClusterName("a"));
        Assert.Equal(Fill(Sentence, address), (await Assert.ThrowsAsync<MembershipException>(() => store.ReadAsync(Cancellation))).Message);
    }

    [Fact]
    public async Task Read_OlderProgramWasHere_SaysToPrepareAgain()
    {
        var address = await postgres.CreatePreparedAsync();
        await PostgresServer.ExecuteAsync(address, "UPDATE negsim.NegsimMembershipScript SET Version = 0");
        await using var store = MembershipStore.Of(address, new ClusterName("a"));

        var failure = await Assert.ThrowsAsync<MembershipException>(() => store.ReadAsync(Cancellation));

        Assert.Equal(Fill("database 'DB' was prepared by an older version of this program; run negsim silo --prepare --cluster ADDRESS again", address), failure.Message);
        Assert.Equal(PreparationOutcome.Upgraded, await PostgresPreparation.PrepareAsync(address, Cancellation));
        Assert.Empty(await store.ReadAsync(Cancellation));
    }

    /// <summary>A view stands where a table would: the script fails after it has made others, and all of it is undone.</summary>
    [Fact]
    public async Task Prepare_FailsHalfway_ChangesNothing()
    {
        var address = await postgres.CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(address, "CREATE SCHEMA negsim; CREATE VIEW negsim.NegsimMembershipScript AS SELECT true AS OnlyRow WHERE false");

        await Assert.ThrowsAsync<MembershipException>(() => PostgresPreparation.PrepareAsync(address, Cancellation));

        Assert.Equal(1L, await PostgresServer.AskAsync<long>(address, "SELECT count(*) FROM pg_class WHERE relnamespace = 'negsim'::regnamespace"));
    }

    [Fact]
    public async Task Prepare_UserWhoMayNot_Refused()
    {
        var address = await postgres.CreateDatabaseAsync();
        var user = await postgres.CreateUserAsync(address, $"{address.Database}_silo");

        await AssertFailsAsync(user, "PostgreSQL at SERVER: user 'USER' lacks rights in database 'DB' (permission denied for database DB); its owner grants them, see docs/cluster.md");
        await PostgresPreparation.PrepareAsync(address, Cancellation);
        await AssertFailsAsync(user, "PostgreSQL at SERVER: user 'USER' lacks rights in database 'DB' (USAGE and CREATE of the schema 'negsim'); its owner grants them, see docs/cluster.md");
    }

    /// <summary>The schema was made by an administrator for a user who may not make one, as many databases are run.</summary>
    [Fact]
    public async Task Prepare_SchemaOfItsOwn_NeedsNoRightsInTheDatabase()
    {
        var address = await postgres.CreateDatabaseAsync();
        var user = await postgres.CreateUserAsync(address, $"{address.Database}_owner");
        await PostgresServer.ExecuteAsync(address, $"CREATE SCHEMA ours AUTHORIZATION {user.User}");
        var ours = postgres.Address(address.Database, user.User!, "sslmode=disable&schema=ours").WithPassword(PostgresServer.Password);

        Assert.Equal(PreparationOutcome.Created, await PostgresPreparation.PrepareAsync(ours, Cancellation));

        await using var store = MembershipStore.Of(ours, new ClusterName("a"));
        await store.CheckAsync(Cancellation);
    }

    /// <summary>The rights that the documentation names are enough, and without any one of them a sentence says which is missing.</summary>
    [Fact]
    public async Task Check_RightsOfASilo_EachIsNeeded()
    {
        var address = await postgres.CreatePreparedAsync();
        var user = await postgres.CreateUserAsync(address, $"{address.Database}_silo");
        string[] grants =
        [
            "USAGE ON SCHEMA negsim",
            "SELECT ON negsim.NegsimMembershipScript",
            "SELECT ON negsim.OrleansQuery",
            .. from table in new[] { "negsim.OrleansMembershipVersionTable", "negsim.OrleansMembershipTable" } from right in new[] { "SELECT", "INSERT", "UPDATE", "DELETE" } select $"{right} ON {table}",
        ];
        foreach (var grant in grants)
        {
            await using var refused = MembershipStore.Of(user, new ClusterName("a"));
            var failure = await Assert.ThrowsAsync<MembershipException>(() => refused.CheckAsync(Cancellation));
            Assert.StartsWith($"PostgreSQL at {address.Server}: user '{user.User}' lacks rights in database '{address.Database}' (", failure.Message, StringComparison.Ordinal);
            await PostgresServer.ExecuteAsync(address, $"GRANT {grant} TO {user.User}");
        }

        await using var store = MembershipStore.Of(user, new ClusterName("a"));
        await store.CheckAsync(Cancellation);
        Assert.Equal(0, (await store.RemoveAndLookAsync(Cancellation)).Removed);
        await store.Table.DeleteMembershipTableEntriesAsync("a", Cancellation);
    }

    [Fact]
    public async Task Prepare_Redis_SaysThatItNeedsNothing() =>
        Assert.Equal("only PostgreSQL is prepared; Redis needs nothing", (await Assert.ThrowsAsync<MembershipException>(() => PostgresPreparation.PrepareAsync(ClusterAddress.Parse("redis://localhost"), Cancellation))).Message);

    private static Task<long> CountAsync(ClusterAddress address, string table) => PostgresServer.AskAsync<long>(address, $"SELECT count(*) FROM {table}");

    private static string Fill(string sentence, ClusterAddress address) => sentence
        .Replace("SERVER", address.Server, StringComparison.Ordinal)
        .Replace("USER", address.User, StringComparison.Ordinal)
        .Replace("DB", address.Database, StringComparison.Ordinal)
        .Replace("ADDRESS", address.ToString(), StringComparison.Ordinal);

    private static async Task AssertFailsAsync(ClusterAddress address, string sentence) =>
        Assert.Equal(Fill(sentence, address), (await Assert.ThrowsAsync<MembershipException>(() => PostgresPreparation.PrepareAsync(address, Cancellation))).Message);

    /// <summary>A database with tables in the form of the scripts before Orleans 3.6, in the schema <c>public</c>, and a dead silo in them.</summary>
    private async Task<ClusterAddress> OlderAsync()
    {
        var address = await postgres.CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(address, """
            CREATE TABLE public.OrleansQuery (QueryKey varchar(64) NOT NULL, QueryText varchar(8000) NOT NULL, CONSTRAINT OrleansQuery_Key PRIMARY KEY (QueryKey));
            CREATE TABLE public.OrleansMembershipVersionTable (
                DeploymentId varchar(150) NOT NULL, Timestamp timestamp(3) NOT NULL DEFAULT (now() at time zone 'utc'), Version integer NOT NULL DEFAULT 0,
                CONSTRAINT PK_Version PRIMARY KEY (DeploymentId));
            CREATE TABLE public.OrleansMembershipTable (
                DeploymentId varchar(150) NOT NULL, Address varchar(45) NOT NULL, Port integer NOT NULL, Generation integer NOT NULL, SiloName varchar(150) NOT NULL, HostName varchar(150) NOT NULL,
                Status integer NOT NULL, ProxyPort integer NULL, SuspectTimes varchar(8000) NULL, StartTime timestamp(3) NOT NULL, IAmAliveTime timestamp(3) NOT NULL,
                CONSTRAINT PK_Member PRIMARY KEY (DeploymentId, Address, Port, Generation),
                CONSTRAINT FK_Member FOREIGN KEY (DeploymentId) REFERENCES public.OrleansMembershipVersionTable (DeploymentId));
            CREATE FUNCTION public.update_membership(cluster varchar) RETURNS TABLE (row_count integer) LANGUAGE sql AS 'SELECT 0';
            INSERT INTO public.OrleansQuery VALUES ('UpdateMembershipKey', 'SELECT * FROM update_membership(@DeploymentId)'), ('OfAnotherProgram', 'ours');
            INSERT INTO public.OrleansMembershipVersionTable (DeploymentId, Version) VALUES ('old', 4);
            INSERT INTO public.OrleansMembershipTable VALUES ('old', '127.0.0.1', 1, 7, 'silo', 'host', 6, 2, '', '2020-01-02 03:04:05', '2020-01-02 03:04:06')
            """);
        return postgres.Address(address.Database, options: "sslmode=disable&schema=public");
    }
}
