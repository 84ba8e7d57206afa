using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Grains.Telemetry;

namespace NegotiationSim.Grains.Tests.Telemetry;

/// <summary>Which spans there are of a batch, and that there are none, nor anything else on the way, where nobody listens. Listeners belong to the process, so nothing runs beside these tests.</summary>
[Collection(nameof(ConsoleTelemetryTests))]
public sealed class TraceTests
{
    private const int Blocks = 3;

    [Fact]
    public async Task Play_NobodyListens_NoSpanAndNothingInAnyContext()
    {
        var calls = await PlayAsync();

        Assert.Contains(calls, call => call is { Target: "table", Method: "PlayAsync" });
        Assert.Contains(calls, call => call is { Target: "actor", Method: "TurnAsync" });
        Assert.All(calls, call => Assert.Equal("", call.Keys));
        Assert.All(calls, call => Assert.Null(call.Span));
        Assert.Null(NegotiationTelemetry.StartBatch("truce", 1, 1));
        Assert.Null(NegotiationTelemetry.StartPlay(new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded), 0, 1));
    }

    [Fact]
    public async Task Play_SomebodyListens_OneSpanOfABlockOnEachSideAndNoneOfACall()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == NegotiationTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        IReadOnlyList<Call> calls;
        Activity batch;
        using (batch = NegotiationTelemetry.StartBatch("truce", 5, Blocks)!)
        {
            calls = await PlayAsync();
        }

        Assert.Equal(1 + 2 * Blocks, spans.Count);
        Assert.All(spans, span => Assert.Equal(batch.TraceId, span.TraceId));
        var blocks = spans.Where(span => span.OperationName == NegotiationTelemetry.BlockSpan).ToList();
        var plays = spans.Where(span => span.OperationName == NegotiationTelemetry.PlaySpan).ToList();
        Assert.All(blocks, block => Assert.Equal(batch.SpanId, block.ParentSpanId));
        Assert.All(plays, play => Assert.True(play.HasRemoteParent));
        Assert.Equal(blocks.Select(block => block.SpanId.ToHexString()).Order(StringComparer.Ordinal), plays.Select(play => play.ParentSpanId.ToHexString()).Order(StringComparer.Ordinal));

        // The context goes along with the call that begins a block, and no further.
        Assert.All(calls, call => Assert.Equal(call is { Target: "table", Method: "PlayAsync" } ? TraceHandover.Key : "", call.Keys));
    }

    [Fact]
    public async Task Play_SpansOfSomebodyElse_AreNotHandedOver()
    {
        using var other = new Activity("other").Start();

        Assert.All(await PlayAsync(), call => Assert.Equal("", call.Keys));
    }

    private static async Task<IReadOnlyList<Call>> PlayAsync()
    {
        var spy = new ContextSpy();
        await using var silo = await LocalSilo.StartAsync(new LocalSiloOptions { Configure = services => services.AddSingleton<IIncomingGrainCallFilter>(spy) }, TestContext.Current.CancellationToken);
        await using var experiment = new Experiment(silo.Grains, TruceScenario.Create(), new ExperimentOptions { BlockSize = 4, Lanes = 2 });
        await foreach (var block in experiment.PlayAsync(5, 0, 4 * Blocks, tell: false, TestContext.Current.CancellationToken))
        {
            Assert.Equal(4, block.Spec.Count);
        }

        return [.. spy.Calls];
    }

    private sealed record Call(string Target, string Method, string Keys, Activity? Span);

    /// <summary>Notes what comes along with every call to a table or an actor.</summary>
    private sealed class ContextSpy : IIncomingGrainCallFilter
    {
        public ConcurrentQueue<Call> Calls { get; } = new();

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is ITableGrain or IActorGrain)
            {
                Calls.Enqueue(new Call(context.TargetId.Type.ToString()!, context.MethodName, string.Join(' ', RequestContext.Keys), Activity.Current));
            }

            return context.Invoke();
        }
    }
}
