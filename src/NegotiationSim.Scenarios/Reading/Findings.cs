using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Collects errors and warnings while a file is read.</summary>
internal sealed class Findings
{
    private readonly List<Diagnostic> _all = [];
    private readonly HashSet<Diagnostic> _seen = [];

    public bool HasErrors { get; private set; }

    /// <summary>No more messages are kept; there is no point in composing any.</summary>
    public bool Full => _all.Count >= Limits.Messages;

    public void Error(Position position, string message)
    {
        HasErrors = true;
        Add(Severity.Error, position, message);
    }

    public void Warn(Position position, string message) => Add(Severity.Warning, position, message);

    /// <summary>Everything found, in the order of the file, overrides last.</summary>
    public ImmutableArray<Diagnostic> InOrder(string fileName) =>
        [.. _all.OrderBy(d => d.File == fileName ? 0 : 1).ThenBy(d => d.Line).ThenBy(d => d.Column)];

    /// <summary>Everything found, file by file, each in its own order.</summary>
    public ImmutableArray<Diagnostic> ByFile() =>
        [.. _all.OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line).ThenBy(d => d.Column)];

    private void Add(Severity severity, Position position, string message)
    {
        if (_all.Count > Limits.Messages)
        {
            return;
        }

        var found = _all.Count == Limits.Messages
            ? new Diagnostic(severity, position.File, position.Line, position.Column, $"more than {Limits.Messages:N0} messages; repair those before and validate again")
            : new Diagnostic(severity, position.File, position.Line, position.Column, message);

        // An aliased node is read once per place where it is used; what is wrong with it is said once.
        if (_seen.Add(found))
        {
            _all.Add(found);
        }
    }
}
