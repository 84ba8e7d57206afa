using System.Collections.Concurrent;

namespace NegotiationSim.Grains.Tests;

/// <summary>One call to a grain of ours: to whom, and everything that went in and came out.</summary>
internal sealed record SpiedCall(Type Interface, string Target, string? Source, string Method, IReadOnlyList<object?> Arguments, object? Result);

/// <summary>Notes the calls to the grains of experiments that a test watches.</summary>
internal sealed class CallSpy : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<SpiedCall> _calls = new();

    /// <summary>Whether calls are noted.</summary>
    public bool IsWatching { get; set; }

    public IReadOnlyList<SpiedCall> Calls => [.. _calls];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (!IsWatching || !(context.Grain is ITableGrain or IActorGrain))
        {
            await context.Invoke();
            return;
        }

        var arguments = Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument).ToArray();
        await context.Invoke();
        _calls.Enqueue(new SpiedCall(
            context.Grain is ITableGrain ? typeof(ITableGrain) : typeof(IActorGrain),
            context.TargetId.Key.ToString()!, context.SourceId?.ToString(), context.MethodName, arguments, context.Result));
    }
}
