using System.Globalization;

namespace NegotiationSim.Cli;

/// <summary>One line on a terminal that says how far something is, written over in place and gone at the end. On anything but a terminal it says nothing.</summary>
internal sealed class ProgressLine : IProgress<long>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly TextWriter? _terminal;
    private readonly string _does;
    private readonly long _total;
    private int _percent = -1;
    private int _length;

    /// <summary>Begins.</summary>
    /// <param name="error">Where messages go.</param>
    /// <param name="shown">Whether that is a terminal and its owner wants to see it.</param>
    /// <param name="does">What is being done.</param>
    /// <param name="total">How much there is to do; 0: that is not known.</param>
    public ProgressLine(TextWriter error, bool shown, string does, long total = 0)
    {
        (_terminal, _does, _total) = (shown ? error : null, does, total);
        if (total == 0)
        {
            Write(does);
        }
        else
        {
            Report(0);
        }
    }

    public void Report(long value)
    {
        if (_terminal is null || _total == 0)
        {
            return;
        }

        lock (_lock)
        {
            var percent = (int)(100.0 * value / _total);
            if (percent > _percent)
            {
                _percent = percent;
                Write(string.Create(CultureInfo.InvariantCulture, $"{_does}: {percent}% ({value:#,0} of {_total:#,0})"));
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Write("");
            _terminal?.Write('\r');
        }
    }

    private void Write(string text)
    {
        _terminal?.Write('\r' + text.PadRight(_length));
        _terminal?.Flush();
        _length = text.Length;
    }
}
