using System.Text.Json;
using System.Text.RegularExpressions;

namespace NegotiationSim.Fuzzing;

/// <summary>Whether what a command printed is a result or a located error, and nothing else.</summary>
internal static partial class Verdict
{
    /// <summary>What is wrong with it; null: nothing.</summary>
    public static string? On(IReadOnlyList<string> command, int exitCode, string output, string error)
    {
        if (StackTrace().IsMatch(output) || StackTrace().IsMatch(error))
        {
            return "a stack trace is printed";
        }

        // Standard output and error must be safe to show on a terminal.
        if (Unsafe().IsMatch(output) || Unsafe().IsMatch(error))
        {
            return "a control character is printed";
        }

        return exitCode switch
        {
            0 => OnResult(command, output),
            2 => Located().IsMatch(error) ? null : "no located error: " + FirstLine(error),
            _ => $"exit code {exitCode}: " + FirstLine(error),
        };
    }

    private static string? OnResult(IReadOnlyList<string> command, string output)
    {
        if (!command.Contains("--json"))
        {
            // Options of imported files may be called so.
            return output.Length == 0 ? "no output" : !command[1].EndsWith("imported.yaml", StringComparison.Ordinal) && NoNumber().IsMatch(output) ? "a number that is none is printed" : null;
        }

        try
        {
            using var _ = JsonDocument.Parse(output);
            return null;
        }
        catch (JsonException e)
        {
            return "the JSON cannot be read: " + e.Message;
        }
    }

    private static string FirstLine(string text) => text.AsSpan().Trim().ToString().Split('\n')[0];

    [GeneratedRegex(@"^\s+at \w+[.\w<>`]+\(|Exception:|Unhandled", RegexOptions.Multiline)]
    private static partial Regex StackTrace();

    [GeneratedRegex("[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]")]
    private static partial Regex Unsafe();

    // A drawn value that is no number is named by its path and replica: it stands in no single place of the file.
    [GeneratedRegex(@"^.+:\d+:\d+: error: .|^negsim: \S+: .+ is no number \(", RegexOptions.Multiline)]
    private static partial Regex Located();

    [GeneratedRegex(@"\bNaN\b|\bInfinity\b|∞")]
    private static partial Regex NoNumber();
}
