using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Minds;

/// <summary>The actor after the block: how it came out of every replica.</summary>
public sealed partial class ActorMind
{
    /// <summary>Reports to the driver.</summary>
    public CloseReply Close(CloseRequest request)
    {
        Listen(request.Announcements);
        var reply = new CloseReply
        {
            Utility = new double[_block.Count],
            NoDeal = new double[_block.Count],
            Crosses = new short[_block.Count][],
            DrawNames = [.. _uncertain.Select(u => u.Name), .. UncertainLines().Select(k => $"red_lines.{_actor.RedLines[k].Id}.held")],
            Diary = [.. _diary],
        };
        reply.Draws = new double[_block.Count * reply.DrawNames.Length];
        for (var slot = 0; slot < _block.Count; slot++)
        {
            Report(slot, request, reply);
        }

        return reply;
    }

    private void Report(int slot, CloseRequest request, CloseReply reply)
    {
        var seat = _seats[slot];
        reply.Crosses[slot] = [];
        if (_actor.Preferences is null)
        {
            (reply.Utility[slot], reply.NoDeal[slot]) = (double.NaN, double.NaN);
            return;
        }

        Refresh(seat);
        var signed = request.SignedRounds[slot];
        var noDeal = seat.Reservation.At(seat.Stance, request.EndRounds[slot]);
        reply.NoDeal[slot] = noDeal * Discounting.Factor(seat.Discount, signed > 0 ? signed : (int)request.EndRounds[slot]);
        reply.Utility[slot] = reply.NoDeal[slot];
        if (signed > 0)
        {
            var text = request.Texts.AsSpan(slot * _components, _components);
            reply.Crosses[slot] = [.. seat.Stance.Crossed(text)];
            if (request.Endings[slot] == Ending.Held)
            {
                reply.Utility[slot] = seat.Stance.Utility.Evaluate(text) * Discounting.Factor(seat.Discount, signed);
            }
        }

        _sampler.MoveTo(seat.Draws);
        var at = slot;
        foreach (var (_, value) in _uncertain)
        {
            reply.Draws[at] = _sampler.Value(value);
            at += _block.Count;
        }

        foreach (var line in UncertainLines())
        {
            reply.Draws[at] = seat.Draws.Happens(_sampler.Value(_actor.RedLines[line].HeldWith), _lineStreams[line]) ? 1 : 0;
            at += _block.Count;
        }
    }

    private IEnumerable<int> UncertainLines() =>
        Enumerable.Range(0, _actor.RedLines.Length)
            .Where(k => _actor.RedLines[k].HeldWith is not { Expression: Scenarios.Constant { Value: >= 1 } });
}
