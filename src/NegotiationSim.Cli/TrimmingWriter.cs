using System.Text;

namespace NegotiationSim.Cli;

/// <summary>Passes text on line by line, without the blanks at the end of each line. It holds a line at most.</summary>
/// <param name="output">Where the text goes; it stays open.</param>
internal sealed class TrimmingWriter(TextWriter output) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> text)
    {
        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n'))
        {
            _line.Append(text[..end]);
            WriteLine();
            text = text[(end + 1)..];
        }

        _line.Append(text);
    }

    public override void WriteLine()
    {
        output.Write(_line.ToString().TrimEnd(' ') + "\n");
        _line.Clear();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _line.Length > 0)
        {
            // What ends without a line break is a line as well.
            WriteLine();
        }

        base.Dispose(disposing);
    }
}
