using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>Who stands where while the talks are told: the text on the table and everybody's last own one.</summary>
internal sealed class Positions(Scenario scenario)
{
    private readonly Outcome?[] _own = new Outcome?[scenario.Actors.Length];
    private readonly int[] _since = new int[scenario.Actors.Length];
    private List<int>? _apart;
    private bool _apartIsKnown;

    /// <summary>The text on the table; null before there is one.</summary>
    public Outcome? Standing { get; private set; }

    /// <summary>Whose text that is; -1: nobody's in particular.</summary>
    public int Proposer { get; private set; } = -1;

    /// <summary>The round since which the proposer has stood by that text without a change.</summary>
    public int Since { get; private set; }

    public Outcome? Own(int actor) => _own[actor];

    public void Note(TranscriptEntry entry)
    {
        switch (entry.Move)
        {
            case Move.Offer or Move.Draft:
                Standing = entry.Outcome;
                Proposer = entry.Actor;
                Since = TalksRound.NumberOf(entry);
                if (entry.Actor >= 0)
                {
                    _since[entry.Actor] = Since = _own[entry.Actor] is { } own && own == entry.Outcome ? _since[entry.Actor] : Since;
                    SetOwn(entry.Actor, entry.Outcome);
                }

                break;
            case Move.WalkOut:
                SetOwn(entry.Actor, null);
                break;
        }
    }

    /// <summary>The issues on which the last own texts are not all the same; null while fewer than two have one.</summary>
    public List<int>? Apart()
    {
        if (!_apartIsKnown)
        {
            var texts = _own.OfType<Outcome>().ToList();
            _apart = texts.Count < 2
                ? null
                : [.. Enumerable.Range(0, scenario.Space.Issues.Length).Where(i => texts.Any(text => Differs(i, texts[0], text)))];
            _apartIsKnown = true;
        }

        return _apart;
    }

    private void SetOwn(int actor, Outcome? text)
    {
        // In most rounds of long talks nobody moves.
        if (_own[actor] != text)
        {
            _own[actor] = text;
            _apartIsKnown = false;
        }
    }

    private bool Differs(int issue, Outcome a, Outcome b)
    {
        var found = scenario.Space.Issues[issue];
        return !a.Span.Slice(found.FirstComponent, found.ComponentCount).SequenceEqual(b.Span.Slice(found.FirstComponent, found.ComponentCount));
    }
}
