using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Ratification;
using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Engine.Protocols;

/// <summary>
/// What would happen to this outcome? The protocol's outcome is put to every principal once, in round 1, in file order; a principal goes along when it
/// consents or its patron, having gone along before, makes it. Tactics play no part.
/// </summary>
internal sealed class TabledProtocol : NegotiationProtocol
{
    private readonly RatificationRound _ratification = new();
    private readonly ConsentRequest _request = new() { Purpose = ConsentPurpose.TabledText };
    private readonly List<int> _signed = [];
    private BlockCause?[] _refused = [];

    public override async ValueTask PlayAsync(TableState table, CancellationToken cancellation)
    {
        table.StrikeInTalks(1);
        var outcome = table.Scenario.Protocol.Text!.Value.Values.ToArray();
        Prepare(table, outcome);
        foreach (var principal in table.Principals)
        {
            cancellation.ThrowIfCancellationRequested();
            RatificationRound.Fill(_request, table.Active.AsSpan(0, table.ActiveCount), outcome);
            if (_request.ActiveCount == 0)
            {
                continue;
            }

            var reply = await table.Ports[principal]!.ConsentAsync(_request).ConfigureAwait(true);
            for (var k = 0; k < _request.ActiveCount; k++)
            {
                Answer(table, principal, _request.Active[k], reply, k, outcome);
            }
        }

        Conclude(table, outcome);
        await _ratification.PlayAsync(table, _signed, 1, mayReturn: false).ConfigureAwait(true);
    }

    private void Prepare(TableState table, ushort[] outcome)
    {
        RatificationRound.Prepare(_request, table, 1);
        _signed.Clear();
        if (_refused.Length < table.Block.Count)
        {
            _refused = new BlockCause?[table.Block.Count];
        }

        Array.Clear(_refused);
        for (var k = 0; table.Block.Tell && k < table.ActiveCount; k++)
        {
            table.Note(new LogEntry { Slot = table.Active[k], Round = 1, Phase = Phase.Talks, Text = outcome, Move = Move.Draft });
        }
    }

    private void Conclude(TableState table, ushort[] outcome)
    {
        for (var k = 0; k < table.ActiveCount; k++)
        {
            var slot = table.Active[k];
            if (table.Rule.IsMetBy(table.Supporters[slot]))
            {
                outcome.CopyTo(table.SignedOutcome(slot));
                table.Result.SignedRounds[slot] = 1;
                _signed.Add(slot);
            }
            else
            {
                table.End(slot, Ending.NoDeal, _refused[slot]!.Value, 1);
            }
        }

        table.ActiveCount = 0;
    }

    private void Answer(TableState table, int principal, int slot, ConsentReply reply, int k, ushort[] outcome)
    {
        if (table.Consents(principal, slot, reply, k, 1, Phase.Talks, outcome))
        {
            return;
        }

        // The first refusal after which the rule can no longer be met is the one that ended it.
        table.Seated[slot] &= ~(1UL << principal);
        if (_refused[slot] is null && !table.Rule.IsMetBy(table.Seated[slot]))
        {
            _refused[slot] = new BlockCause(CauseKind.Refused, (short)principal, reply.RedLines[k]);
        }
    }
}
