using System.Reflection;

namespace NegotiationSim.Cluster.Doors;

/// <summary>
/// What a program tells of itself once the other side has proved that it knows the secret. All silos and clients of a cluster have to tell the same, or their results could differ. Every text is 1 to <see cref="LongestText"/> printable
/// ASCII characters.
/// </summary>
/// <param name="Build">The version of this program.</param>
/// <param name="Fingerprint">Stands for the arithmetic of this system: two programs with the same fingerprint compute the same numbers.</param>
public sealed record DoorHello(string Build, string Fingerprint)
{
    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 200;

    /// <summary>The version of Orleans. Default: the one that is loaded.</summary>
    public string Orleans { get; init; } = LoadedOrleans;

    /// <summary>The version that its package has; the text goes on with ". Commit Hash" or "+".</summary>
    private static string LoadedOrleans { get; } =
        typeof(IGrain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', ' ')[0].TrimEnd('.') ?? typeof(IGrain).Assembly.GetName().Version!.ToString();

    /// <summary>Whether a text may be told: bounded, and harmless on a terminal and in a log.</summary>
    internal static bool IsFit(string text) => text.Length is > 0 and <= LongestText && text.All(letter => letter is >= ' ' and <= '~');
}
