using Microsoft.Extensions.Logging;

namespace NegotiationSim.Grains.Hosting;

/// <summary>Writes what the silo has to say as lines of text.</summary>
internal sealed class TextLoggerProvider(TextWriter writer) : ILoggerProvider
{
    private readonly TextWriter _writer = TextWriter.Synchronized(writer);

    public ILogger CreateLogger(string categoryName) => new TextLogger(_writer, categoryName);

    public void Dispose() => _writer.Flush();

    private sealed class TextLogger(TextWriter writer, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                writer.WriteLine($"{(logLevel == LogLevel.Warning ? "warning" : "error")}: {category}: {formatter(state, exception)}");
                if (exception is not null)
                {
                    writer.WriteLine(exception);
                }
            }
        }
    }
}
