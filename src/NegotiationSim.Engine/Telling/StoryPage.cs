namespace NegotiationSim.Engine.Telling;

/// <summary>What an actor wrote in its diary since its last page.</summary>
/// <param name="Entries">Its own moves, in order.</param>
[GenerateSerializer, Immutable, Alias("negsim.diary-page")]
public sealed record DiaryPage([property: Id(0)] DiaryEntry[] Entries);

/// <summary>A stretch of a told block: the table's page, and every actor's for the same moves.</summary>
/// <param name="Log">What the table noted.</param>
/// <param name="Diaries">What each actor wrote, by actor index.</param>
public sealed record StoryPage(IReadOnlyList<LogEntry> Log, IReadOnlyList<IReadOnlyList<DiaryEntry>> Diaries);
