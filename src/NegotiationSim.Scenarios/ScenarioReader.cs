using System.Collections.Immutable;
using System.Text;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios;

/// <summary>
/// Reads scenario files: YAML to a located tree, overrides applied to the tree, and the tree validated whole. Whatever the input, the
/// result is a scenario or located errors.
/// </summary>
public static class ScenarioReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads and validates a scenario.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="fileName">How messages name the file.</param>
    /// <param name="overrides"><c>PATH=VALUE</c> settings that replace or add a value before validation; messages about them, and errors that the file does not have without them, name <c>--set</c>, with the setting's number as the line.</param>
    public static LoadResult Read(string text, string fileName, IReadOnlyList<string>? overrides = null) => Read(text, fileName, Setting.Numbered(overrides ?? []));

    /// <summary>Reads and validates a scenario, with settings that may come from several places.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="fileName">How messages name the file.</param>
    /// <param name="settings">What is set before validation, in this order.</param>
    public static LoadResult Read(string text, string fileName, IReadOnlyList<Setting> settings)
    {
        var (result, _) = ReadOnce(text, fileName, settings);
        return result.Scenario is null ? result with { Diagnostics = new OverrideBlame(fileName, settings, ReadWith).Locate(result.Diagnostics) } : result;

        (IReadOnlySet<Diagnostic>, bool) ReadWith(int count)
        {
            var (reading, isWhole) = ReadOnce(text, fileName, [.. settings.Take(count)]);
            return (reading.Diagnostics.ToHashSet(), isWhole);
        }
    }

    /// <summary>Reads with all settings; not whole where it was given up, so that errors may be missing.</summary>
    private static (LoadResult Result, bool IsWhole) ReadOnce(string text, string fileName, IReadOnlyList<Setting> settings)
    {
        var findings = new Findings();
        var context = new ReadingContext(findings);
        var isWhole = true;
        string? written = null;
        Scenario? scenario = null;
        try
        {
            var root = NodeBuilder.Build(new Source(fileName, text.StartsWith('\ufeff') ? text[1..] : text), findings);
            var changed = new Overrides(findings).Apply(root, settings);
            written = settings.Count == 0 ? text : NodeWriter.Write(changed);
            scenario = new ScenarioAssembler(context).Read(changed);
        }
        catch (ReadingAbortedException e)
        {
            findings.Error(e.Position, e.Message);
            isWhole = false;
        }

        var result = new LoadResult(findings.HasErrors ? null : scenario, findings.InOrder(fileName), written) { NotSimulated = context.NotSimulated.InOrder(fileName) };
        return (result, isWhole && !findings.Full);
    }

    /// <summary>Reads and validates a scenario file; a file that cannot be read is an error like any other.</summary>
    /// <param name="path">The file, which messages name as it is given here.</param>
    /// <param name="overrides">As for <see cref="Read(string, string, IReadOnlyList{string})"/>.</param>
    public static LoadResult ReadFile(string path, IReadOnlyList<string>? overrides = null) => ReadFile(path, Setting.Numbered(overrides ?? []));

    /// <summary>Reads and validates a scenario file, with settings that may come from several places.</summary>
    /// <param name="path">The file, which messages name as it is given here.</param>
    /// <param name="settings">As for <see cref="Read(string, string, IReadOnlyList{Setting})"/>.</param>
    public static LoadResult ReadFile(string path, IReadOnlyList<Setting> settings)
    {
        var bytes = new byte[Limits.Bytes + 1];
        int length;
        try
        {
            using var stream = FileStatus.OpenRead(path);
            length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refuse(path, 1, 1, "there is no such file; check the path");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or ArgumentException or NotSupportedException)
        {
            return Refuse(path, 1, 1, Directory.Exists(path) ? "this is a directory; name a file" : $"the file cannot be read: {e.Message}");
        }

        return length > Limits.Bytes
            ? Refuse(path, 1, 1, "the file is over 4 MiB, the limit of a scenario file")
            : Decode(bytes.AsSpan(0, length), path, settings);
    }

    private static LoadResult Decode(ReadOnlySpan<byte> bytes, string path, IReadOnlyList<Setting> settings)
    {
        try
        {
            return Read(StrictUtf8.GetString(bytes), path, settings);
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            var column = Encoding.UTF8.GetCharCount(before[lineStart..]) + 1;
            return Refuse(path, before.Count((byte)'\n') + 1, column, "the file is not UTF-8 here; save it as UTF-8");
        }
    }

    private static LoadResult Refuse(string path, int line, int column, string message) =>
        new(null, ImmutableArray.Create(new Diagnostic(Severity.Error, path, line, column, message)), null);
}
