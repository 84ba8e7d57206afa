namespace NegotiationSim.Cluster.Doors;

/// <summary>Where a cluster's secret is looked for: never on the command line, which every user of a machine can read.</summary>
public static class SecretSource
{
    /// <summary>The variable that holds a secret.</summary>
    public const string Variable = "NEGSIM_CLUSTER_SECRET";

    /// <summary>The variable that names a file with a secret.</summary>
    public const string FileVariable = "NEGSIM_CLUSTER_SECRET_FILE";

    /// <summary>How to give a secret, for messages.</summary>
    internal const string Ways = $"give --secret-file FILE (or {FileVariable}), or the secret itself in {Variable}; 'negsim silo --new-secret FILE' makes one";

    /// <summary>
    /// Finds the secret: the file of the command line, else that of the environment, else the one in the environment, else, on loopback, the one that this user's programs share (<see cref="UserPath"/>).
    /// </summary>
    /// <param name="file">What <c>--secret-file</c> names; null: it was not given.</param>
    /// <param name="loopback">Whether the user's own secret will do. A silo: whether it listens on loopback only. A client: true; the door sees to it that the secret is not used beyond loopback.</param>
    /// <param name="create">Whether to make the user's own secret where there is none yet. A silo does, a client does not: without a silo there is nobody to share it with.</param>
    /// <param name="environment">Reads a variable of the environment; null: that of this process.</param>
    /// <exception cref="DoorSetupException">There is none, or it is unfit.</exception>
    public static ClusterSecret Find(string? file, bool loopback, bool create, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        if (file is not null)
        {
            return SecretFile.Read(file);
        }

        var (named, held) = (environment(FileVariable), environment(Variable));
        if (named is not null && held is not null)
        {
            throw new DoorSetupException($"{FileVariable} and {Variable} are both set; leave one of them out");
        }

        if (named is not null)
        {
            return SecretFile.Read(named);
        }

        if (held is not null)
        {
            return ClusterSecret.Of(System.Text.Encoding.UTF8.GetBytes(held), Variable);
        }

        return loopback ? OfUser(create, environment) : throw new DoorSetupException($"beyond loopback a cluster needs a secret of its own: {Ways}");
    }

    /// <summary>
    /// The file with the secret that one user's silos and clients on one machine share where no other is given: <c>$XDG_STATE_HOME/negsim/secret</c>, else <c>~/.local/state/negsim/secret</c>; on Windows <c>%LOCALAPPDATA%\negsim\secret</c>.
    /// </summary>
    /// <param name="environment">Reads a variable of the environment; null: that of this process.</param>
    /// <returns>The path; null where the user has no home.</returns>
    public static string? UserPath(Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var state = OperatingSystem.IsWindows()
            ? environment("LOCALAPPDATA")
            : Rooted(environment("XDG_STATE_HOME")) ?? (Rooted(environment("HOME")) is { } home ? Path.Combine(home, ".local", "state") : null);
        return state is null ? null : Path.Combine(state, "negsim", "secret");

        // What is not absolute does not count, says the XDG Base Directory Specification.
        static string? Rooted(string? path) => Path.IsPathFullyQualified(path ?? "") ? path : null;
    }

    private static ClusterSecret OfUser(bool create, Func<string, string?> environment)
    {
        var path = UserPath(environment) ?? throw new DoorSetupException($"there is no home folder for a secret of this user's own silos and clients; {Ways}");
        if (create)
        {
            return SecretFile.ReadOrCreateLocal(path);
        }

        return File.Exists(path) ? SecretFile.ReadLocal(path) : throw new DoorSetupException($"no cluster's secret: no silo of this user has made {path} on this machine; {Ways}");
    }
}
