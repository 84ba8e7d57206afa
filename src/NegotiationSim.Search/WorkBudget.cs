namespace NegotiationSim.Search;

/// <summary>What is left of the work that one question may take, in elementary operations. Counted, never timed, so that answers are the same everywhere.</summary>
internal sealed class WorkBudget(long operations, CancellationToken cancel)
{
    private const long BetweenLooks = 1 << 22;
    private readonly long _all = operations;
    private long _nextLook = operations - BetweenLooks;

    public long Left { get; private set; } = operations;

    public CancellationToken Cancel => cancel;

    public bool IsSpent => Left <= 0;

    /// <summary>Spends some; false when there is nothing left.</summary>
    public bool Spend(long operations)
    {
        Left -= operations;
        if (Left < _nextLook)
        {
            _nextLook = Left - BetweenLooks;
            cancel.ThrowIfCancellationRequested();
        }

        return Left > 0;
    }

    /// <summary>As much as this had at first.</summary>
    public WorkBudget Renewed() => new(_all, cancel);

    /// <summary>An equal part of what is left, for one of several pieces of work.</summary>
    public WorkBudget Share(int parts) => new(Left / Math.Max(1, parts), cancel);
}
