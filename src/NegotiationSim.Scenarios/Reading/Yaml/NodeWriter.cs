using System.Text;

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>Writes a tree as YAML that reads back as the same scenario, and means the same to readers of YAML 1.1. Comments and aliases are not kept.</summary>
internal sealed class NodeWriter
{
    private readonly ScalarRoles _roles;

    private NodeWriter(Node root) => _roles = new ScalarRoles(root);

    public static string Write(Node root)
    {
        var text = new StringBuilder();
        new NodeWriter(root).Write(root, 0, text, afterDash: false, valued: false);
        return text.ToString();
    }

    private void Write(Node node, int indent, StringBuilder text, bool afterDash, bool valued)
    {
        switch (node)
        {
            case MappingNode { Entries.IsEmpty: false } mapping:
                for (var i = 0; i < mapping.Entries.Length; i++)
                {
                    RefuseOverLimit(text, node);
                    text.Append(' ', i == 0 && afterDash ? 0 : indent);
                    text.Append(PortableYaml.Key(mapping.Entries[i].Key.Text)).Append(':');
                    WriteValue(mapping.Entries[i].Value, indent, text, valued || ScalarRoles.IsValued(mapping.Entries[i].Key.Text));
                }

                break;
            case SequenceNode { Items.IsEmpty: false } list:
                for (var i = 0; i < list.Items.Length; i++)
                {
                    RefuseOverLimit(text, node);
                    text.Append(' ', i == 0 && afterDash ? 0 : indent).Append("- ");
                    if (IsBlock(list.Items[i]))
                    {
                        Write(list.Items[i], indent + 2, text, afterDash: true, valued);
                    }
                    else
                    {
                        text.Append(Inline(list.Items[i], valued)).Append('\n');
                    }
                }

                break;
            default:
                text.Append(Inline(node, valued)).Append('\n');
                break;
        }
    }

    private void WriteValue(Node value, int indent, StringBuilder text, bool valued)
    {
        if (IsBlock(value))
        {
            text.Append('\n');
            Write(value, indent + 2, text, afterDash: false, valued);
        }
        else
        {
            text.Append(' ').Append(Inline(value, valued)).Append('\n');
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

    private string Inline(Node node, bool valued) => node switch
    {
        MappingNode => "{}",
        SequenceNode => "[]",
        ScalarNode { Kind: ScalarKind.Text } text => PortableYaml.Text(text.Text),
        ScalarNode { Kind: ScalarKind.Null } => "null",
        ScalarNode scalar when !valued && _roles.IsName(scalar.Text) => PortableYaml.Quote(scalar.Text),
        ScalarNode { Kind: ScalarKind.Boolean } flag => flag.Text.ToLowerInvariant(),
        ScalarNode number when PortableYaml.IsPortableNumber(number.Text) || !double.IsFinite(CoreSchema.ToDouble(number.Text)) => number.Text,
        ScalarNode number => PortableYaml.Number(CoreSchema.ToDouble(number.Text)),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, null),
    };
}
