namespace NegotiationSim.Cluster;

/// <summary>How a cluster is called: silos and clients with the same id and the same membership store belong together.</summary>
/// <param name="Id">The cluster's id.</param>
public sealed record ClusterName(string Id)
{
    /// <summary>The service id that Orleans asks for beside the cluster's id; it is the same for all clusters of this program.</summary>
    public const string Service = "negsim";

    /// <summary>The most characters of an id: it becomes part of keys and rows.</summary>
    public const int MostCharacters = 100;

    /// <summary>What is wrong with an id, to stand behind the name of an option; null: nothing.</summary>
    public static string? Complaint(string id) =>
        id.Length is 0 or > MostCharacters ? FormattableString.Invariant($"takes a name of 1 to {MostCharacters} characters")
        : id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) ? $"takes letters, digits, '-', '_' and '.'; '{id}' has others"
        : null;
}
