using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>
/// One replica of the model, sections 2 and 3 (talks and ratification), played over listed outcomes. Written from the documents alone, to be
/// compared with the engine move by move; a ratified agreement counts as held at once. Where the documents leave room, "reading"
/// in a comment says how they are read.
/// </summary>
public sealed class NaiveNegotiation
{
    private readonly NaiveReplica _replica;
    private readonly NaivePrincipal[] _principals;
    private readonly NaiveRatification _ratification;
    private readonly List<int> _present;
    private readonly Dictionary<int, Consent> _support = [];
    private readonly HashSet<int> _refusedTabled = [];
    private int? _standing;
    private int _proposer;

    private NaiveNegotiation(Scenario scenario, ulong seed, long replica)
    {
        _replica = new NaiveReplica(scenario, seed, replica);
        _principals = [.. _replica.Principals.Select(index => new NaivePrincipal(_replica, index))];
        _ratification = new NaiveRatification(_replica);
        _present = [.. _replica.Principals];
    }

    /// <summary>Plays one replica. Only for outcome spaces that can be listed.</summary>
    public static NegotiationTrace Run(Scenario scenario, ulong seed, long replica) => new NaiveNegotiation(scenario, seed, replica).Play();

    private NegotiationTrace Play()
    {
        var scenario = _replica.Scenario;
        if (scenario.Protocol.Kind == ProtocolKind.SingleText)
        {
            throw new NotSupportedException("the reference does not play single_text");
        }

        var isTabled = scenario.Protocol.Kind == ProtocolKind.Tabled;
        var rounds = isTabled ? 1 : scenario.Calendar.Rounds;
        var returns = isTabled ? 0 : scenario.Protocol.Renegotiate;
        for (var round = 1; round <= rounds; round++)
        {
            _replica.Events.StartRound(round);
            if (_replica.Events.TalksEndedBy is { } ended)
            {
                return End(round, Ending.NoDeal, new Cause(CauseKind.Event, Event: ended));
            }

            var failed = isTabled ? PutText(round) : PlayRound(round);
            if (failed is { } cause)
            {
                return End(round, Ending.NoDeal, cause, consents: isTabled ? Consents() : null);
            }

            if (!IsSigned())
            {
                continue;
            }

            var text = _standing!.Value;
            var consents = Consents();
            if (_ratification.Ratify(text, round, consents) is not { } blocker)
            {
                return End(round, Ending.Held, new Cause(CauseKind.Survived), text, consents);
            }

            // Reading: without a round left there is no return, so the refusal is what ended it.
            if (returns-- <= 0 || round == rounds)
            {
                return End(round, Ending.NotRatified, Refused(blocker, text), text, consents);
            }

            // Reading: the table starts with no standing offer in the next round; beliefs, targets and who left stay.
            _replica.Refused.Add(text);
            _standing = null;
            _support.Clear();
        }

        return End(rounds, Ending.NoDeal, new Cause(CauseKind.Deadline));
    }

    /// <summary>Every principal's turn; the cause when a walk-out made agreement impossible.</summary>
    private Cause? PlayRound(int round)
    {
        foreach (var principal in _principals.Where(p => _present.Contains(p.Index)).ToList())
        {
            var permitted = principal.Permitted(round);
            if (Leaves(principal, round, permitted) is { } cause)
            {
                Note(round, principal.Index, Move.WalkOut);
                _present.Remove(principal.Index);
                _support.Remove(principal.Index);
                if (!CanBeSigned())
                {
                    return cause;
                }
            }
            else
            {
                TakeTurn(principal, round, permitted);
            }

            if (IsSigned())
            {
                return null;
            }
        }

        return null;
    }

    // Reading: an event comes before the actor's own deadline, that before having nothing to gain, and all before what pressure could do:
    // at its turn an actor "walks out, accepts it, or rejects it".
    private Cause? Leaves(NaivePrincipal principal, int round, int[] permitted)
    {
        if (_replica.Actors[principal.Index].LeavesBy is { } e)
        {
            return new Cause(CauseKind.Event, principal.Index, Event: e);
        }

        if (round > principal.LastRound)
        {
            return new Cause(CauseKind.Deadline, principal.Index);
        }

        return principal.HasNothingToGain(round, permitted)
            ? new Cause(CauseKind.WalkOut, principal.Index)
            : null;
    }

    private void TakeTurn(NaivePrincipal principal, int round, int[] permitted)
    {
        var (offer, takes) = principal.Plan(round, permitted, _present);
        if (_standing is { } standing)
        {
            var bluffs = principal.CrossedBluffs(standing, round);
            if (takes(standing) && Consents(principal.Index, standing, round) && bluffs.Length == 0)
            {
                Accept(principal.Index, round, Consent.Willing);
                return;
            }

            // Readings: who only waits for more, but could consent, is pressed in time and yet consents of its own will; who gives up a bluff in
            // front of everybody does not.
            if (IsPressed(principal, round) && bluffs.All(line => _replica.Actors[principal.Index].Actor.RedLines[line].Yields))
            {
                Accept(principal.Index, round, bluffs.Length == 0 && Consents(principal.Index, standing, round) ? Consent.Willing : Consent.Pressed);
                return;
            }

            Reject(principal, standing, round);
        }

        _replica.Entries.Add(new TraceEntry(round, principal.Index, Move.Offer, offer, Withdraws: Withdrawn(principal.Index, offer)));
        principal.Made(offer);
        _standing = offer;
        _proposer = principal.Index;
        _support.Clear();
        _support[principal.Index] = Consent.Willing;
        foreach (var other in _principals.Where(p => p.Index != principal.Index))
        {
            other.Hear(round, principal.Index, offer);
        }
    }

    private bool Consents(int principal, int text, int round) =>
        _replica.IsPermitted(principal, text, round) && _replica.IsWorthSigning(principal, text, round);

    private void Accept(int principal, int round, Consent consent)
    {
        var text = _standing!.Value;
        _replica.Entries.Add(new TraceEntry(round, principal, Move.Accept, text, Withdraws: Withdrawn(principal, text)));
        _support[principal] = consent;
    }

    /// <summary>Rejects the standing offer and names the lines that it crosses; an offer of one's own that still stands crosses none (reading).</summary>
    private void Reject(NaivePrincipal principal, int standing, int round)
    {
        var lines = _proposer == principal.Index ? [] : principal.Against(standing, round);
        lines.ForEach(line => _replica.Named.Name(principal.Index, line.Actor, line.Line));
        _replica.Entries.Add(new TraceEntry(round, principal.Index, Move.Reject, standing, Objects: _replica.Named.Tell(lines)));
    }

    private string? Withdrawn(int by, int text) => _replica.Named.Tell(_replica.Named.WithdrawBy(by, text));

    /// <summary>
    /// Pressure at the table: from t >= 0.75 on, a supporter of the standing offer that is a patron whose pressure succeeds makes the client go
    /// along unless a held line of its forbids it that does not yield. Reading: what a consulted ratifier refuses does not yield.
    /// </summary>
    private bool IsPressed(NaivePrincipal client, int round) =>
        client.Time(round) >= 0.75 && CanBePressed(client.Index, round);

    private bool CanBePressed(int client, int round) =>
        _standing is { } text && _support.Keys.Any(patron => _replica.PressureSucceeds(patron, client, text, round)) && _replica.LinesYield(client, text)
        && !(_replica.Actors[client].Actor.Consults && _replica.RatifierRefuses(client, text, round));

    /// <summary>
    /// A tabled text: everybody answers once, in file order, also after enough have. Readings: there is no later moment, so pressure
    /// works at once; own deadlines belong to bargaining and are not asked; the cause of a failure is the walk-out or the refusal that made the agreement rule impossible.
    /// </summary>
    private Cause? PutText(int round)
    {
        var text = _replica.Scenario.Protocol.Text ?? throw new InvalidOperationException("a tabled protocol has a text");
        var index = (int)_replica.Scenario.Space.IndexOf(text.Span);
        _standing = index;
        Note(round, -1, Move.Draft, index);
        Cause? failed = null;
        foreach (var principal in _principals)
        {
            if (Answer(principal, index, round) is { } cause)
            {
                _present.Remove(principal.Index);
                failed ??= CanBeSigned() ? null : cause;
            }
        }

        return failed;
    }

    /// <summary>One principal's answer to a tabled text; why not, if it does not stand by it.</summary>
    private Cause? Answer(NaivePrincipal principal, int text, int round)
    {
        if (_replica.Actors[principal.Index].LeavesBy is { } e)
        {
            Note(round, principal.Index, Move.WalkOut);
            return new Cause(CauseKind.Event, principal.Index, Event: e);
        }

        if (Consents(principal.Index, text, round))
        {
            Accept(principal.Index, round, Consent.Willing);
            return null;
        }

        if (_replica.Feasible[text] && CanBePressed(principal.Index, round))
        {
            Accept(principal.Index, round, Consent.Pressed);
            return null;
        }

        Note(round, principal.Index, Move.Reject, text);
        _refusedTabled.Add(principal.Index);
        return Refused(principal.Index, text);
    }

    /// <summary>A refusal, with the first held line that it was about.</summary>
    private Cause Refused(int actor, int text)
    {
        var lines = _replica.Actors[actor].CrossedLines(_replica.Outcomes[text]).ToList();
        return new Cause(CauseKind.Refused, actor, RedLine: lines.Count == 0 ? null : $"{Id(actor)}.{_replica.Actors[actor].Actor.RedLines[lines[0]].Id}");
    }

    /// <summary>
    /// Who stands by the text. Readings: a tabled text is answered, so refusals count as such and answers are told whether it is signed or
    /// not; where nothing was signed in alternating talks there was nothing to consent to.
    /// </summary>
    private Consent[] Consents() =>
        [.. _replica.Actors.Select(a => _refusedTabled.Contains(a.Index) ? Consent.Refused : _support.GetValueOrDefault(a.Index))];

    private bool IsSigned() => _standing is not null && IsEnough(_support.Keys);

    private bool CanBeSigned() => IsEnough(_present);

    private bool IsEnough(IReadOnlyCollection<int> supporters) => _replica.Scenario.Protocol.Agreement switch
    {
        Unanimity => _replica.Principals.All(supporters.Contains),
        Majority majority => supporters.Count >= majority.Share * _replica.Principals.Length - 1e-9 && majority.Veto.All(supporters.Contains),
        NamedPrincipals named => named.Principals.All(supporters.Contains),
        _ => throw new InvalidOperationException("an unknown agreement rule"),
    };

    /// <summary>Reading: no deal after a refused text has no agreement and no signing round; the refused one is gone.</summary>
    private NegotiationTrace End(int round, Ending ending, Cause cause, int? agreement = null, Consent[]? consents = null)
    {
        var scored = _replica.Actors.Select(a => a.Actor.Preferences is null ? null : (NaiveActor?)a).ToList();
        var noDeals = scored.Select(a => a is null ? (double?)null : a.NoDeal(round) * a.DiscountFactor(round)).ToList();
        return new NegotiationTrace
        {
            Entries = _replica.Entries,
            Tally = _replica.Tally,
            Ending = ending,
            Cause = cause,
            SignedRound = agreement is null ? null : round,
            Agreement = agreement,
            Consents = consents ?? new Consent[_replica.Actors.Length],
            Utilities = ending == Ending.Held
                ? [.. scored.Select(a => a is null ? (double?)null : _replica.Utility(a.Index, agreement!.Value) * a.DiscountFactor(round))]
                : noDeals,
            NoDeals = noDeals,
            Crosses = [.. _replica.Actors.Select(a => agreement is { } text
                ? a.CrossedLines(_replica.Outcomes[text]).Select(line => a.Actor.RedLines[line].Id).ToList()
                : (IReadOnlyList<string>)[])],
        };
    }

    private string Id(int actor) => _replica.Actors[actor].Actor.Id;

    private void Note(int round, int actor, Move move, int outcome = -1) => _replica.Entries.Add(new TraceEntry(round, actor, move, outcome));
}
