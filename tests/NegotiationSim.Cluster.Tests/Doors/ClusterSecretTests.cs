using System.Text;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Doors;

/// <summary>Where a secret comes from, which are fit, and that it stays one.</summary>
public sealed class ClusterSecretTests
{
    private const string Word = "sixteen bytes at least";

    private static readonly UnixFileMode s_owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void Of_SameBytes_SameKeyWithOrWithoutALineEnd()
    {
        var keys = new[] { Word, Word + "\n", Word + "\r\n" }.Select(text => Key(ClusterSecret.Of(Encoding.UTF8.GetBytes(text), "FILE"))).ToList();

        Assert.Equal([keys[0], keys[0], keys[0]], keys);
        Assert.NotEqual(keys[0], Key(ClusterSecret.Of(Encoding.UTF8.GetBytes(Word + "\n\n"), "FILE")));
        Assert.NotEqual(keys[0], Convert.ToHexString(ClusterSecret.Of(Encoding.UTF8.GetBytes(Word), "FILE").KeyFor("another purpose")));
    }

    [Theory]
    [InlineData(0, "FILE: the cluster's secret is empty; make one with 'negsim silo --new-secret FILE'")]
    [InlineData(15, "FILE: the cluster's secret has 15 bytes, and at least 16 are needed; make one with 'negsim silo --new-secret FILE'")]
    [InlineData(16, null)]
    [InlineData(4096, null)]
    [InlineData(4097, "FILE: more than 4096 bytes; is that the cluster's secret?")]
    public void Of_TooFewOrTooManyBytes_Refused(int length, string? error)
    {
        var bytes = Encoding.ASCII.GetBytes(new string('s', length));

        Assert.Equal(error, Record.Exception(() => ClusterSecret.Of(bytes, "FILE"))?.Message);
    }

    [Fact]
    public void ToString_Secret_SaysNothingOfIt()
    {
        var secret = ClusterSecret.Of(Encoding.UTF8.GetBytes(Word), "FILE");
        var options = Fixtures.TestDoors.Options with { Secret = secret };

        Assert.Equal("(a cluster's secret)", secret.ToString());
        Assert.DoesNotContain(Word, options.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"Source":"FILE","IsLocal":false,"Warning":null}""", System.Text.Json.JsonSerializer.Serialize(secret));
    }

    [Fact]
    public void Create_NewFile_OnlyItsOwnerMayReadItAndItIsFit()
    {
        using var folder = new TemporaryFolder();
        var (one, other) = (Path.Combine(folder.Path, "one"), Path.Combine(folder.Path, "other"));

        SecretFile.Create(one);
        SecretFile.Create(other);

        Assert.Matches("^[A-Za-z0-9_-]{43}\n$", File.ReadAllText(one));
        Assert.NotEqual(Key(SecretFile.Read(one)), Key(SecretFile.Read(other)));
        Assert.Null(SecretFile.Read(one).Warning);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(s_owner, File.GetUnixFileMode(one));
        }
    }

    [Fact]
    public void Create_FileIsThere_LeftAsItIs()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, Word);

        Assert.Equal($"{path}: there is such a file already; a secret is never overwritten", Assert.Throws<DoorSetupException>(() => SecretFile.Create(path)).Message);
        Assert.Equal(Word, File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Create_NoSuchFolder_Refused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "nowhere", "secret");

        Assert.StartsWith($"{path}: a new secret cannot be written: ", Assert.Throws<DoorSetupException>(() => SecretFile.Create(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0600", null, null)]
    [InlineData("0400", null, null)]
    [InlineData("0640", null, "every user of the file's group may read the cluster's secret (mode 0640)")]
    [InlineData("0644", "others may read or change the cluster's secret (mode 0644); make it yours alone with 'chmod 600 FILE'", null)]
    [InlineData("0660", "others may read or change the cluster's secret (mode 0660); make it yours alone with 'chmod 600 FILE'", null)]
    [InlineData("0602", "others may read or change the cluster's secret (mode 0602); make it yours alone with 'chmod 600 FILE'", null)]
    public void Read_FileThatOthersMayRead_RefusedOrTold(string mode, string? error, string? warning)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("files have no modes here");
            return;
        }

        using var folder = new TemporaryFolder();
        var path = Write(folder, Word);
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        ClusterSecret? secret = null;

        var failure = Record.Exception(() => secret = SecretFile.Read(path));

        Assert.Equal(error is null ? null : $"{path}: {error.Replace("FILE", path, StringComparison.Ordinal)}", failure?.Message);
        Assert.Equal(warning is null ? null : $"{path}: {warning}", secret?.Warning);
    }

    [Fact]
    public void Read_NoSuchFile_Refused() =>
        Assert.Equal("/no/such/file: the cluster's secret cannot be read: there is no such file", Assert.Throws<DoorSetupException>(() => SecretFile.Read("/no/such/file")).Message);

    [Fact]
    public void Read_Folder_Refused()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal($"{folder.Path}: the cluster's secret cannot be read: permission denied, or a folder", Assert.Throws<DoorSetupException>(() => SecretFile.Read(folder.Path)).Message);
    }

    [Fact]
    public void Read_FileWithoutAnEnd_Refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no such file here");

        Assert.Contains("/dev/zero", Assert.Throws<DoorSetupException>(() => SecretFile.Read("/dev/zero")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_SeveralPlaces_TheCommandLineComesFirstThenTheEnvironment()
    {
        using var folder = new TemporaryFolder();
        var (given, named) = (Write(folder, Word + " 1", "given"), Write(folder, Word + " 2", "named"));

        Assert.Equal(given, SecretSource.Find(given, false, false, Environment((SecretSource.FileVariable, named))).Source);
        Assert.Equal(named, SecretSource.Find(null, true, false, Environment((SecretSource.FileVariable, named))).Source);
        var held = SecretSource.Find(null, true, false, Environment((SecretSource.Variable, Word + " 1")));
        Assert.Equal((SecretSource.Variable, false), (held.Source, held.IsLocal));
        Assert.Equal(Key(SecretFile.Read(given)), Key(held));
        Assert.Equal(
            "NEGSIM_CLUSTER_SECRET_FILE and NEGSIM_CLUSTER_SECRET are both set; leave one of them out",
            Assert.Throws<DoorSetupException>(() => SecretSource.Find(null, true, false, Environment((SecretSource.FileVariable, named), (SecretSource.Variable, Word)))).Message);
    }

    [Fact]
    public void Find_NothingGivenOnLoopback_TheUsersOwnIsMadeByASiloAndFoundByClients()
    {
        using var folder = new TemporaryFolder();
        var environment = Environment(("HOME", folder.Path), ("LOCALAPPDATA", folder.Path));
        var path = SecretSource.UserPath(environment)!;

        var missing = Assert.Throws<DoorSetupException>(() => SecretSource.Find(null, loopback: true, create: false, environment));
        var silo = SecretSource.Find(null, loopback: true, create: true, environment);
        var client = SecretSource.Find(null, loopback: true, create: false, environment);

        Assert.StartsWith($"no cluster's secret: no silo of this user has made {path} on this machine; give --secret-file FILE", missing.Message, StringComparison.Ordinal);
        Assert.Equal((true, true, path), (silo.IsLocal, client.IsLocal, client.Source));
        Assert.Equal(Key(silo), Key(client));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(Path.Combine(folder.Path, ".local", "state", "negsim", "secret"), path);
            Assert.Equal(s_owner, File.GetUnixFileMode(path));
            Assert.Equal(s_owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }
    }

    /// <summary>Again and again, for they rarely come at the very same moment.</summary>
    [Fact]
    public async Task Find_SeveralSilosAtOnce_AllHaveTheSameSecret()
    {
        using var folder = new TemporaryFolder();
        using var together = new Barrier(8);

        var keys = await Task.WhenAll(Enumerable.Range(0, together.ParticipantCount).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var found = new List<string>();
                for (var time = 0; time < 25; time++)
                {
                    var environment = Home(time);
                    together.SignalAndWait(TestContext.Current.CancellationToken);
                    found.Add(Key(SecretSource.Find(null, loopback: true, create: true, environment)));
                }

                return found;
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.All(keys, found => Assert.Equal(keys[0], found));
        Assert.All(keys[0].Index(), time => Assert.Single(Directory.GetFiles(Path.GetDirectoryName(SecretSource.UserPath(Home(time.Index)))!)));

        Func<string, string?> Home(int time) => Environment(("HOME", folder.File($"{time}")), ("LOCALAPPDATA", folder.File($"{time}")));
    }

    [Fact]
    public void Find_NothingGivenBeyondLoopback_BothWaysNamed()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<DoorSetupException>(() => SecretSource.Find(null, loopback: false, create: true, Environment(("HOME", folder.Path))));

        Assert.Equal("beyond loopback a cluster needs a secret of its own: give --secret-file FILE (or NEGSIM_CLUSTER_SECRET_FILE), or the secret itself in NEGSIM_CLUSTER_SECRET; 'negsim silo --new-secret FILE' makes one", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("/home/u", null, "/home/u/.local/state/negsim/secret")]
    [InlineData("/home/u", "/state", "/state/negsim/secret")]
    [InlineData("/home/u", "relative", "/home/u/.local/state/negsim/secret")]
    [InlineData(null, null, null)]
    public void UserPath_FollowsXdg(string? home, string? state, string? path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are other places here");

        Assert.Equal(path, SecretSource.UserPath(name => name switch { "HOME" => home, "XDG_STATE_HOME" => state, _ => null }));
    }

    private static string Key(ClusterSecret secret) => Convert.ToHexString(secret.KeyFor("test"));

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) => name => variables.FirstOrDefault(variable => variable.Name == name).Value;

    private static string Write(TemporaryFolder folder, string text, string name = "secret")
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, s_owner);
        }

        return path;
    }
}
