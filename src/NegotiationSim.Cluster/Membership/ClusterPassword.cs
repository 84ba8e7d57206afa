namespace NegotiationSim.Cluster.Membership;

/// <summary>Where the password of the membership store comes from: a file, or the environment. It is never on a command line.</summary>
public static class ClusterPassword
{
    /// <summary>The environment variable that holds the password if no file is given.</summary>
    public const string Variable = "NEGSIM_CLUSTER_PASSWORD";

    /// <summary>Reads the password.</summary>
    /// <param name="file">The file of <c>--cluster-password-file</c>: its first line is the password, and there is no other. Null: none is given.</param>
    /// <param name="environment">Looks up a variable of the environment; used if no file is given.</param>
    /// <returns>The password; null if there is none.</returns>
    /// <exception cref="MembershipException">The file cannot be read or holds no password.</exception>
    public static string? Read(string? file, Func<string, string?> environment)
    {
        if (file is null)
        {
            return environment(Variable) is { Length: > 0 } given ? given : null;
        }

        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var why = failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : failure is UnauthorizedAccessException ? "it may not be read" : "it cannot be read";
            throw new MembershipException($"--cluster-password-file {file}: {why}", failure);
        }

        // Editors end a file with a line feed, which is no part of the password.
        var password = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        return password.Length == 0 ? throw new MembershipException($"--cluster-password-file {file}: it is empty")
            : password.AsSpan().ContainsAny('\n', '\r', '\0') ? throw new MembershipException($"--cluster-password-file {file}: it has more than one line, and a password has one")
            : password;
    }
}
