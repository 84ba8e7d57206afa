using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// What the tellers have to know of a transcript before they tell it: first and last offers, which incidents are worth it, and what the ending is about. It follows the transcript entry by
/// entry; its size depends on the scenario alone.
/// </summary>
internal sealed class RunOutline(Scenario scenario, Detail detail)
{
    private readonly TranscriptEntry?[] _firstOffers = new TranscriptEntry?[scenario.Actors.Length];
    private readonly TranscriptEntry?[] _lastOffers = new TranscriptEntry?[scenario.Actors.Length];
    private readonly TranscriptEntry?[] _rejections = new TranscriptEntry?[scenario.Actors.Length];
    private readonly TranscriptEntry?[] _refusals = new TranscriptEntry?[scenario.Actors.Length];
    private readonly Dictionary<string, StrikeTally> _strikes = [];

    /// <summary>Which incidents are told.</summary>
    public LedgerSelection Ledger { get; } = new(detail != Detail.Story);

    /// <summary>Whether anything happened in implementation.</summary>
    public bool HasImplementation { get; private set; }

    /// <summary>The last entry of the talks; null: there is none.</summary>
    public TranscriptEntry? LastOfTalks { get; private set; }

    /// <summary>The id of the last gate that lapsed; null: none.</summary>
    public string? LapsedGate { get; private set; }

    /// <summary>The first offer of an actor.</summary>
    public TranscriptEntry? FirstOffer(int actor) => _firstOffers[actor];

    /// <summary>The last offer of an actor.</summary>
    public TranscriptEntry? LastOffer(int actor) => _lastOffers[actor];

    /// <summary>The last answer of an actor to an offer, where it was a rejection.</summary>
    public TranscriptEntry? LastRejection(int actor) => _rejections[actor];

    /// <summary>The last refusal of an actor in ratification.</summary>
    public TranscriptEntry? Refusal(int actor) => actor < 0 ? null : _refusals[actor];

    /// <summary>What an actor or spoiler did in implementation; null: nothing.</summary>
    public StrikeTally? Strikes(string doer) => _strikes.GetValueOrDefault(doer);

    /// <summary>Takes note of the next entry.</summary>
    public void Note(TranscriptEntry entry)
    {
        switch (entry.Phase)
        {
            case Phase.Talks:
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
                _firstOffers[entry.Actor] ??= entry;
                _lastOffers[entry.Actor] = entry;
            }
            else if (entry.Move is Move.Reject or Move.Accept && entry.Phase == Phase.Talks)
            {
                _rejections[entry.Actor] = entry.Move == Move.Reject ? entry : null;
            }
            else if (entry.Move == Move.Refuse)
            {
                _refusals[entry.Actor] = entry;
            }
        }
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
