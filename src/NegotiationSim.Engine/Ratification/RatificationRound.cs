using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Ratification;

/// <summary>
/// Putnam's level II: each ratifier, in file order, goes along with the signed outcome, willingly or pressed by a patron that signed or consented
/// before, or refuses. A refusal that blocks ends the negotiation as not ratified, unless the outcome may return to the table.
/// Memory is kept from round to round.
/// Source: Putnam, "Diplomacy and domestic politics: the logic of two-level games", International Organization 42 (1988).
/// </summary>
internal sealed class RatificationRound
{
    private readonly List<int> _open = [];
    private readonly List<int> _returned = [];
    private readonly ConsentRequest _request = new() { Purpose = ConsentPurpose.Ratification };

    /// <summary>Puts the signed outcomes to the ratifiers.</summary>
    /// <param name="table">The table.</param>
    /// <param name="signed">The slots signed in this round.</param>
    /// <param name="round">The round of the signature.</param>
    /// <param name="mayReturn">Whether there are rounds left for a refused outcome to return to.</param>
    /// <returns>The slots that return to the table; rewritten by the next call.</returns>
    public async ValueTask<List<int>> PlayAsync(TableState table, List<int> signed, int round, bool mayReturn)
    {
        _returned.Clear();
        _open.Clear();
        _open.AddRange(signed);
        Prepare(_request, table, round);
        for (var ratifier = 0; ratifier < table.Scenario.Actors.Length && _open.Count > 0; ratifier++)
        {
            if (table.Scenario.Actors[ratifier].Role != Role.Ratifier)
            {
                continue;
            }

            Fill(_request, table, _open, ratifier);
            if (_request.ActiveCount == 0)
            {
                continue;
            }

            var reply = await table.Ports[ratifier]!.ConsentAsync(_request).ConfigureAwait(true);
            Hear(table, ratifier, reply, round, mayReturn);
        }

        foreach (var slot in _open)
        {
            table.Ratified(slot, round);
        }

        return _returned;
    }

    /// <summary>Makes a question to one actor after another ready for a round of the table's block.</summary>
    public static void Prepare(ConsentRequest request, TableState table, int round)
    {
        request.Ensure(table.Block.Count, table.Components);
        request.Round = round;
        request.Supporters = table.Supporters;
        request.Announcements = table.Announcements;
    }

    /// <summary>Asks about the same outcome in every slot.</summary>
    public static void Fill(ConsentRequest request, ReadOnlySpan<int> slots, ReadOnlySpan<ushort> outcome)
    {
        request.ActiveCount = slots.Length;
        for (var k = 0; k < slots.Length; k++)
        {
            request.Active[k] = slots[k];
            outcome.CopyTo(request.Texts.AsSpan(k * outcome.Length));
        }
    }

    /// <summary>Asks a ratifier about the signed outcomes of which one of its principals is a party.</summary>
    private static void Fill(ConsentRequest request, TableState table, List<int> open, int ratifier)
    {
        request.ActiveCount = 0;
        foreach (var slot in open)
        {
            if ((table.PrincipalsOf[ratifier] & table.Supporters[slot]) != 0)
            {
                table.SignedOutcome(slot).CopyTo(request.Texts.AsSpan(request.ActiveCount * table.Components));
                request.Active[request.ActiveCount++] = slot;
            }
        }
    }

    /// <summary>Takes a ratifier's answers; the outcomes that it blocks are open no longer.</summary>
    private void Hear(TableState table, int ratifier, ConsentReply reply, int round, bool mayReturn)
    {
        // Open slots and questions are in the same order, and every question is about an open slot.
        var kept = 0;
        var k = 0;
        for (var i = 0; i < _open.Count; i++)
        {
            var slot = _open[i];
            var isAsked = k < _request.ActiveCount && _request.Active[k] == slot;
            if (isAsked && Blocks(table, ratifier, slot, reply, k, round))
            {
                Refuse(table, ratifier, slot, reply.RedLines[k], round, mayReturn);
            }
            else
            {
                _open[kept++] = slot;
            }

            k += isAsked ? 1 : 0;
        }

        _open.RemoveRange(kept, _open.Count - kept);
    }

    private static bool Blocks(TableState table, int ratifier, int slot, ConsentReply reply, int k, int round) =>
        !table.Consents(ratifier, slot, reply, k, round, Phase.Ratification, table.SignedOutcome(slot))
        && table.Scenario.Actors[ratifier].IfRefused == IfRefused.Blocks;

    private void Refuse(TableState table, int ratifier, int slot, short line, int round, bool mayReturn)
    {
        if (mayReturn && table.Returns[slot] < table.Scenario.Protocol.Renegotiate)
        {
            table.Returns[slot]++;
            for (var actor = 0; actor < table.Scenario.Actors.Length; actor++)
            {
                table.ConsentOf(slot, actor) = Consent.None;
            }

            _returned.Add(slot);
            return;
        }

        table.End(slot, Ending.NotRatified, new BlockCause(CauseKind.Refused, (short)ratifier, line), round);
    }
}
