using System.Globalization;
using System.Text;
using CsCheck;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>Text in characters of two cells and of none: no character and no column of a table is ever lost, and no line is longer than the screen.</summary>
public sealed class WideTextTests : IDisposable
{
    /// <summary>Characters as a reader counts them, with their cells.</summary>
    private static readonly (string Character, int Cells)[] s_characters =
    [
        .. "漢字仮名交北方政府停戰協議人道援助한국어협상平和，。「」ＡＢｃ９".Select(c => (c.ToString(), 2)),
        .. "abcxyzÀéßΩж①—".Select(c => (c.ToString(), 1)),
        ("😀", 2), ("👨\u200d👩\u200d👧", 2), ("🇫🇷", 2), ("👍🏽", 2), ("❤\ufe0f", 2), ("𠀀", 2),
        ("e\u0301", 1), ("ที่", 1), ("นี่", 1), ("a" + new string('\u0308', 200), 1), ("か\u3099", 2),
    ];

    private static readonly Dictionary<string, int> s_cells = s_characters.ToDictionary(c => c.Character, c => c.Cells);

    private static readonly Gen<string> s_title =
        from characters in Gen.OneOf(Gen.Int[0, 33], Gen.Int[0, s_characters.Length - 1]).Array[1, 60]
        from blanks in Gen.Int[0, 6]
        select string.Concat(characters.Select((c, i) => s_characters[c].Character + (blanks > 4 && i % 7 == 6 && i < characters.Length - 1 ? " " : "")));

    private static readonly string[] s_commands =
    [
        "run FILE --verbose", "run FILE --seed 3", "analyze FILE", "analyze FILE --set actors.north.no_deal=0.95", "montecarlo FILE --runs 100",
        "compare FILE --runs 50 --what-if actors.client.red_lines.ceiling.held_with=0 --what-if implementation.gates.calm.needs_calm=3",
    ];

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();

    public void Dispose() => parent.Delete(recursive: true);

    private static readonly string[] s_titles =
    [
        "漢字仮名交じり文章の長い題名は空白を一つも含まず表の中で折り返されなければならない",
        "대한민국과조선민주주의인민공화국사이의정전협정에관한아주긴제목",
        "😀👨\u200d👩\u200d👧🇫🇷👍🏽❤\ufe0f😀👨\u200d👩\u200d👧🇫🇷👍🏽❤\ufe0f😀👨\u200d👩\u200d👧🇫🇷👍🏽❤\ufe0f",
        "ＦＵＬＬＷＩＤＴＨｔｉｔｌｅｗｉｔｈｏｕｔａｎｙｂｌａｎｋｓａｔａｌｌ",
        "ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่ที่นี่",
        "aか\u3099漢aか\u3099漢aか\u3099漢aか\u3099漢aか\u3099漢aか\u3099漢",
    ];

    /// <summary>Every title at an odd width, where a character of two cells leaves one unused, and at an even one; further widths in the long run.</summary>
    public static TheoryData<string, int> Titles { get; } =
    [
        .. from title in s_titles
           from width in (int[])[61, 80, 60, 120]
           select new TheoryDataRow<string, int>(title, width) { Skip = width is 61 or 80 || LongTests.AreRun ? null : LongTests.Reason },
    ];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Titles_WithoutBlanks_AreWholeAtEveryWidth(string title, int width)
    {
        var titles = Enumerable.Range(0, 20).Select(i => "甲乙丙丁戊己庚辛壬癸"[i % 10] + title + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        await AssertWholeAsync(titles, width);
    }

    [Fact]
    public Task Titles_OfAnyCharacters_AreWholeAtEveryWidth() =>
        Gen.Select(s_title.Array[20], Gen.Int[60, 120]).SampleAsync(
            async drawn =>
            {
                await AssertWholeAsync(drawn.Item1, drawn.Item2);
                return true;
            },
            iter: LongTests.AreRun ? 6 : 3,
            threads: 1);

    private async Task AssertWholeAsync(string[] titles, int width)
    {
        var file = Path.Combine(parent.FullName, "wide.yaml");
        await File.WriteAllTextAsync(file, TitledScenario.Yaml(titles), TestContext.Current.CancellationToken);
        var shown = new HashSet<string>();
        foreach (var command in s_commands)
        {
            var called = await TitledScenario.CallAsync(width, false, [.. command.Split(' ').Select(word => word == "FILE" ? file : word)]);
            Assert.True(called.ExitCode == ExitCode.Done, called.Error);
            var lines = called.Output.Split('\n');
            Assert.All(lines, line => Assert.True(Cells(line) <= width, $"{Cells(line)} cells of {width}: {line}"));
            AssertTablesAreAligned(lines);
            var text = Columns(lines);
            // Actors are named by every command, the scenario too; the others by some.
            Assert.All((int[])[8, 9, .. command.Contains("analyze", StringComparison.Ordinal) ? (int[])[0, 4, 7, 10] : []], i =>
                Assert.True(command.StartsWith("compare", StringComparison.Ordinal) || text.Contains(Squeezed(titles[i]), StringComparison.OrdinalIgnoreCase), $"{command} at {width} lost {titles[i]}:\n{called.Output}"));
            Assert.True(text.Contains(Squeezed(titles[12]), StringComparison.Ordinal), $"{command} at {width} lost {titles[12]}:\n{called.Output}");
            shown.UnionWith(titles.Where(title => text.Contains(Squeezed(title), StringComparison.OrdinalIgnoreCase)));
        }

        // Issues, options but the most extreme, and actors.
        Assert.All((int[])[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], i => Assert.True(shown.Contains(titles[i]), $"{titles[i]} at {width}"));
    }

    /// <summary>Every row of a table is as wide as its frame, and its columns stand below each other.</summary>
    private static void AssertTablesAreAligned(string[] lines)
    {
        int[]? frame = null;
        foreach (var line in lines)
        {
            if (line.StartsWith('╭'))
            {
                frame = Borders(line);
            }
            else if (line.StartsWith('╰'))
            {
                Assert.Equal(frame!, Borders(line));
                frame = null;
            }
            else if (frame is not null)
            {
                Assert.True(frame.SequenceEqual(Borders(line)), line);
            }
        }

        Assert.Null(frame);
    }

    private static int[] Borders(string line)
    {
        var (borders, at) = (new List<int>(), 0);
        foreach (var character in Characters(line))
        {
            if ("╭┬╮├┼┤╰┴╯│".Contains(character, StringComparison.Ordinal))
            {
                borders.Add(at);
            }

            at += Width(character);
        }

        return [.. borders];
    }

    /// <summary>All text without blanks: first what stands in no frame, then column by column what stands in one.</summary>
    private static string Columns(string[] lines)
    {
        var (outside, columns) = (new StringBuilder(), new List<StringBuilder>());
        foreach (var line in lines)
        {
            if (line.StartsWith('│'))
            {
                var cells = line.Split('│')[1..^1];
                for (var i = 0; i < cells.Length; i++)
                {
                    if (i == columns.Count)
                    {
                        columns.Add(new StringBuilder());
                    }

                    columns[i].Append(Squeezed(cells[i]));
                }
            }
            else if (!line.StartsWith('├') && !line.StartsWith('╭') && !line.StartsWith('╰'))
            {
                // The grid of options has no frame: its signs stand to the right of a name.
                outside.Append(Squeezed(line).Trim('─').TrimEnd('✓', '✗', '★', '☆', '–', '·', '?'));
            }
        }

        return outside + "\n" + string.Join('\n', columns);
    }

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static int Cells(string line) => Characters(line).Sum(Width);

    private static int Width(string character) => s_cells.TryGetValue(character, out var cells) || s_cells.TryGetValue(character.ToLowerInvariant(), out cells) ? cells
        : character.EnumerateRunes().Max(rune => rune.Value is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) or (>= 0xff01 and <= 0xff60) or (>= 0x1f300 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd) ? 2 : 1);

    private static IEnumerable<string> Characters(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(line, at);
            yield return line.Substring(at, length);
            at += length;
        }
    }
}
