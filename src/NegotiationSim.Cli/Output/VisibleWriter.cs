using System.Text;

namespace NegotiationSim.Cli.Output;

/// <summary>
/// Passes text on to an output stream and makes visible whatever is hidden in it. Everything goes through it but what a <see cref="Screen"/> has drawn, in which
/// escape sequences are the program's own: see <see cref="Drawn"/>.
/// </summary>
internal sealed class VisibleWriter : TextWriter
{
    private readonly Lock _lock = new();

    /// <summary>The first half of a surrogate pair whose second half has not come yet; 0: none.</summary>
    private char _half;

    private VisibleWriter(TextWriter drawn)
        : base(drawn.FormatProvider) => (Drawn, CoreNewLine) = (drawn, drawn.NewLine.ToCharArray());

    /// <summary>The stream itself, for text that is safe already and holds the program's own escape sequences.</summary>
    public TextWriter Drawn { get; }

    public override Encoding Encoding => Drawn.Encoding;

    /// <summary>A writer that makes text visible; the same one where it is one already.</summary>
    public static VisibleWriter Over(TextWriter stream) => stream as VisibleWriter ?? new VisibleWriter(stream);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.IsEmpty)
        {
            return;
        }

        lock (_lock)
        {
            var text = buffer.ToString();
            if (_half != 0)
            {
                (text, _half) = (_half + text, '\0');
            }

            if (char.IsHighSurrogate(text[^1]))
            {
                (text, _half) = (text[..^1], text[^1]);
            }

            Drawn.Write(Visible.Text(text));
        }
    }

    public override void WriteLine() => WriteLine("");

    // One write, so that lines of two threads do not mix. A line ends as the stream wants it.
    public override void WriteLine(string? value)
    {
        var text = Visible.Text(value ?? "");
        lock (_lock)
        {
            Drawn.WriteLine(text);
        }
    }

    public override void WriteLine(ReadOnlySpan<char> buffer) => WriteLine(buffer.ToString());

    public override Task WriteAsync(char value) => Now(() => Write(value));

    public override Task WriteAsync(string? value) => Now(() => Write(value));

    public override Task WriteAsync(char[] buffer, int index, int count) => Now(() => Write(buffer, index, count));

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) => Now(() => Write(buffer.Span));

    public override Task WriteLineAsync(string? value) => Now(() => WriteLine(value));

    public override void Flush() => Drawn.Flush();

    public override Task FlushAsync() => Drawn.FlushAsync();

    /// <summary>The streams of a process are written to at once; an error is the task's, as with any other asynchronous write.</summary>
    private static Task Now(Action write)
    {
        try
        {
            write();
            return Task.CompletedTask;
        }
        catch (IOException failure)
        {
            return Task.FromException(failure);
        }
    }
}
