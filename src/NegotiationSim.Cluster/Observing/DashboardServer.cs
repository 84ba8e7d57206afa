using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Grains.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace NegotiationSim.Cluster.Observing;

/// <summary>
/// The Orleans dashboard of a silo, for a person on the same machine: which grains there are, how often they are called and how long a call takes. It outlives the silo: where one fails and another takes its place, it shows that one.
/// </summary>
/// <remarks>
/// It listens on loopback alone, and answers only who calls it by a name of loopback, so that no page of another site reads it through a name that is pointed there. Its views of what a grain holds and of the log are not
/// served, though grains of this project have nothing that the former could show: what an actor prefers is nobody's business.
/// </remarks>
public sealed class DashboardServer : IAsyncDisposable
{
    /// <summary>The page itself.</summary>
    private static readonly string[] s_files = ["/", "/index.html", "/index.min.js", "/index.css", "/favicon.ico", "/version"];

    /// <summary>What the page asks for. Whatever else a version of the dashboard offers is not served.</summary>
    private static readonly string[] s_figures = ["/DashboardCounters", "/ClusterStats", "/TopGrainMethods", "/GrainTypes", "/Reminders", "/LifecycleStages"];

    /// <summary>The same with a name behind it.</summary>
    private static readonly string[] s_named = ["/fonts/", "/img/", "/HistoricalStats/", "/SiloProperties/", "/SiloMetadata/", "/SiloStats/", "/SiloCounters/", "/GrainStats/", "/Reminders/"];

    private readonly PlainWebServer _server;

    private DashboardServer(PlainWebServer server) => _server = server;

    /// <summary>Where it listens.</summary>
    public IPEndPoint At => _server.At;

    /// <summary>Adds to a silo what the dashboard shows. Every call of a grain takes longer for it.</summary>
    internal static void UseIn(ISiloBuilder builder)
    {
        builder.AddDashboard(options => options.HideTrace = true);

        // Otherwise the dashboard would have all silos begin to count when somebody looks, and give up at the first one that has none.
        builder.Services.Configure<GrainProfilerOptions>(options => options.TraceAlways = true);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(_ => new DiagnosticListener(nameof(DashboardServer)));
    }

    /// <summary>Keeps the dashboard's grains away from a silo without one. Orleans finds them in the program, and would activate some here for the dashboards of other silos, though nothing that they need is here.</summary>
    internal static void KeepOutOf(ISiloBuilder builder) =>
        builder.Services.PostConfigure<GrainTypeOptions>(options => options.Classes.RemoveWhere(type => type.Assembly == typeof(DashboardOptions).Assembly));

    /// <summary>Starts it.</summary>
    /// <param name="port">The port; 0: any that is free.</param>
    /// <param name="silo">The services of a silo that has a dashboard; null: there is none now.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SiloStartException">It cannot listen there; the message is fit for a person.</exception>
    public static async Task<DashboardServer> StartAsync(int port, Func<IServiceProvider?> silo, CancellationToken cancellation)
    {
        var pages = new ConditionalWeakTable<IServiceProvider, RequestDelegate>();
        return new(await PlainWebServer.StartAsync(new IPEndPoint(IPAddress.Loopback, port), AnswerAsync, cancellation).ConfigureAwait(false));

        async Task AnswerAsync(HttpContext context)
        {
            if (Refusal(context.Request) is { } refusal)
            {
                context.Response.StatusCode = refusal;
                return;
            }

            if (silo() is not { } services)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsync("There is no silo now; a new one takes its place.\n").ConfigureAwait(false);
                return;
            }

            context.Response.Headers.XFrameOptions = "DENY";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            await using var scope = services.CreateAsyncScope();
            context.RequestServices = scope.ServiceProvider;
            await pages.GetValue(services, PagesOf)(context).ConfigureAwait(false);
        }
    }

    /// <summary>Ends it.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static RequestDelegate PagesOf(IServiceProvider services)
    {
        var pages = new ApplicationBuilder(services);
        pages.UseRouting();
        pages.UseEndpoints(endpoints => endpoints.MapOrleansDashboard());
        return pages.Build();
    }

    /// <summary>The status of a request that is not answered; null: it is.</summary>
    private static int? Refusal(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
        {
            return StatusCodes.Status421MisdirectedRequest;
        }

        if (!HttpMethods.IsGet(request.Method))
        {
            return StatusCodes.Status405MethodNotAllowed;
        }

        var path = request.Path.Value ?? "";
        return s_files.Concat(s_figures).Contains(path, StringComparer.Ordinal) || s_named.Any(name => path.StartsWith(name, StringComparison.Ordinal)) ? null : StatusCodes.Status404NotFound;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
