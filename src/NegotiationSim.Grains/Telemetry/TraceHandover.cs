using System.Diagnostics;

namespace NegotiationSim.Grains.Telemetry;

/// <summary>
/// Hands a driver's span over to the table that plays the block, in the W3C form, with the call that begins the block and no other: the table takes it out of the context before it calls an actor. Where nobody
/// listens there is nothing to hand over, and messages are as long as they would be without.
/// </summary>
internal static class TraceHandover
{
    /// <summary>The key in the context of a request. Not that of Orleans, which would go along with every call.</summary>
    public const string Key = "negsim.trace";

    /// <summary>Hands over the current span until the result is disposed.</summary>
    public static Handing OfCurrentSpan() => new(Activity.Current);

    /// <summary>What was handed over with the call that is being answered, which it then is no more; null: nothing.</summary>
    public static ActivityContext? Take()
    {
        if (RequestContext.Get(Key) is not string text)
        {
            return null;
        }

        RequestContext.Remove(Key);
        return ActivityContext.TryParse(text, traceState: null, isRemote: true, out var parent) ? parent : null;
    }

    /// <summary>While it exists, calls carry the span.</summary>
    internal readonly ref struct Handing
    {
        private readonly bool _isSet;

        public Handing(Activity? span)
        {
            _isSet = span is { Recorded: true, Source.Name: NegotiationTelemetry.Name };
            if (_isSet)
            {
                RequestContext.Set(Key, span!.Id!);
            }
        }

        public void Dispose()
        {
            if (_isSet)
            {
                RequestContext.Remove(Key);
            }
        }
    }
}
