using System.Runtime.InteropServices;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Ratification;
using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Engine.Protocols;

/// <summary>
/// The stacked alternating offers protocol: one round gives every principal one turn, in file order. At its turn an actor walks out, accepts the standing
/// offer, or rejects it with an offer of its own, which then stands. An outcome is signed as soon as those whose support the rule asks for stand by it.
/// Source: Aydogan, Festen, Hindriks and Jonker, "Alternating offers protocols for multilateral negotiation" (2017).
/// </summary>
internal sealed class AlternatingOffers : NegotiationProtocol
{
    private readonly Waves _waves = new();
    private readonly List<int> _signed = [];
    private readonly List<int> _refusedSlots = [];
    private readonly List<ushort> _refusedOutcomes = [];
    private readonly RatificationRound _ratification = new();
    private TurnRequest _request = null!;
    private int[] _turn = [];

    public override async ValueTask PlayAsync(TableState table, CancellationToken cancellation)
    {
        Prepare(table);
        var rounds = table.Scenario.Calendar.Rounds;
        var played = await _waves.PlayAsync(table, rounds, round => PlayRoundAsync(table, round, cancellation)).ConfigureAwait(true);
        for (var round = played + 1; round <= rounds && table.ActiveCount > 0; round++)
        {
            await PlayRoundAsync(table, round, cancellation).ConfigureAwait(true);
        }

        for (var k = 0; k < table.ActiveCount; k++)
        {
            table.End(table.Active[k], Ending.NoDeal, new BlockCause(CauseKind.Deadline), rounds);
        }

        ForgetAnswers(table);
    }

    /// <summary>One turn of every principal in the active replicas, and what comes of it.</summary>
    private async ValueTask PlayRoundAsync(TableState table, int round, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await table.TurnPageAsync(cancellation).ConfigureAwait(true);
        table.StrikeInTalks(round);
        foreach (var principal in table.Principals)
        {
            if (GiveTurn(table, table.Active.AsSpan(0, table.ActiveCount), principal, round) > 0)
            {
                var reply = await table.Ports[principal]!.TurnAsync(_request).ConfigureAwait(true);
                _request.Board[principal] = reply;
                table.Objections.Take(principal, reply);
                Hear(table, principal, round, reply);
            }
        }

        if (_signed.Count > 0)
        {
            await ConcludeAsync(table, round, round < table.Scenario.Calendar.Rounds).ConfigureAwait(true);
        }
    }

    /// <summary>Where nothing was signed nobody has consented to anything, whatever was accepted on the way.</summary>
    private static void ForgetAnswers(TableState table)
    {
        for (var slot = 0; slot < table.Block.Count; slot++)
        {
            for (var k = 0; table.Result.SignedRounds[slot] == 0 && k < table.Principals.Length; k++)
            {
                table.ConsentOf(slot, table.Principals[k]) = Consent.None;
            }
        }
    }

    private void Prepare(TableState table)
    {
        _signed.Clear();
        _refusedSlots.Clear();
        _refusedOutcomes.Clear();
        if (_turn.Length < table.Block.Count)
        {
            _turn = new int[table.Block.Count];
        }

        _request = new TurnRequest
        {
            Active = _turn,
            Board = new Utterances?[table.Scenario.Actors.Length],
            Proposer = table.Proposer,
            Supporters = table.Supporters,
            Seated = table.Seated,
            Announcements = table.Announcements,
            RefusedSlots = _refusedSlots,
            RefusedTexts = _refusedOutcomes,
            Objections = table.Objections,
        };
    }

    /// <summary>Lists those of some slots in which a principal has its turn; how many there are.</summary>
    private int GiveTurn(TableState table, ReadOnlySpan<int> slots, int principal, int round)
    {
        var count = 0;
        foreach (var slot in slots)
        {
            if ((table.Seated[slot] >> principal & 1) != 0)
            {
                _turn[count++] = slot;
            }
        }

        _request.ActiveCount = count;
        _request.Round = round;
        _request.ListenOnly = false;
        return count;
    }

    private void Hear(TableState table, int principal, int round, Utterances reply)
    {
        var bit = 1UL << principal;
        var over = false;
        for (var k = 0; k < _request.ActiveCount; k++)
        {
            var slot = _turn[k];
            var said = reply.Said[slot];
            if (table.Block.Tell)
            {
                Note(table, slot, principal, round, reply);
            }

            if (said == Said.Offer)
            {
                table.Proposer[slot] = (sbyte)principal;
                table.Supporters[slot] = bit;
            }
            else if (said.IsAcceptance())
            {
                table.Supporters[slot] |= bit;
                table.ConsentOf(slot, principal) = said == Said.Accept ? Consent.Willing : Consent.Pressed;
            }
            else if (said.IsWalkOut())
            {
                over |= Leave(table, slot, principal, round, said, reply.Event[slot]);
                continue;
            }
            else
            {
                table.Supporters[slot] &= ~bit;
                continue;
            }

            if (table.Rule.IsMetBy(table.Supporters[slot]))
            {
                Sign(table, slot, round);
                over = true;
            }
        }

        if (over)
        {
            table.DropConcluded();
        }
    }

    /// <summary>A principal leaves; true when the rule can no longer be met and the talks end.</summary>
    private static bool Leave(TableState table, int slot, int principal, int round, Said said, short walkOutEvent)
    {
        var bit = 1UL << principal;
        table.Seated[slot] &= ~bit;
        table.Supporters[slot] &= ~bit;
        if (table.Proposer[slot] == principal)
        {
            // Nobody stands by an outcome whose author has left.
            table.Proposer[slot] = -1;
            table.Supporters[slot] = 0;
        }

        if (table.Rule.IsMetBy(table.Seated[slot]))
        {
            return false;
        }

        var cause = said switch
        {
            Said.WalkOutDeadline => new BlockCause(CauseKind.Deadline, (short)principal),
            Said.WalkOutEvent => new BlockCause(CauseKind.Event, (short)principal, Event: walkOutEvent),
            _ => new BlockCause(CauseKind.WalkOut, (short)principal),
        };
        table.End(slot, Ending.NoDeal, cause, round);
        return true;
    }

    private void Sign(TableState table, int slot, int round)
    {
        var proposer = table.Proposer[slot];
        _request.Board[proposer]!.Text(slot).CopyTo(table.SignedOutcome(slot));
        table.Result.SignedRounds[slot] = round;
        foreach (var principal in table.Principals)
        {
            ref var consent = ref table.ConsentOf(slot, principal);
            var stands = (table.Supporters[slot] >> principal & 1) != 0;
            consent = !stands ? Consent.None : principal == proposer ? Consent.Willing : consent;
        }

        _signed.Add(slot);
    }

    /// <summary>What was signed in a round goes to the ratifiers, where there are any.</summary>
    private ValueTask ConcludeAsync(TableState table, int round, bool mayReturn)
    {
        if (table.HasRatifiers)
        {
            return RatifyAsync(table, round, mayReturn);
        }

        foreach (var slot in _signed)
        {
            table.Ratified(slot, round);
        }

        _signed.Clear();
        return ValueTask.CompletedTask;
    }

    private async ValueTask RatifyAsync(TableState table, int round, bool mayReturn)
    {
        var returned = await _ratification.PlayAsync(table, _signed, round, mayReturn).ConfigureAwait(true);
        _signed.Clear();
        if (returned.Count == 0)
        {
            return;
        }

        foreach (var slot in returned)
        {
            // The refused outcome is off the table; everything else is as it was, but nothing stands.
            _request.RefusedSlots.Add(slot);
            _request.RefusedTexts.AddRange(table.SignedOutcome(slot));
            table.Result.SignedRounds[slot] = 0;
            table.Proposer[slot] = -1;
            table.Supporters[slot] = 0;
            table.Active[table.ActiveCount++] = slot;
        }

        Array.Sort(table.Active, 0, table.ActiveCount);

        // The round was cut short by the signature: whoever had no turn has not heard its last offers. Elsewhere it was not, and they are heard at the next turn, whatever happens in other replicas.
        returned.Sort();
        foreach (var principal in table.Principals)
        {
            if (GiveTurn(table, CollectionsMarshal.AsSpan(returned), principal, round) > 0)
            {
                _request.ListenOnly = true;
                await table.Ports[principal]!.TurnAsync(_request).ConfigureAwait(true);
            }
        }
    }

    private void Note(TableState table, int slot, int principal, int round, Utterances reply)
    {
        var proposer = table.Proposer[slot];
        var standing = proposer >= 0 && proposer != principal ? _request.Board[proposer]!.Text(slot).ToArray() : null;
        table.Note(new LogEntry
        {
            Slot = slot,
            Round = round,
            Phase = Phase.Talks,
            Actor = principal,
            Said = reply.Said[slot],
            Standing = standing,
            Text = reply.Said[slot] == Said.Offer ? reply.Text(slot).ToArray() : standing,
            Event = reply.Said[slot] == Said.WalkOutEvent ? reply.Event[slot] : -1,
            Objects = [.. reply.Objections.Where(objection => objection.Slot == slot).Select(objection => new NamedLine(objection.Owner, objection.Line))],
            Withdraws = [.. reply.Withdrawals.Where(withdrawal => withdrawal.Slot == slot).Select(withdrawal => new NamedLine(withdrawal.Owner, withdrawal.Line))],
        });
    }
}
