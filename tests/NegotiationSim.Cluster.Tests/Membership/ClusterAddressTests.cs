using CsCheck;
using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.Cluster.Tests.Membership;

public sealed class ClusterAddressTests
{
    [Theory]
    [InlineData("redis://localhost", "localhost", 6379, "0", "redis://localhost:6379")]
    [InlineData("redis://10.0.0.7:7000/3", "10.0.0.7", 7000, "3", "redis://10.0.0.7:7000/3")]
    [InlineData("redis://[::1]:7000", "::1", 7000, "0", "redis://[::1]:7000")]
    [InlineData("redis://negsim_redis/", "negsim_redis", 6379, "0", "redis://negsim_redis:6379")]
    [InlineData("rediss://store.example.org/00", "store.example.org", 6379, "0", "rediss://store.example.org:6379")]
    [InlineData("postgres://db/studies", "db", 5432, "studies", "postgres://db:5432/studies")]
    [InlineData("postgresql://db:5433/my%20studies", "db", 5433, "my studies", "postgres://db:5433/my%20studies")]
    [InlineData("postgres://ann@db/studies?schema=ours&sslmode=require", "db", 5432, "studies", "postgres://db:5432/studies?schema=ours")]
    public void Parse_Address_ItsParts(string text, string host, int port, string database, string told)
    {
        var address = ClusterAddress.Parse(text);

        Assert.Equal((host, port, database, told), (address.Host, address.Port, address.Database, address.ToString()));
        Assert.Equal(text.StartsWith('r') ? MembershipStoreKind.Redis : MembershipStoreKind.PostgreSql, address.Kind);
    }

    [Theory]
    [InlineData("redis://h", StoreEncryption.Disable)]
    [InlineData("rediss://h", StoreEncryption.VerifyFull)]
    [InlineData("postgres://h/d", StoreEncryption.Prefer)]
    [InlineData("postgres://h/d?sslmode=disable", StoreEncryption.Disable)]
    [InlineData("postgres://h/d?sslmode=prefer", StoreEncryption.Prefer)]
    [InlineData("postgres://h/d?sslmode=require", StoreEncryption.Require)]
    [InlineData("postgres://h/d?sslmode=verify-ca", StoreEncryption.VerifyCa)]
    [InlineData("postgres://h/d?sslmode=verify-full", StoreEncryption.VerifyFull)]
    [InlineData("postgres://h/d?sslrootcert=a.pem", StoreEncryption.VerifyFull)]
    public void Parse_Encryption_AsAsked(string text, StoreEncryption expected) => Assert.Equal(expected, ClusterAddress.Parse(text).Encryption);

    [Fact]
    public void Parse_UserAndOptions_Unescaped()
    {
        var address = ClusterAddress.Parse("postgres://ann%40lab@h/d?sslrootcert=%2Fetc%2Fca%20one.pem&schema=ours");

        Assert.Equal(("ann@lab", "/etc/ca one.pem", "ours"), (address.User, address.AuthorityFile, address.Schema));
    }

    /// <summary>Two sentences that many have in common stand for themselves in the list: FORMS and NO PASSWORD.</summary>
    [Fact]
    public void Parse_NoAddress_ComplaintSaysWhatWouldBeRight()
    {
        string[] wrong =
        [
            "", "localhost:6379", "http://localhost", "mysql://h/d", "REDIS://h", "redis://", "redis:///0", "redis://a b", "redis://::1:6379", "redis://[::1", "redis://[h]", "redis://h:0", "redis://h:65536", "redis://h:+1", "redis://h:",
            "redis://h/x", "redis://h/-1", "redis://h/0/1", "redis://h?sslmode=require", "redis://h#x", "redis://@h", "redis://a/b@h", "redis://a%00b@h", "rediss://h?schema=a",
            "postgres://h", "postgres://h/", "postgres://h/a/b", "postgres://h/a%0Ab", "postgres://h/d?sslmode=on", "postgres://h/d?sslrootcert", "postgres://h/d?host=x", "postgres://h/d?schema=a&schema=b", "postgres://h/d?schema=A", "postgres://h/d?schema=pg_x", "postgres://h/d?schema=1a",
            "postgres://h/d?schema=", "postgres://ann:secret@h/d", "redis://:secret@h", "postgres://h/d?password=secret", "postgres://h/d?PWD=secret",
        ];

        var told = string.Join('\n', wrong.Select(text => ClusterAddress.TryParse(text, out var address, out var complaint) ? $"{text}: taken as {address}" : $"{text} -> {complaint}"));

        Assert.Equal(
            """
             -> FORMS
            localhost:6379 -> FORMS
            http://localhost -> FORMS
            mysql://h/d -> FORMS
            REDIS://h -> FORMS
            redis:// -> FORMS; no name or IP address of a server stands in it (an IPv6 address stands in brackets, as [::1])
            redis:///0 -> FORMS; no name or IP address of a server stands in it (an IPv6 address stands in brackets, as [::1])
            redis://a b -> FORMS; no name or IP address of a server stands in it (an IPv6 address stands in brackets, as [::1])
            redis://::1:6379 -> FORMS; no name or IP address of a server stands in it (an IPv6 address stands in brackets, as [::1])
            redis://[::1 -> FORMS; no name or IP address of a server stands in it (an IPv6 address stands in brackets, as [::1])
            redis://[h] -> FORMS; no name or IP address of a server stands in it (an IPv6 address stands in brackets, as [::1])
            redis://h:0 -> FORMS; after the host's colon stands no port from 1 to 65535
            redis://h:65536 -> FORMS; after the host's colon stands no port from 1 to 65535
            redis://h:+1 -> FORMS; after the host's colon stands no port from 1 to 65535
            redis://h: -> FORMS; after the host's colon stands no port from 1 to 65535
            redis://h/x -> FORMS; 'x' is no number of a database of Redis, as 0
            redis://h/-1 -> FORMS; '-1' is no number of a database of Redis, as 0
            redis://h/0/1 -> FORMS; '0/1' is no number of a database of Redis, as 0
            redis://h?sslmode=require -> --cluster redis://...: 'sslmode' is no option; there are none
            redis://h#x -> FORMS; a # has no meaning in it
            redis://@h -> FORMS; before its @ stands no user name
            redis://a/b@h -> FORMS; before its @ stands no user name
            redis://a%00b@h -> FORMS; before its @ stands no user name
            rediss://h?schema=a -> --cluster rediss://...: 'schema' is no option; those are sslrootcert
            postgres://h -> FORMS; no name of a database stands in it
            postgres://h/ -> FORMS; no name of a database stands in it
            postgres://h/a/b -> FORMS; no name of a database stands in it
            postgres://h/a%0Ab -> FORMS; no name of a database stands in it
            postgres://h/d?sslmode=on -> --cluster postgres://...: sslmode is disable, prefer, require, verify-ca or verify-full; 'on' is none of them
            postgres://h/d?sslrootcert -> --cluster: sslrootcert takes a file with certificates in PEM
            postgres://h/d?host=x -> --cluster postgres://...: 'host' is no option; those are schema, sslmode, sslrootcert
            postgres://h/d?schema=a&schema=b -> --cluster postgres://...: schema is given twice
            postgres://h/d?schema=A -> --cluster: schema takes a name of at most 63 of the signs a to z, 0 to 9 and _, which begins with a letter and not with pg_
            postgres://h/d?schema=pg_x -> --cluster: schema takes a name of at most 63 of the signs a to z, 0 to 9 and _, which begins with a letter and not with pg_
            postgres://h/d?schema=1a -> --cluster: schema takes a name of at most 63 of the signs a to z, 0 to 9 and _, which begins with a letter and not with pg_
            postgres://h/d?schema= -> --cluster: schema takes a name of at most 63 of the signs a to z, 0 to 9 and _, which begins with a letter and not with pg_
            postgres://ann:secret@h/d -> NO PASSWORD
            redis://:secret@h -> NO PASSWORD
            postgres://h/d?password=secret -> NO PASSWORD
            postgres://h/d?PWD=secret -> NO PASSWORD
            """,
            told.Replace(ClusterAddressReader.Forms, "FORMS", StringComparison.Ordinal).Replace(ClusterAddressReader.NoPassword, "NO PASSWORD", StringComparison.Ordinal));
    }

    /// <summary>Whatever signs a password has, and wherever it stands, it is refused, or is not told.</summary>
    [Fact]
    public void Parse_PasswordAnywhere_NeverRepeated()
    {
        var scheme = OneOf("redis", "rediss", "postgres", "postgresql");
        var user = OneOf("", "ann", "a%40b");
        var rest = OneOf("h", "h:1/0", "[::1]/d", "h/d?sslmode=require", "", "h:x/d", "h/d#x");
        var password = Gen.Char["abcXYZ019@:/?#[]%&= é"].Array[4, 12].Select(signs => "Pw" + new string(signs));

        Gen.Select(scheme, user, password, rest).Sample((scheme, user, password, rest) =>
        {
            var text = $"{scheme}://{user}:{password}@{rest}";
            Assert.False(ClusterAddress.TryParse(text, out _, out var complaint));
            Assert.DoesNotContain("Pw", complaint, StringComparison.Ordinal);
            Assert.Contains(ClusterPassword.Variable, complaint, StringComparison.Ordinal);
        });
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(choice => texts[choice]);

    [Theory]
    [InlineData("redis://:Pw-secret")]
    [InlineData("redis://ann:Pw-secret")]
    [InlineData("postgres://ann:Pw-secret/d")]
    [InlineData("Pw-secret@h")]
    [InlineData("redis:Pw-secret@h")]
    public void Parse_PasswordWhereNoneIsLookedFor_NotRepeated(string text)
    {
        Assert.False(ClusterAddress.TryParse(text, out _, out var complaint));
        Assert.DoesNotContain("Pw", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void WithPassword_ToString_NoPasswordAndNoUser()
    {
        foreach (var text in new[] { "redis://ann@h", "rediss://ann@h/2", "postgres://ann@h/d" })
        {
            var address = ClusterAddress.Parse(text).WithPassword("Pw-secret");

            Assert.Equal(ClusterAddress.Parse(text).ToString(), address.ToString());
            Assert.DoesNotContain("ann", address.ToString(), StringComparison.Ordinal);
            Assert.Null(address.WithPassword(null).Password);
        }
    }
}
