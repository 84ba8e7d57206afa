using System.Net;
using Microsoft.AspNetCore.Http;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Cluster.Observing;

/// <summary>
/// Tells an orchestrator over HTTP how a silo is: <c>/health/live</c> answers 200 unless the silo has failed, <c>/health/ready</c> 200 while it takes work, and both 503 otherwise; the body is the state in a word.
/// Nothing else is served. It outlives the silo: where one fails and another takes its place, it tells of the one that is there.
/// </summary>
public sealed class HealthServer : IAsyncDisposable
{
    private readonly PlainWebServer _server;

    private HealthServer(PlainWebServer server) => _server = server;

    /// <summary>Where it listens.</summary>
    public IPEndPoint At => _server.At;

    /// <summary>Starts it.</summary>
    /// <param name="at">Where it listens; port 0: any that is free.</param>
    /// <param name="health">Says how the silo is; called from any thread.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SiloStartException">It cannot listen there; the message is fit for a person.</exception>
    public static async Task<HealthServer> StartAsync(IPEndPoint at, Func<SiloHealth> health, CancellationToken cancellation) =>
        new(await PlainWebServer.StartAsync(at, context => AnswerAsync(context, health()), cancellation).ConfigureAwait(false));

    /// <summary>Ends it.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task AnswerAsync(HttpContext context, SiloHealth health)
    {
        var isWell = context.Request.Path.Value switch
        {
            "/health/live" => health != SiloHealth.Failed,
            "/health/ready" => health == SiloHealth.Ready,
            _ => (bool?)null,
        };
        if (isWell is not { } well)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        context.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(Word(health) + "\n");
    }

    private static string Word(SiloHealth health) => health switch
    {
        SiloHealth.Joining => "joining",
        SiloHealth.Ready => "ready",
        SiloHealth.Draining => "draining",
        _ => "failed",
    };
}
