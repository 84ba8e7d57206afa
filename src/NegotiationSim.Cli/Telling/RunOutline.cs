using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// What the tellers have to know of a transcript before they tell it: which rounds and incidents are worth it, and what the ending is about. It follows the transcript entry by
/// entry; its size depends on the scenario and, by a bit a round, on the length of the talks.
/// </summary>
internal sealed class RunOutline(Scenario scenario, Detail detail)
{
    private readonly List<RoundSelection> _talks = [];
    private readonly TranscriptEntry?[] _lastOffers = new TranscriptEntry?[scenario.Actors.Length];
    private readonly TranscriptEntry?[] _refusals = new TranscriptEntry?[scenario.Actors.Length];
    private readonly Dictionary<string, StrikeTally> _strikes = [];
    private Phase? _phase;

    /// <summary>Which rounds are told, for each stretch of talks in order.</summary>
    public IReadOnlyList<RoundSelection> Talks => _talks;

    /// <summary>Which incidents are told.</summary>
    public LedgerSelection Ledger { get; } = new(detail != Detail.Story);

    /// <summary>Whether anything happened in implementation.</summary>
    public bool HasImplementation { get; private set; }

    /// <summary>The last entry of the talks; null: there is none.</summary>
    public TranscriptEntry? LastOfTalks { get; private set; }

    /// <summary>The id of the last gate that lapsed; null: none.</summary>
    public string? LapsedGate { get; private set; }

    /// <summary>The last offer of an actor.</summary>
    public TranscriptEntry? LastOffer(int actor) => _lastOffers[actor];

    /// <summary>The last refusal of an actor in ratification.</summary>
    public TranscriptEntry? Refusal(int actor) => actor < 0 ? null : _refusals[actor];

    /// <summary>What an actor or spoiler did in implementation; null: nothing.</summary>
    public StrikeTally? Strikes(string doer) => _strikes.GetValueOrDefault(doer);

    /// <summary>Takes note of the next entry.</summary>
    public void Note(TranscriptEntry entry)
    {
        if (entry.Phase != _phase)
        {
            EndPhase();
            if (entry.Phase == Phase.Talks)
            {
                _talks.Add(new RoundSelection(scenario, detail != Detail.Story));
            }
        }

        _phase = entry.Phase;
        switch (entry.Phase)
        {
            case Phase.Talks:
                _talks[^1].Note(entry);
                LastOfTalks = entry;
                break;
            case Phase.Implementation:
                NoteImplementation(entry);
                break;
        }

        if (entry.Actor >= 0)
        {
            if (entry.Move == Move.Offer)
            {
                _lastOffers[entry.Actor] = entry;
            }
            else if (entry.Move == Move.Refuse)
            {
                _refusals[entry.Actor] = entry;
            }
        }
    }

    /// <summary>The transcript is over.</summary>
    public void End() => EndPhase();

    private void EndPhase()
    {
        if (_phase == Phase.Talks)
        {
            _talks[^1].End();
        }

        _phase = null;
    }

    private void NoteImplementation(TranscriptEntry entry)
    {
        HasImplementation = true;
        Ledger.Note(entry);
        if (entry.Implementation is { GateOpened: false } lapsed)
        {
            LapsedGate = lapsed.Gate;
        }

        if (LedgerSelection.IsStrike(entry) && entry.Implementation?.Doer is { } doer)
        {
            if (!_strikes.TryGetValue(doer, out var tally))
            {
                _strikes.Add(doer, tally = new StrikeTally());
            }

            tally.Note(entry);
        }
    }
}
