using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.Cluster.Observing;

/// <summary>
/// The log of a silo as lines for a person, one line each: warnings of this program, and of Orleans those about the membership of the cluster, on which all else depends. Whatever else goes wrong in Orleans this program hears as
/// failures of its own and says in its own words. With everything wanted, warnings of all parts and what is told of the membership. Of lines of
/// one kind three are shown within a minute, and the others counted. A stack trace is never shown, nor any of the secrets that are named here.
/// </summary>
public sealed class SiloLog : ILoggerProvider
{
    /// <summary>Messages of libraries can be of any length.</summary>
    private const int MostCharacters = 500;

    /// <summary>So many lines of one kind are shown within a minute: a store that is away is complained of by every part of a silo, every few seconds.</summary>
    private const int MostOfAKind = 3;

    private const string Membership = "Orleans.Runtime.MembershipService.";

    /// <summary>Says at length, and several times over, that the processors are busy.</summary>
    private const string Strain = Membership + "LocalSiloHealthMonitor";

    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    /// <summary>What something else says in the same or in better words.</summary>
    private static readonly string[] s_said = ["Orleans.Runtime.SiloOptionsLogger", typeof(DoorLog).FullName!];

    private readonly ConcurrentDictionary<(string, EventId), Kind> _said = new();
    private readonly Action<string> _say;
    private readonly TimeProvider _clock;
    private readonly bool _isVerbose;
    private readonly string[] _secrets;

    private SiloLog(Action<string> say, bool isVerbose, IEnumerable<string?> secrets, TimeProvider clock)
    {
        (_say, _isVerbose, _clock) = (say, isVerbose, clock);

        // What is shorter may be part of any word.
        _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length >= 4)];
    }

    /// <summary>Sends a silo's log to a person.</summary>
    /// <param name="say">Takes a line; called from any thread.</param>
    /// <param name="isVerbose">Whether everything is wanted.</param>
    /// <param name="store">Whose password is blanked out wherever it appears.</param>
    /// <param name="clock">Tells when a line may be repeated.</param>
    public static Action<ILoggingBuilder> To(Action<string> say, bool isVerbose, ClusterAddress store, TimeProvider clock) => logging =>
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddProvider(new SiloLog(say, isVerbose, [store.Password], clock));
        logging.AddFilter<SiloLog>((category, level) => level >= Least(category ?? "", isVerbose));
    };

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>The least level that is shown of a category.</summary>
    internal static LogLevel Least(string category, bool isVerbose) =>
        s_said.Contains(category, StringComparer.Ordinal) ? LogLevel.None
        : category == Strain ? isVerbose ? LogLevel.Warning : LogLevel.Error
        : category.StartsWith(nameof(NegotiationSim), StringComparison.Ordinal) || category.StartsWith(Membership, StringComparison.Ordinal) ? isVerbose ? LogLevel.Information : LogLevel.Warning
        : isVerbose ? LogLevel.Warning
        : LogLevel.Critical;

    private void Say(string category, LogLevel level, EventId id, string message, Exception? cause)
    {
        if (Times(category, id) is not { } before)
        {
            return;
        }

        // Before anything else is done to the text: a secret of which a blank or the end is missing would not be found any more. Where a message has several lines, a stack trace follows.
        var line = FirstLine(WithoutSecrets(message));
        if (cause is not null && FirstLine(WithoutSecrets(cause.GetBaseException().Message)) is { Length: > 0 } why && !line.Contains(why, StringComparison.Ordinal))
        {
            line += ": " + why;
        }

        line = string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = line.Length > MostCharacters ? line[..MostCharacters] + "…" : line;
        _say($"{Word(level)}: {(_isVerbose ? category + ": " : "")}{line}{(before > 0 ? FormattableString.Invariant($" (and {before} more like it before)") : "")}");
    }

    /// <summary>How many of the same kind were not said before this one; null: it is not said either, because a minute has had enough of them.</summary>
    private int? Times(string category, EventId id)
    {
        var kind = _said.GetOrAdd((category, id), _ => new Kind());
        lock (kind)
        {
            if (kind.Said > 0 && _clock.GetElapsedTime(kind.Since) < s_minute)
            {
                if (kind.Said == MostOfAKind)
                {
                    kind.Unsaid++;
                    return null;
                }

                kind.Said++;
                return 0;
            }

            var unsaid = kind.Unsaid;
            (kind.Since, kind.Said, kind.Unsaid) = (_clock.GetTimestamp(), 1, 0);
            return unsaid;
        }
    }

    private string WithoutSecrets(string text) => _secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, "(secret)", StringComparison.Ordinal));

    private static string FirstLine(string text) => text.Trim().Split('\n', 2)[0];

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        _ => "note",
    };

    /// <summary>Lines of one kind in the last minute.</summary>
    private sealed class Kind
    {
        public long Since { get; set; }

        public int Said { get; set; }

        public int Unsaid { get; set; }
    }

    private sealed class Lines(SiloLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Say(category, logLevel, eventId, formatter(state, exception), exception);
            }
        }
    }
}
