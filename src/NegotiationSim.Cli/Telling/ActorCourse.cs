using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>What one principal did in a stretch of rounds: counts, and its first and last offer.</summary>
/// <param name="before">Its own text before the stretch; null: it had none.</param>
internal sealed class ActorCourse(Outcome? before)
{
    /// <summary>More texts than this are not told apart, so that memory does not grow with the talks.</summary>
    private const int MostTexts = 10_000;

    // 64 bits stand for a text: two of ten thousand being the same is no concern.
    private readonly HashSet<ulong> _texts = before is { } own ? [Hash(own)] : [];
    private readonly Dictionary<(ReasonKind, string?, int), int> _places = [];
    private readonly List<(TranscriptEntry First, int Count)> _reasons = [];

    /// <summary>Where it began: its own text before the stretch, else its first one.</summary>
    public Outcome? Before { get; private set; } = before;

    public int Offers { get; private set; }

    public TranscriptEntry? FirstOffer { get; private set; }

    public TranscriptEntry? LastOffer { get; private set; }

    public int Accepted { get; private set; }

    public int Rejected { get; private set; }

    /// <summary>Different texts of its own, the one before included.</summary>
    public int Texts => _texts.Count;

    /// <summary>Whether there were more texts than were counted.</summary>
    public bool HasMoreTexts { get; private set; }

    /// <summary>Why it rejected: the first of each kind, and how many there were; in the order of the first.</summary>
    public IReadOnlyList<(TranscriptEntry First, int Count)> Reasons => _reasons;

    public void Note(TranscriptEntry entry)
    {
        switch (entry.Move)
        {
            case Move.Offer:
                Offers++;
                Before ??= entry.Outcome;
                FirstOffer ??= entry;
                LastOffer = entry;
                NoteText(Hash(entry.Outcome!.Value));
                break;
            case Move.Accept:
                Accepted++;
                break;
            case Move.Reject:
                Rejected++;
                NoteReason(entry);
                break;
        }
    }

    private void NoteText(ulong text)
    {
        if (_texts.Count < MostTexts)
        {
            _texts.Add(text);
        }
        else
        {
            HasMoreTexts |= !_texts.Contains(text);
        }
    }

    private void NoteReason(TranscriptEntry entry)
    {
        // What reads the same is counted together.
        var kind = entry.Reason == ReasonKind.None ? ReasonKind.BelowTarget : entry.Reason;
        var key = (kind, entry.RedLine, entry.Counterpart);
        if (_places.TryGetValue(key, out var place))
        {
            _reasons[place] = (_reasons[place].First, _reasons[place].Count + 1);
        }
        else
        {
            _places.Add(key, _reasons.Count);
            _reasons.Add((entry, 1));
        }
    }

    /// <summary>FNV-1a over the values.</summary>
    private static ulong Hash(Outcome text)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in text.Span)
        {
            hash = unchecked((hash ^ value) * 1099511628211UL);
        }

        return hash;
    }
}
