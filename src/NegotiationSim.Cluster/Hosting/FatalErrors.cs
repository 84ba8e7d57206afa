
namespace NegotiationSim.Cluster.Hosting;

/// <summary>
/// Hears when a silo cannot go on, as when the others have declared it dead because it was cut off from them or stopped. Orleans itself would end the process; here the silo ends and the program starts another one in its place.
/// </summary>
internal sealed class FatalErrors : IFatalErrorHandler
{
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed with what happened.</summary>
    public Task<string> Happened => _first.Task;

    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
        _first.TrySetResult(exception?.Message ?? context ?? "no reason is known");
}
