using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Collects errors and warnings while a file is read. Each severity has a limit of its own, so that no number of warnings hides an error.
/// </summary>
/// <param name="warnings">How many warnings are kept; the rest are counted.</param>
internal sealed class Findings(int warnings = Limits.Messages)
{
    private readonly List<Diagnostic> _errors = [];
    private readonly List<Diagnostic> _warnings = [];
    private readonly HashSet<Diagnostic> _seen = [];
    private Position _firstLeftOut;
    private int _leftOut;

    public bool HasErrors => _errors.Count > 0;

    /// <summary>No more errors are kept; there is no point in composing any.</summary>
    public bool Full => _errors.Count >= Limits.Messages;

    public void Error(Position position, string message)
    {
        if (_errors.Count <= Limits.Messages)
        {
            Add(_errors, Severity.Error, position, _errors.Count == Limits.Messages ? $"more than {Limits.Messages:N0} messages; repair those before and validate again" : message);
        }
    }

    public void Warn(Position position, string message)
    {
        if (_warnings.Count < warnings)
        {
            Add(_warnings, Severity.Warning, position, message);
        }
        else if (_leftOut++ == 0)
        {
            _firstLeftOut = position;
        }
    }

    /// <summary>Everything found, in the order of the file, overrides last.</summary>
    public ImmutableArray<Diagnostic> InOrder(string fileName) =>
        [.. _errors.Concat(_warnings).OrderBy(d => d.File == fileName ? 0 : 1).ThenBy(d => d.Line).ThenBy(d => d.Column), .. Rest()];

    /// <summary>Everything found, the errors first; file by file, each in its own order.</summary>
    public ImmutableArray<Diagnostic> ByFile() => [.. ByFile(_errors), .. ByFile(_warnings), .. Rest()];

    private static IEnumerable<Diagnostic> ByFile(List<Diagnostic> found) =>
        found.OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line).ThenBy(d => d.Column);

    private IEnumerable<Diagnostic> Rest()
    {
        if (_leftOut > 0)
        {
            var count = _leftOut == 1 ? "1 more warning is" : $"{_leftOut:N0} more warnings are";
            yield return new Diagnostic(Severity.Warning, _firstLeftOut.File, _firstLeftOut.Line, _firstLeftOut.Column, $"{count} not shown, the first of them about this place");
        }
    }

    private void Add(List<Diagnostic> list, Severity severity, Position position, string message)
    {
        var found = new Diagnostic(severity, position.File, position.Line, position.Column, message);

        // An aliased node is read once per place where it is used; what is wrong with it is said once.
        if (_seen.Add(found))
        {
            list.Add(found);
        }
    }
}
