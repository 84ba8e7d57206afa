using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Moves errors to the setting that causes them. An error at a place of the file that the file does not have without the settings is theirs: it is located at the value of the first
/// setting with which it arises, and its message names the place in the file.
/// </summary>
/// <param name="fileName">How messages name the file.</param>
/// <param name="settings">All settings, in the order in which they are applied.</param>
/// <param name="readWith">Reads the file with the first so many settings: what is found, and whether that is all there is (the reading was not given up).</param>
internal sealed class OverrideBlame(string fileName, IReadOnlyList<Setting> settings, Func<int, (IReadOnlySet<Diagnostic> Found, bool IsWhole)> readWith)
{
    private readonly Dictionary<int, (IReadOnlySet<Diagnostic> Found, bool IsWhole)> _readings = [];

    /// <summary>The diagnostics with every error at its cause, in order.</summary>
    public ImmutableArray<Diagnostic> Locate(ImmutableArray<Diagnostic> found)
    {
        if (settings.Count == 0 || !found.Any(IsInFile) || With(0) is not { IsWhole: true, Found: var anyway })
        {
            // Where the reading of the file itself was given up, nothing tells its own errors from those of the settings.
            return found;
        }

        return [.. found.Select(diagnostic => IsInFile(diagnostic) && !HasErrorAt(anyway, diagnostic) ? Moved(diagnostic) : diagnostic)
            .OrderBy(diagnostic => diagnostic.File == fileName ? 0 : 1).ThenBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column)];
    }

    /// <summary>Errors are told apart by their place: what a message proposes depends on the names that the settings leave.</summary>
    private static bool HasErrorAt(IReadOnlySet<Diagnostic> found, Diagnostic error) =>
        found.Any(other => other.Severity == Severity.Error && (other.File, other.Line, other.Column) == (error.File, error.Line, error.Column));

    private bool IsInFile(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error && diagnostic.File == fileName;

    private Diagnostic Moved(Diagnostic error)
    {
        var position = ValueOf(settings[FirstWith(error)]);
        return new Diagnostic(Severity.Error, position.File, position.Line, position.Column, $"{error.Message} (with this setting, at {error.File}:{error.Line}:{error.Column})");
    }

    /// <summary>
    /// The setting that brings an error, by bisection: it is there with all of them and not without any. Where a reading in between was given up, nobody knows whether it would have been there,
    /// and the settings are gone through in order.
    /// </summary>
    private int FirstWith(Diagnostic error)
    {
        var (without, with) = (0, settings.Count);
        while (with - without > 1)
        {
            var middle = (without + with) / 2;
            var (found, isWhole) = With(middle);
            if (HasErrorAt(found, error))
            {
                with = middle;
            }
            else if (isWhole)
            {
                without = middle;
            }
            else
            {
                return Enumerable.Range(without + 1, with - without).First(count => count == with || HasErrorAt(With(count).Found, error)) - 1;
            }
        }

        return with - 1;
    }

    private (IReadOnlySet<Diagnostic> Found, bool IsWhole) With(int count)
    {
        if (!_readings.TryGetValue(count, out var reading))
        {
            _readings.Add(count, reading = readWith(count));
        }

        return reading;
    }

    private static Position ValueOf(Setting setting)
    {
        var start = setting.Text.IndexOf('=', StringComparison.Ordinal) + 1;
        var blanks = setting.Text.Length - start - setting.Text.AsSpan(start).TrimStart().Length;
        return setting.At(start + blanks);
    }
}
