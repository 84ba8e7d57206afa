using System.Text;
using System.Xml;
using CsCheck;
using NegotiationSim.Scenarios.Imports;
using NegotiationSim.Scenarios.Imports.Genius;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Tests.Imports;

public sealed class LenientXmlTests
{
    private static readonly Gen<string> Name = Gen.Char["abcdefg"].Array[1, 6].Select(c => new string(c));

    private static readonly Gen<string> Value = OneOf("a", "é", " ", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x20AC;", "'", ">", "/", "=", "\n", "\r\n", "\t", "1.5", "😀").Array[0, 5].Select(string.Concat);

    private static readonly Gen<string> Between = OneOf("", "", " ", "\n", "\r\n  ", "<!-- a > b < c -->", "text &amp; more", "<![CDATA[ <x> ]]>", "<?pi a?>");

    /// <summary>What is XML, the lenient reader reads as the strict one does, positions included, and has nothing to say about it.</summary>
    [Fact]
    public void Read_WellFormed_ReadsWhatTheStrictReaderReads() =>
        Element(4).Sample(
            text =>
            {
                var findings = new Findings();
                var lenient = LenientXml.Read(text, "f", new ImportBudget(), findings);
                Assert.Equal(Shown(StrictXml.Read(text, "f", new ImportBudget())), Shown(lenient));
                Assert.Empty(findings.ByFile());
            },
            iter: 5_000);

    /// <summary>Broken in whatever way, a file is read or refused at a place within it.</summary>
    [Fact]
    public void Read_MutatedFiles_IsReadOrRefusedAtAPlaceInTheFile()
    {
        using var files = new GeniusFiles().Sound();
        var mutation = Gen.Select(Gen.Int[0, GeniusFiles.Profile.Length - 1], Gen.Int[0, 12], OneOf("", "<", ">", "\"", "'", "&", "/", "=", "\0", "é", "<!--", "<!DOCTYPE", "]]>", "-1", "1e999", " index=\"1\"", "\n"));
        Gen.Select(mutation, mutation).Sample(
            (first, second) =>
            {
                var text = GeniusFiles.Profile;
                foreach (var (at, length, insert) in new[] { first, second })
                {
                    var start = Math.Min(at, text.Length);
                    text = text.Remove(start, Math.Min(length, text.Length - start)).Insert(start, insert);
                }

                files.With("a.xml", text);
                var read = files.Import();
                Assert.Equal(read.Scenario is null, read.Diagnostics.Any(d => d.Severity == Severity.Error));
                var lines = text.ReplaceLineEndings("\n").Split('\n');
                Assert.All(read.Diagnostics.Where(d => d.File.EndsWith("a.xml", StringComparison.Ordinal)), d =>
                {
                    Assert.InRange(d.Line, 1, lines.Length);
                    Assert.InRange(d.Column, 1, lines[d.Line - 1].Length + 1);
                });
            },
            iter: 3_000,
            threads: 1);
    }

    [Theory]
    [InlineData("<a b=\"1 < 2\"/>", "1 < 2", "1:9", "a bare `<` in a value; XML wants &lt;")]
    [InlineData("<a b=\"x & y\"/>", "x & y", "1:9", "a bare `&`; XML wants &amp;")]
    [InlineData("<a b=\"&nbsp;\"/>", "&nbsp;", "1:7", "a bare `&`; XML wants &amp;")]
    [InlineData("<a b=\"&#0;\"/>", "&#0;", "1:7", "a bare `&`; XML wants &amp;")]
    [InlineData("<a b=x/>", "x", "1:6", "a value without quotes")]
    [InlineData("<a c=\"1\"b=\"2\"/>", "2", "1:9", "a blank is missing between attributes")]
    [InlineData("<a b=\"1\" b=\"2\"/>", "2", "1:10", "the attribute `b` is given twice; the last one counts")]
    [InlineData("\nnote <?xml version=\"1.0\"?><a b=\"1\"/>", "1", "1:1", "text before the first element is left out")]
    [InlineData("<!-- note --><?xml version=\"1.0\"?><a b=\"1\"/>", "1", null, null)]
    [InlineData("<a b=\"1\"/>\nthe end", "1", "1:11", "text after the last element is left out")]
    public void Read_WhatGeniusReads_IsReadWithAWarning(string text, string value, string? place, string? doubt)
    {
        var findings = new Findings();

        Assert.Throws<XmlException>(() => StrictXml.Read(text, "f", new ImportBudget()));
        Assert.Equal(value, LenientXml.Read(text, "f", new ImportBudget(), findings).Find("b")!.Text);
        Assert.Equal(
            doubt is null ? [] : [$"f:{place}: warning: this is not quite XML, read as Genius reads it: {doubt}"],
            findings.ByFile().Select(d => d.ToString()));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<string> Element(int depth) =>
        Gen.Select(Name, Gen.Select(Name, Value, Gen.Bool).Array[0, 3], depth == 0 ? Gen.Const(Array.Empty<string>()) : Gen.Select(Between, Element(depth - 1)).Array[0, 3].Select(parts => parts.SelectMany(p => new[] { p.Item1, p.Item2 }).ToArray()))
            .Select((name, attributes, content) =>
            {
                var text = new StringBuilder($"<{name}");
                foreach (var (attribute, value, doubled) in attributes.DistinctBy(a => a.Item1))
                {
                    var quoted = doubled ? $"\"{value}\"" : $"'{value.Replace("'", "&apos;", StringComparison.Ordinal)}'";
                    text.Append(doubled ? "\n " : " ").Append(attribute).Append(doubled ? " = " : "=").Append(quoted);
                }

                return content.Length == 0 ? text.Append("/>").ToString() : text.Append('>').AppendJoin("", content).Append($"</{name} >").ToString();
            });

    private static string Shown(MarkupElement node)
    {
        var text = new StringBuilder();
        Show(node, text);
        return text.ToString();
    }

    private static void Show(MarkupElement node, StringBuilder text)
    {
        text.Append(node.Position.Line).Append(':').Append(node.Position.Column).Append(' ').Append(node.Name);
        foreach (var value in node.Attributes)
        {
            text.Append($" {value.Position.Line}:{value.Position.Column} {value.Name}={value.Text}");
        }

        text.Append('(');
        foreach (var child in node.Children)
        {
            Show(child, text);
        }

        text.Append(')');
    }
}
