namespace NegotiationSim.Search;

/// <summary>
/// Lets a turn that searches for long be given up from outside. A turn is one synchronous piece of work on one thread, so its token lies with the thread and the loops of a search need not hand it
/// down to one another. Nothing of a block that was given up is used, so results do not depend on it.
/// </summary>
public static class Abandonment
{
    [ThreadStatic]
    private static CancellationToken t_token;

    /// <summary>From now on work of this thread looks at a token, until the result is disposed.</summary>
    /// <param name="token">Gives the work up.</param>
    public static Scope On(CancellationToken token)
    {
        var before = t_token;
        t_token = token;
        return new Scope(before);
    }

    /// <summary>Gives up where that was asked for. Costs some nanoseconds: for loops whose steps take microseconds or more.</summary>
    /// <exception cref="OperationCanceledException">The work of this thread is given up.</exception>
    public static void Look() => t_token.ThrowIfCancellationRequested();

    /// <summary>The token that the thread had before.</summary>
    public readonly ref struct Scope(CancellationToken before)
    {
        /// <summary>Sets it again.</summary>
        public void Dispose() => t_token = before;
    }
}
