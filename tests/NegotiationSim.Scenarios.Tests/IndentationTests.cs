namespace NegotiationSim.Scenarios.Tests;

/// <summary>A tab, or another blank that is no space, is reported where it stands, whatever the YAML parser makes of the line.</summary>
public sealed class IndentationTests
{
    private const string Sound = """
        schema: negotiation-sim/1
        name: small
        sources:
          - one
          - "two
            lines"
        calendar: {rounds: 10}
        issues:
          book:
            title: a book
            range: {from: 0, to: 1}
          hat:
            options:
              - none
              - one
        actors:
          p1:
            role: principal
            preferences:
              book: {weight: 8, values: {from: 0, to: 1}}
              hat: {weight: 2, ideal: 0}
            red_lines:
              - id: no-hat
                never: {hat: one}
            no_deal: 0
          p2:
            role: principal
            preferences:
              book: {weight: 4, values: {from: 1, to: 0}}
        """;

    /// <summary>Lines of <see cref="Sound"/> that begin an entry of a block mapping or list, from 1.</summary>
    private static readonly int[] Entries = [4, 5, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];

    public static TheoryData<char, string> Blanks()
    {
        var data = new TheoryData<char, string>();
        foreach (var blank in "\t\u00a0\u2003\u3000\u202f\u200b")
        {
            foreach (var end in blank == '\t' ? new[] { "\n", "\r\n", "\r" } : ["\n"])
            {
                data.Add(blank, end);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Blanks))]
    public void Read_BlankThatIsNoSpaceInTheIndentation_IsReportedAtItsPlace(char blank, string lineEnd)
    {
        foreach (var line in Entries)
        {
            var lines = Sound.Split('\n');
            var sound = lines[line - 1];
            var indentation = sound.Length - sound.TrimStart(' ').Length;
            foreach (var at in new[] { 0, 1, indentation - 1, indentation }.Distinct())
            {
                // Put in, and where it can be in the place of a space.
                Expect(sound.Insert(at, $"{blank}"), at);
                if (at < indentation)
                {
                    Expect(sound.Remove(at, 1).Insert(at, $"{blank}"), at);
                }
            }

            Expect(new string(blank, indentation) + sound[indentation..], 0);
            Expect(blank + sound[indentation..], 0);

            void Expect(string wrong, int offset)
            {
                lines[line - 1] = wrong;
                var found = ScenarioReader.Read(string.Join(lineEnd, lines), "small.yaml").Diagnostics;
                Assert.True(found.Length == 1 && found[0].Severity == Severity.Error && (found[0].Line, found[0].Column) == (line, offset + 1), $"line {line}: {wrong}\n{string.Join('\n', found)}");
                Assert.Contains(blank == '\t' ? "a tab" : $"U+{(int)blank:X4}", found[0].Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("\tissues:", 1)]
    [InlineData("  -\t\tname: x\n    - y", null)]
    [InlineData("summary: one\n\ttwo: three", 1)]
    [InlineData("name: x\nsummary:\u00a0one", 9)]
    [InlineData("summary: {a:\u2003b, c}: d", 13)]
    [InlineData("  - \"x\"\na: 1\n  \t  - {id: h}", null)] // the scanner hands out tokens for ever
    [InlineData("  - x\na: [1]\n  \t  - y", null)]
    public void Read_BlankOutsideTheTable_IsReportedOrLeftToTheParser(string text, int? column)
    {
        var line = text.Split('\n').Length;
        var found = ScenarioReader.Read(text, "small.yaml").Diagnostics;

        Assert.True(column is null || found.Any(d => d.Column == column && d.Line == line && d.Message.Contains("spaces", StringComparison.Ordinal)), string.Join('\n', found));
    }

    [Theory]
    [InlineData("title: a book", "title: >\n      \ta book")]
    [InlineData("title: a book", "title: \"a\n      \tbook\"")]
    [InlineData("title: a book", "title: \u00a0a book")]
    [InlineData("title: a book", "title:\ta book\t")]
    [InlineData("range: {from: 0, to: 1}", "range: {from: 0,\n      \tto: 1}")]
    [InlineData("calendar: {rounds: 10}", "calendar: {\n \t\trounds: 10\n \t}")]
    public void Read_TabWhereYamlAllowsIt_IsNoError(string sound, string with)
    {
        var result = ScenarioReader.Read(Sound.Replace(sound, with, StringComparison.Ordinal), "small.yaml");

        Assert.True(result.Scenario is not null, string.Join('\n', result.Diagnostics));
    }

    [Theory]
    [InlineData("range: {from: 0, to: 1}", "range: {from: 0,\n\tto: 1}", 12)]
    [InlineData("calendar: {rounds: 10}", "calendar: {\n\t\trounds: 10\n\t}", 9)]
    [InlineData("title: a book", "title: \"a\n\tbook\"", 11)]
    [InlineData("title: a book", "title: a\n\tbook", 11)]
    [InlineData("title: a book", "title: |\n\ta book", 11)]
    [InlineData("  hat:", "\t# a comment\n  hat:", 12)]
    public void Read_TabInsideAValueThatNeedsSpaces_IsReportedAtItsPlace(string sound, string with, int line)
    {
        var found = ScenarioReader.Read(Sound.Replace(sound, with, StringComparison.Ordinal), "small.yaml").Diagnostics;

        Assert.True(found.Length == 1 && (found[0].Line, found[0].Column) == (line, 1) && found[0].Message.Contains("a tab", StringComparison.Ordinal), string.Join('\n', found));
    }

    [Fact]
    public void Read_TabInAFlowBeforeAnotherError_IsNotBlamed()
    {
        var found = ScenarioReader.Read(Sound.Replace("range: {from: 0, to: 1}", "range: {from: 0,\n      \tto: 1}\n    }", StringComparison.Ordinal), "small.yaml").Diagnostics;

        Assert.DoesNotContain("a tab", Assert.Single(found).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TabInASetting_IsReportedInTheSetting()
    {
        var found = Assert.Single(ScenarioReader.Read(Sound, "small.yaml", ["actors.p1.tactic=\n\tkind: linear"]).Diagnostics);

        Assert.Contains("a tab", found.Message, StringComparison.Ordinal);
        Assert.Equal("--set", found.File);
    }

    [Fact]
    public void Read_ControlCharacterAfterCarriageReturns_CountsThemAsLineEnds()
    {
        var found = Assert.Single(ScenarioReader.Read("schema: negotiation-sim/1\rname: a\u0001b\r", "small.yaml").Diagnostics);

        Assert.Equal((2, 8), (found.Line, found.Column));
    }
}
