using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Telling;

/// <summary>
/// Joins what the table noted in public and what the actors wrote in their diaries to the entries of a transcript, a page at a time. Done by the driver.
/// </summary>
/// <param name="scenario">The whole scenario.</param>
public sealed class TranscriptReader(Scenario scenario)
{
    /// <summary>Hands out the entries of one replica, in order.</summary>
    /// <param name="page">A stretch of the block; the table's moves and the diaries are about the same ones.</param>
    /// <param name="slot">The replica's place in the block, from 0.</param>
    /// <param name="hear">Takes each entry.</param>
    public void Read(StoryPage page, int slot, Action<TranscriptEntry> hear)
    {
        var read = new int[page.Diaries.Count];
        foreach (var entry in page.Log)
        {
            if (entry.Slot == slot)
            {
                Tell(entry, IsOwnMove(entry) ? Next(page.Diaries[entry.Actor], ref read[entry.Actor], slot) : default, hear);
            }
        }
    }

    /// <summary>A red line by its full name, <c>actor.line</c>.</summary>
    internal static string LineName(Scenario scenario, int actor, int line) => $"{scenario.Actors[actor].Id}.{scenario.Actors[actor].RedLines[line].Id}";

    /// <summary>Whether the actor that moves wrote about it in its diary.</summary>
    private static bool IsOwnMove(LogEntry entry) => entry.Actor >= 0 && (entry.Said != Said.Nothing || entry.Answer != Answer.None);

    private static DiaryEntry Next(IReadOnlyList<DiaryEntry> diary, ref int read, int slot)
    {
        while (diary[read].Slot != slot)
        {
            read++;
        }

        return diary[read++];
    }

    private void Tell(LogEntry entry, in DiaryEntry thoughts, Action<TranscriptEntry> hear)
    {
        var line = new TranscriptEntry
        {
            Round = entry is { Round: > 0, Period: 0 } ? entry.Round : null,
            Period = entry.Period > 0 ? entry.Period : null,
            Date = entry.Period > 0 ? ImplementationState.DateOf(scenario, entry.Round, entry.Period) : entry.Round > 0 ? scenario.Calendar.StartOf(entry.Round) : null,
            Phase = entry.Phase,
            Actor = entry.Actor,
            Move = entry.Move ?? Move.Event,
            Event = entry.Event >= 0 ? scenario.Events[entry.Event].Id : null,
            Branch = entry.Branch >= 0 ? scenario.Events[entry.Event].Branches[entry.Branch].Id : null,
            Implementation = entry.Detail,
        };
        if (entry.Answer != Answer.None)
        {
            hear(Told(line, thoughts) with { Move = MoveOf(entry), Outcome = Texts(entry.Text), Utility = thoughts.StandingUtility });
            return;
        }

        if (entry.Said == Said.Nothing)
        {
            hear(line with { Outcome = Texts(entry.Text) });
            return;
        }

        if (entry.Said.IsWalkOut())
        {
            hear(Told(line, thoughts) with { Move = Move.WalkOut });
            return;
        }

        var answered = Told(line, thoughts) with { Outcome = Texts(entry.Standing), Utility = Number(thoughts.StandingUtility) };
        if (entry.Said.IsAcceptance())
        {
            hear(answered with { Move = Move.Accept, Withdraws = [.. entry.Withdraws] });
            return;
        }

        if (entry.Standing is not null || entry.Said == Said.Reject)
        {
            hear(answered with { Move = Move.Reject, Objects = [.. entry.Objects] });
        }

        if (entry.Said == Said.Offer)
        {
            hear(line with { Move = Move.Offer, Outcome = Texts(entry.Text), Utility = Number(thoughts.OwnUtility), Target = Number(thoughts.Target), Withdraws = [.. entry.Withdraws] });
        }
    }

    private TranscriptEntry Told(TranscriptEntry line, in DiaryEntry thoughts) => line with
    {
        Target = Number(thoughts.Target),
        Reason = thoughts.Reason,
        RedLine = thoughts.RedLine >= 0 ? LineName(scenario, line.Actor, thoughts.RedLine) : null,
        Counterpart = thoughts.Counterpart,
    };

    private static Move MoveOf(LogEntry entry)
    {
        var consents = entry.Answer is Answer.Willing or Answer.Pressed;
        return entry.Phase == Phase.Ratification ? (consents ? Move.Ratify : Move.Refuse) : (consents ? Move.Accept : Move.Reject);
    }

    private static Outcome? Texts(ushort[]? text) => text is null ? null : new Outcome([.. text]);

    private static double? Number(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>A stretch of a told block: the table's page, and every actor's for the same moves.</summary>
/// <param name="Log">What the table noted.</param>
/// <param name="Diaries">What each actor wrote, by actor index.</param>
public sealed record StoryPage(IReadOnlyList<LogEntry> Log, IReadOnlyList<IReadOnlyList<DiaryEntry>> Diaries);
