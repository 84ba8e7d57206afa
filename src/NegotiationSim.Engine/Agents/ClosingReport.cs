using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Agents;

/// <summary>The actor after the block: how it came out of every replica.</summary>
/// <param name="block">The actor.</param>
internal sealed class ClosingReport(AgentBlock block)
{
    private readonly List<short> _crosses = [];
    private readonly (string Name, Scenarios.Quantity Value)[] _uncertain = [.. UncertainInputs.Named(block.Actor)];
    private readonly string[] _drawNames = [.. UncertainInputs.Names(block.Actor)];

    /// <summary>Reports to the driver.</summary>
    public CloseReply Of(CloseRequest request)
    {
        block.Listen(request.Announcements);
        _crosses.Clear();
        var count = block.Spec.Count;
        var reply = new CloseReply
        {
            Utility = new double[count],
            NoDeal = new double[count],
            CrossedUpTo = new int[count],
            DrawNames = _drawNames,
            Draws = new double[count * _drawNames.Length],
            Diary = [.. block.Diary],
        };
        for (var slot = 0; slot < count; slot++)
        {
            Report(slot, request, reply);
            reply.CrossedUpTo[slot] = _crosses.Count;
        }

        reply.Crosses = [.. _crosses];
        if (block.Actor.Preferences is not null)
        {
            ReportDraws(reply.Draws);
        }

        return reply;
    }

    private void Report(int slot, CloseRequest request, CloseReply reply)
    {
        if (block.Actor.Preferences is null)
        {
            (reply.Utility[slot], reply.NoDeal[slot]) = (double.NaN, double.NaN);
            return;
        }

        var signed = request.SignedRounds[slot];
        var outcome = signed > 0 ? request.Texts.AsSpan(slot * block.Components, block.Components) : default;
        var isHeld = signed > 0 && request.Endings[slot] == Ending.Held;
        if (block.Columns is { } columns && columns.Goes(slot) && (signed == 0 || block.Actor.RedLines.IsEmpty))
        {
            var end = request.EndRounds[slot];
            reply.NoDeal[slot] = columns.NoDeal(slot, end) * columns.Factor(slot, signed > 0 ? signed : (int)end);
            reply.Utility[slot] = isHeld ? columns.Book.Worth(slot, outcome) * columns.Factor(slot, signed) : reply.NoDeal[slot];
            return;
        }

        var state = block.SettledStateAt(slot);
        var noDeal = state.NoDealAt(request.EndRounds[slot]);
        reply.NoDeal[slot] = noDeal * state.FactorAt(signed > 0 ? signed : (int)request.EndRounds[slot]);
        reply.Utility[slot] = reply.NoDeal[slot];
        if (signed > 0)
        {
            state.Profile.AddCrossed(outcome, _crosses);
            if (isHeld)
            {
                reply.Utility[slot] = state.Profile.Utility.Evaluate(outcome) * state.FactorAt(signed);
            }
        }
    }

    /// <summary>What was drawn when the block began: the numbers, then which lines are held.</summary>
    private void ReportDraws(Span<double> draws)
    {
        var at = 0;
        foreach (var (_, value) in _uncertain)
        {
            block.Inputs.Column(value).CopyTo(draws[(at++ * block.Spec.Count)..]);
        }

        for (var line = 0; line < block.Inputs.UncertainLines.Count; line++)
        {
            block.Inputs.LineColumn(line).CopyTo(draws[(at++ * block.Spec.Count)..]);
        }
    }
}
