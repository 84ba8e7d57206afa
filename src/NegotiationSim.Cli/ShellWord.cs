using System.Text.RegularExpressions;

namespace NegotiationSim.Cli;

/// <summary>Words of a command line as a person would type them in a POSIX shell.</summary>
internal static partial class ShellWord
{
    /// <summary>The word, in quotes where it holds a character that a shell could take for its own.</summary>
    public static string Of(string word) => Plain().IsMatch(word) ? word : "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"\A[\p{L}\p{N}_./:=,@%+-]+\z")]
    private static partial Regex Plain();
}
