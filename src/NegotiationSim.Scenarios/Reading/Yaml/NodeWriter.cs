using System.Text;

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>Writes a tree as YAML that reads back as the same tree. Comments and aliases are not kept.</summary>
internal static class NodeWriter
{
    public static string Write(Node root)
    {
        var text = new StringBuilder();
        Write(root, 0, text, afterDash: false);
        return text.ToString();
    }

    private static void Write(Node node, int indent, StringBuilder text, bool afterDash)
    {
        switch (node)
        {
            case MappingNode { Entries.IsEmpty: false } mapping:
                for (var i = 0; i < mapping.Entries.Length; i++)
                {
                    RefuseOverLimit(text, node);
                    text.Append(' ', i == 0 && afterDash ? 0 : indent);
                    text.Append(Scalar(mapping.Entries[i].Key)).Append(':');
                    WriteValue(mapping.Entries[i].Value, indent, text);
                }

                break;
            case SequenceNode { Items.IsEmpty: false } list:
                for (var i = 0; i < list.Items.Length; i++)
                {
                    RefuseOverLimit(text, node);
                    text.Append(' ', i == 0 && afterDash ? 0 : indent).Append("- ");
                    if (IsBlock(list.Items[i]))
                    {
                        Write(list.Items[i], indent + 2, text, afterDash: true);
                    }
                    else
                    {
                        text.Append(Inline(list.Items[i])).Append('\n');
                    }
                }

                break;
            default:
                text.Append(Inline(node)).Append('\n');
                break;
        }
    }

    private static void WriteValue(Node value, int indent, StringBuilder text)
    {
        if (IsBlock(value))
        {
            text.Append('\n');
            Write(value, indent + 2, text, afterDash: false);
        }
        else
        {
            text.Append(' ').Append(Inline(value)).Append('\n');
        }
    }

    // Aliases are written out, and a long text that is aliased often would grow beyond measure.
    private static void RefuseOverLimit(StringBuilder text, Node node)
    {
        if (text.Length > Limits.Bytes)
        {
            throw new ReadingAbortedException(node.Position, "with overrides applied and aliases written out the file is over 4 MiB, the limit of a scenario file");
        }
    }

    private static bool IsBlock(Node node) => node is MappingNode { Entries.IsEmpty: false } or SequenceNode { Items.IsEmpty: false };

    private static string Inline(Node node) => node switch
    {
        MappingNode => "{}",
        SequenceNode => "[]",
        _ => Scalar((ScalarNode)node),
    };

    private static string Scalar(ScalarNode node) => node.Plain && node.Text.Length > 0 && !node.Text.Contains('\n') ? node.Text : node.Plain && node.Text.Length == 0 ? "null" : Quote(node.Text);

    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                '\u0085' or '\u00a0' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
