using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Ratification;
using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Engine.Protocols;

/// <summary>
/// What would happen to this text? The protocol's text is put to every principal once, in round 1, in file order; a principal goes along when it
/// consents or its patron, having gone along before, makes it. Tactics play no part.
/// </summary>
internal sealed class TabledText : NegotiationProtocol
{
    private readonly RatificationRound _ratification = new();

    /// <inheritdoc/>
    public override async ValueTask PlayAsync(TableState table, CancellationToken cancellation)
    {
        table.StrikeInTalks(1);
        var text = table.Scenario.Protocol.Text!.Value.Values.ToArray();
        var refused = new BlockCause?[table.Block.Count];
        for (var k = 0; k < table.ActiveCount; k++)
        {
            table.Note(new LogEntry { Slot = table.Active[k], Round = 1, Phase = Phase.Talks, Text = text, Move = Move.Draft });
        }

        var request = RatificationRound.Question(table, ConsentPurpose.TabledText, 1);
        var signed = new List<int>();
        foreach (var principal in table.Principals)
        {
            cancellation.ThrowIfCancellationRequested();
            RatificationRound.Fill(request, table.Active.AsSpan(0, table.ActiveCount), text);
            if (request.ActiveCount == 0)
            {
                continue;
            }

            var reply = await table.Ports[principal]!.ConsentAsync(request).ConfigureAwait(true);
            for (var k = 0; k < request.ActiveCount; k++)
            {
                Answer(table, principal, request.Active[k], reply, k, text, refused);
            }
        }

        for (var k = 0; k < table.ActiveCount; k++)
        {
            var slot = table.Active[k];
            if (table.Rule.IsMetBy(table.Supporters[slot]))
            {
                text.CopyTo(table.Text(slot));
                table.Result.SignedRounds[slot] = 1;
                signed.Add(slot);
            }
            else
            {
                table.End(slot, Ending.NoDeal, refused[slot]!.Value, 1);
            }
        }

        table.ActiveCount = 0;
        await _ratification.PlayAsync(table, signed, 1, mayReturn: false).ConfigureAwait(true);
    }

    private static void Answer(TableState table, int principal, int slot, ConsentReply reply, int k, ushort[] text, BlockCause?[] refused)
    {
        var consents = reply.Consents(k);
        table.ConsentOf(slot, principal) = !consents ? Consent.Refused : reply.Answers[k] == Blocks.Answer.Pressed ? Consent.Pressed : Consent.Willing;
        table.Note(new LogEntry { Slot = slot, Round = 1, Phase = Phase.Talks, Actor = principal, Answer = reply.Answers[k], Text = text });
        if (consents)
        {
            table.Supporters[slot] |= 1UL << principal;
            return;
        }

        // The first refusal after which the rule can no longer be met is the one that ended it.
        table.Seated[slot] &= ~(1UL << principal);
        if (refused[slot] is null && !table.Rule.IsMetBy(table.Seated[slot]))
        {
            refused[slot] = new BlockCause(CauseKind.Refused, (short)principal, reply.RedLines[k]);
        }
    }
}
