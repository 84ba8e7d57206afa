using System.Text;

namespace NegotiationSim.Cli.Output;

/// <summary>The process's output streams, and the terminal behind them where there is one.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OutputWidth">Columns of the terminal that standard output is; null: it is none.</param>
/// <param name="ErrorWidth">The same for standard error.</param>
/// <param name="Variable">Looks up an environment variable as it was when the process began.</param>
internal sealed record StandardStreams(TextWriter Output, TextWriter Error, int? OutputWidth, int? ErrorWidth, Func<string, string?> Variable)
{
    private const string TerminalType = "TERM";

    /// <summary>
    /// Opens them. On Unix the runtime's own <see cref="Console"/> sends control sequences that nobody asked for: the first time that it is used it switches the
    /// keypad to application mode (ESC [?1h ESC =), also with <c>NO_COLOR</c> and into a pipe, and libraries have it reset colours (ESC [39;49m). It looks them up
    /// in the terminal's description by the variable TERM when it first needs one, and sends none where that is not set. This program reads no keys and writes its
    /// own colours, so TERM is hidden from the runtime, and <see cref="Console"/> writes where everything else does.
    /// </summary>
    public static StandardStreams Open()
    {
        var terminal = Environment.GetEnvironmentVariable(TerminalType);
        if (!OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(TerminalType, null);
        }

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.OutputEncoding = utf8;
        var (output, error) = (Writer(Console.OpenStandardOutput(), utf8), Writer(Console.OpenStandardError(), utf8));
        // What others write through Console is made visible too.
        Console.SetOut(VisibleWriter.Over(output));
        Console.SetError(VisibleWriter.Over(error));
        return new StandardStreams(
            output,
            error,
            Console.IsOutputRedirected ? null : Width(),
            Console.IsErrorRedirected ? null : Width(),
            name => name == TerminalType ? terminal : Environment.GetEnvironmentVariable(name));
    }

    /// <summary>The terminal's width; a terminal that knows none (0 columns, as some pseudo-terminals say) is taken to have 80.</summary>
    private static int Width() => Console.WindowWidth is > 0 and var width ? width : 80;

    private static TextWriter Writer(Stream stream, Encoding encoding) => TextWriter.Synchronized(new StreamWriter(stream, encoding, bufferSize: 4096) { AutoFlush = true });
}
