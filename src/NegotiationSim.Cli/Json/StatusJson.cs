using System.Globalization;
using System.Text.Json;
using NegotiationSim.Cli.Telling.Clusters;
using NegotiationSim.Cluster.Observing;
using NegotiationSim.Grains;
using NegotiationSim.Reports.Json;

namespace NegotiationSim.Cli.Json;

/// <summary>The document of <c>status --json</c>, schema <c>negsim.status/1</c>. Moments are in universal time, by the clock of the silo that they are about.</summary>
internal static class StatusJson
{
    public static string Write(StatusTale tale) => JsonDocumentWriter.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "negsim.status/1");
        json.WriteString("cluster", tale.Cluster);
        json.WriteString("store", tale.Store);
        WriteTotals(json, tale.Totals);
        json.Objects("silos", tale.Silos, silo => WriteSilo(json, silo));
        json.Objects("batches", tale.Totals.Batches, batch => WriteBatch(json, batch));
        json.WriteEndObject();
    });

    private static void WriteTotals(Utf8JsonWriter json, ClusterTotals totals)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("answering", totals.Answering);
        json.WriteNumber("silent", totals.Silent);
        json.WriteNumber("tables", totals.Lanes);
        json.WriteNumber("running", totals.Running);
        json.WriteNumber("blocks", totals.Blocks);
        json.WriteNumber("replicas", totals.Replicas);
        json.WriteNumber("replicas_per_second", totals.Rate);
        json.WriteNumber("clients", totals.Batches.Length);
        json.WriteEndObject();
    }

    private static void WriteSilo(Utf8JsonWriter json, SiloStanding silo)
    {
        json.WriteString("address", silo.Entry.Address.Endpoint.ToString());
        json.WriteNumber("generation", silo.Entry.Address.Generation);
        json.WriteString("gateway", silo.Entry.Gateway?.ToString());
        json.WriteString("host", silo.Entry.Host);
        json.WriteString("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(silo.Entry.Status.ToString()));
        json.WriteString("started", Moment(silo.Entry.Started));
        json.WriteString("last_alive", Moment(silo.Entry.LastAlive));
        json.WriteString("trouble", silo.Trouble);
        if (silo.Report is not { } report)
        {
            json.WriteNull("report");
            return;
        }

        json.WriteStartObject("report");
        json.WriteString("build", report.Build);
        json.WriteBoolean("draining", report.IsDraining);
        json.WriteNumber("tables", report.Lanes);
        json.WriteNumber("running", report.Running);
        json.WriteNumber("blocks", report.Blocks);
        json.WriteNumber("replicas", report.Replicas);
        json.WriteNumber("replicas_per_second", report.Rate);
        json.WriteNumber("clients", report.Drivers);
        json.WriteEndObject();
    }

    private static void WriteBatch(Utf8JsonWriter json, DriverReport batch)
    {
        json.WriteString("client", batch.Driver);
        json.WriteString("scenario", batch.Scenario);
        json.WriteNumber("done", batch.Done);
        json.WriteNumber("total", batch.Total);
        json.WriteNumber("silent_for", Math.Round(batch.Silence, 3));
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
