using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Grains.Driving;

/// <summary>Takes the pages of a told block as they are played. Without a listener it keeps them, and puts them back where the whole story is expected.</summary>
/// <param name="listener">Takes each page, on the driver's side; the table waits meanwhile.</param>
internal sealed class PageReader(Action<StoryPage>? listener)
{
    private readonly List<StoryPage> _kept = [];
    private int _heard;
    private int _next;

    /// <summary>Whether the listener threw.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The block is played from its beginning. What was read of an earlier attempt comes once more, the same as before, and is not heard again.</summary>
    public void Begin() => _next = 0;

    /// <summary>A page was full.</summary>
    public void Read(LogEntry[] log, DiaryPage[] diaries)
    {
        if (_next++ == _heard)
        {
            _heard++;
            Hear(new StoryPage(log, [.. diaries.Select(diary => diary.Entries)]));
        }
    }

    /// <summary>The block is over: the rest of its story is in the result and the reports.</summary>
    public void ReadLast(BlockResult result, IReadOnlyList<CloseReply> reports)
    {
        if (listener is not null)
        {
            Hear(new StoryPage(result.Log, [.. reports.Select(report => report.Diary)]));
            return;
        }

        if (_kept.Count > 0)
        {
            result.Log.InsertRange(0, _kept.SelectMany(page => page.Log));
            for (var a = 0; a < reports.Count; a++)
            {
                reports[a].Diary = [.. _kept.SelectMany(page => page.Diaries[a]), .. reports[a].Diary];
            }
        }
    }

    private void Hear(StoryPage page)
    {
        if (listener is null)
        {
            _kept.Add(page);
            return;
        }

        try
        {
            listener(page);
        }
        catch
        {
            HasFailed = true;
            throw;
        }
    }
}
