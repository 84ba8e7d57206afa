using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Engine.Minds;

/// <summary>The actor after the block: how it came out of every replica.</summary>
public sealed partial class ActorMind
{
    private readonly List<short> _crosses = [];
    private readonly string[] _drawNames;

    /// <summary>Reports to the driver.</summary>
    public CloseReply Close(CloseRequest request)
    {
        Listen(request.Announcements);
        _crosses.Clear();
        var reply = new CloseReply
        {
            Utility = new double[_block.Count],
            NoDeal = new double[_block.Count],
            CrossedUpTo = new int[_block.Count],
            DrawNames = _drawNames,
            Draws = new double[_block.Count * _drawNames.Length],
            Diary = [.. _diary],
        };
        for (var slot = 0; slot < _block.Count; slot++)
        {
            Report(slot, request, reply);
            reply.CrossedUpTo[slot] = _crosses.Count;
        }

        reply.Crosses = [.. _crosses];
        if (_actor.Preferences is not null)
        {
            ReportDraws(reply.Draws);
        }

        return reply;
    }

    /// <summary>What it has written in its diary since the last page, for the driver. What is handed over is not kept.</summary>
    public DiaryPage TurnPage()
    {
        var page = new DiaryPage([.. _diary]);
        _diary.Clear();
        return page;
    }

    private void Report(int slot, CloseRequest request, CloseReply reply)
    {
        if (_actor.Preferences is null)
        {
            (reply.Utility[slot], reply.NoDeal[slot]) = (double.NaN, double.NaN);
            return;
        }

        var signed = request.SignedRounds[slot];
        var text = signed > 0 ? request.Texts.AsSpan(slot * _components, _components) : default;
        var isHeld = signed > 0 && request.Endings[slot] == Ending.Held;
        if (_plain is not null && _plain.Goes(slot) && (signed == 0 || _actor.RedLines.IsEmpty))
        {
            var end = request.EndRounds[slot];
            reply.NoDeal[slot] = _plain.NoDeal(slot, end) * _plain.Factor(slot, signed > 0 ? signed : (int)end);
            reply.Utility[slot] = isHeld ? _plain.Worth(slot, text) * _plain.Factor(slot, signed) : reply.NoDeal[slot];
            return;
        }

        var seat = SeatAt(slot);
        Refresh(seat);
        var noDeal = seat.Reservation.At(seat.Stance, request.EndRounds[slot]);
        reply.NoDeal[slot] = noDeal * Discounting.Factor(seat.Discount, signed > 0 ? signed : (int)request.EndRounds[slot]);
        reply.Utility[slot] = reply.NoDeal[slot];
        if (signed > 0)
        {
            seat.Stance.AddCrossed(text, _crosses);
            if (isHeld)
            {
                reply.Utility[slot] = seat.Stance.Utility.Evaluate(text) * Discounting.Factor(seat.Discount, signed);
            }
        }
    }

    /// <summary>What was drawn when the block began: the numbers, then which lines are held.</summary>
    private void ReportDraws(Span<double> draws)
    {
        var at = 0;
        foreach (var (_, value) in _uncertain)
        {
            _inputs.Column(value).CopyTo(draws[(at++ * _block.Count)..]);
        }

        for (var line = 0; line < _inputs.UncertainLines.Count; line++)
        {
            _inputs.LineColumn(line).CopyTo(draws[(at++ * _block.Count)..]);
        }
    }
}
