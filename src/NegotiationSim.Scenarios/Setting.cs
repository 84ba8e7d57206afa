using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios;

/// <summary>A value of the file that its user wants to be another: <c>PATH=VALUE</c>, and where that was written.</summary>
/// <param name="Text">The setting.</param>
/// <param name="Source">How messages name the place, for example <c>--set</c>.</param>
/// <param name="Line">The line that messages name, from 1: the number of the option.</param>
/// <param name="Column">The column at which the setting begins there, from 1.</param>
public sealed record Setting(string Text, string Source, int Line, int Column = 1)
{
    /// <summary>How messages name a setting that stands by itself.</summary>
    public const string SetOption = "--set";

    /// <summary>Settings that each stand by themselves, as <c>--set</c> gives them.</summary>
    public static ImmutableArray<Setting> Numbered(IReadOnlyList<string> texts) => [.. texts.Select((text, i) => new Setting(text, SetOption, i + 1))];

    /// <summary>Where a character of the text stands.</summary>
    internal Position At(int offset) => new(Source, Line, Column + offset);
}
