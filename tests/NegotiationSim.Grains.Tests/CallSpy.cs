using System.Collections.Concurrent;

namespace NegotiationSim.Grains.Tests;

/// <summary>One call to a grain of ours: who called whom, and everything that went in and came out.</summary>
/// <param name="Source">The type of the calling grain: <c>table</c>, <c>actor</c>, or anything else for the driver.</param>
/// <param name="SourceKey">The key of the calling grain.</param>
/// <param name="Target">The type of the called grain.</param>
/// <param name="TargetKey">The key of the called grain.</param>
/// <param name="Method">The method.</param>
/// <param name="Arguments">What went in.</param>
/// <param name="Result">What came out.</param>
internal sealed record SpiedCall(
    string? Source, string? SourceKey, string Target, string TargetKey, string Method, IReadOnlyList<object?> Arguments, object? Result);

/// <summary>Notes every call to a table or an actor.</summary>
internal sealed class CallSpy : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<SpiedCall> _calls = new();

    public IReadOnlyList<SpiedCall> Calls => [.. _calls];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not (ITableGrain or IActorGrain))
        {
            await context.Invoke();
            return;
        }

        var arguments = Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument).ToArray();
        await context.Invoke();
        _calls.Enqueue(new SpiedCall(
            context.SourceId?.Type.ToString(), context.SourceId?.Key.ToString(), context.TargetId.Type.ToString()!, context.TargetId.Key.ToString()!,
            context.MethodName, arguments, context.Result));
    }
}
