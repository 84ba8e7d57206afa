using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Cluster.Observing;

/// <summary>
/// A web server that listens at one address and passes every request to one function. It is Kestrel without a host around it: no settings file and no environment variable adds an address, a header or a page to it.
/// </summary>
internal sealed class PlainWebServer : IAsyncDisposable
{
    /// <summary>So many connections at a time; those beyond are closed at once. Whoever looks here is an orchestrator or one person.</summary>
    private const int MostConnections = 64;

    private static readonly TimeSpan s_stopping = TimeSpan.FromSeconds(2);

    private readonly KestrelServer _server;

    private PlainWebServer(KestrelServer server)
    {
        _server = server;
        var address = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        At = new IPEndPoint(IPAddress.Parse(address.DnsSafeHost), address.Port);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint At { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="at">Where; port 0: any that is free.</param>
    /// <param name="answer">Answers a request. What it throws becomes status 500, without a word about it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SiloStartException">It cannot listen there; the message is fit for a person.</exception>
    public static async Task<PlainWebServer> StartAsync(IPEndPoint at, RequestDelegate answer, CancellationToken cancellation)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Limits.MaxRequestBodySize = 0;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        options.Listen(at, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new Application(answer), cancellation).ConfigureAwait(false);
            return new PlainWebServer(server);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            server.Dispose();
            var why = failure is IOException { InnerException: AddressInUseException } ? "it is in use by another program"
                : failure is SocketException { SocketErrorCode: SocketError.AccessDenied } ? "this user may not use it"
                : "this machine has no such address, or it cannot be used";
            throw new SiloStartException($"nothing can listen at {at}: {why}", failure);
        }
    }

    /// <summary>Stops to listen. Answers that are being given have a moment to end.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(s_stopping);
        await _server.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _server.Dispose();
    }

    private sealed class Application(RequestDelegate answer) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => answer(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
