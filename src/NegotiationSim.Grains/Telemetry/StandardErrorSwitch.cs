using System.Text;

namespace NegotiationSim.Grains.Telemetry;

/// <summary>
/// The console exporter writes to <see cref="Console.Out"/> and nowhere else. While this switch exists, <see cref="Console.Out"/> is a writer that passes
/// everything on to where it went before, but for threads that are inside <see cref="ToError"/>: theirs goes to standard error.
/// </summary>
internal sealed class StandardErrorSwitch : IDisposable
{
    private readonly TextWriter _before = Console.Out;

    public StandardErrorSwitch() => Console.SetOut(new Router(_before));

    public void Dispose() => Console.SetOut(_before);

    /// <summary>Sends what this thread writes to standard error until the result is disposed.</summary>
    public Redirection ToError() => new();

    internal readonly ref struct Redirection
    {
        public Redirection() => Router.ExportsHere = true;

        public void Dispose() => Router.ExportsHere = false;
    }

    private sealed class Router(TextWriter output) : TextWriter
    {
        [ThreadStatic]
        private static bool s_exportsHere;

        public static bool ExportsHere
        {
            set => s_exportsHere = value;
        }

        public override Encoding Encoding => output.Encoding;

        private TextWriter Target => s_exportsHere ? Console.Error : output;

        public override void Write(char value) => Target.Write(value);

        public override void Write(char[] buffer, int index, int count) => Target.Write(buffer, index, count);

        public override void Write(ReadOnlySpan<char> buffer) => Target.Write(buffer);

        public override void Write(string? value) => Target.Write(value);

        public override void WriteLine(string? value) => Target.WriteLine(value);

        public override void Flush() => Target.Flush();
    }
}
