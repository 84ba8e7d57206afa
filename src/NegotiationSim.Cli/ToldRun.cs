using NegotiationSim.Cli.Telling;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli;

/// <summary>
/// A negotiation that was played to its end and can be told again. How it ended is told first, so a story begins only when its end is known. A short transcript is
/// kept meanwhile; a long one is not: the negotiation is played again, which gives the same story, and told while it is played.
/// </summary>
internal sealed class ToldRun
{
    /// <summary>About how many bytes of a transcript are kept.</summary>
    private const long MostKept = 16 << 20;

    private readonly Func<Action<TranscriptEntry>, Task> _again;
    private List<TranscriptEntry>? _kept = [];
    private long _size;

    private ToldRun(Scenario scenario, Detail detail, Func<Action<TranscriptEntry>, Task<RunRecord>> play)
    {
        _again = play;
        Outline = new RunOutline(scenario, detail);
    }

    /// <summary>How it ended; without the transcript.</summary>
    public RunRecord Record { get; private set; } = null!;

    /// <summary>What has to be known of the transcript before it is told.</summary>
    public RunOutline Outline { get; }

    /// <summary>Plays a negotiation for the first time.</summary>
    public static async Task<ToldRun> PlayAsync(IScenarioRunner runner, Scenario scenario, ulong seed, long replica, Detail detail, CancellationToken cancellation)
    {
        Task<RunRecord> Play(Action<TranscriptEntry> hear) => runner.TellAsync(scenario, seed, replica, hear, cancellation);
        var run = new ToldRun(scenario, detail, Play);
        var bytesOfText = 2 * scenario.Space.Components.Length;
        run.Record = await Play(entry => run.Note(entry, bytesOfText));
        return run;
    }

    /// <summary>Tells the transcript, entry by entry.</summary>
    public Task TellAsync(Action<TranscriptEntry> hear)
    {
        if (_kept is null)
        {
            return _again(hear);
        }

        _kept.ForEach(hear);
        return Task.CompletedTask;
    }

    private void Note(TranscriptEntry entry, int bytesOfText)
    {
        Outline.Note(entry);
        if (_kept is null)
        {
            return;
        }

        // The object itself and its text, or what happened; tensions are pairs of a number and a double.
        _size += 200 + (entry.Outcome is null ? 0 : bytesOfText) + (entry.Implementation is { } detail ? 200 + 16 * detail.Tension.Length : 0);
        if (_size > MostKept)
        {
            _kept = null;
            return;
        }

        _kept.Add(entry);
    }
}
