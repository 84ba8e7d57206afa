using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NegotiationSim.Cluster.Tests.Packaging;

/// <summary>A registry of container images on loopback that knows one image, which has nothing in it: enough to build another one upon, where no real registry can be reached.</summary>
internal sealed class EmptyBaseRegistry : IDisposable
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly byte[] _manifest;

    /// <summary>Starts it on a free port.</summary>
    public EmptyBaseRegistry()
    {
        var layer = Layer();
        var packed = Packed(layer);
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64",
            os = "linux",
            config = new { Env = new[] { "PATH=/usr/bin" } },
            rootfs = new { type = "layers", diff_ids = new[] { Digest(layer) } },
            history = Array.Empty<object>(),
        });
        _blobs[Digest(packed)] = packed;
        _blobs[Digest(config)] = config;
        _manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = ManifestType,
            config = new { mediaType = "application/vnd.docker.container.image.v1+json", size = config.Length, digest = Digest(config) },
            layers = new[] { new { mediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip", size = packed.Length, digest = Digest(packed) } },
        });

        // A listener cannot be asked to choose a port by itself, so another one is.
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        _listener.Prefixes.Add($"http://localhost:{port}/");
        _listener.Start();
        Image = $"localhost:{port}/empty:1";
        _ = ServeAsync();
    }

    /// <summary>The name of the image.</summary>
    public string Image { get; }

    public void Dispose() => _listener.Close();

    private static byte[] Layer()
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "data") { ModificationTime = DateTimeOffset.UnixEpoch });
        }

        return bytes.ToArray();
    }

    private static byte[] Packed(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return bytes.ToArray();
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        var (type, content) = path.Contains("/manifests/", StringComparison.Ordinal) ? (ManifestType, _manifest)
            : _blobs.TryGetValue(path[(path.LastIndexOf('/') + 1)..], out var blob) ? ("application/octet-stream", blob)
            : ("application/json", path == "/v2/" ? Encoding.UTF8.GetBytes("{}") : null);
        context.Response.StatusCode = content is null ? 404 : 200;
        context.Response.ContentType = type;
        if (content is not null)
        {
            context.Response.Headers["Docker-Content-Digest"] = Digest(content);
            context.Response.ContentLength64 = content.Length;
            if (context.Request.HttpMethod == "GET")
            {
                await context.Response.OutputStream.WriteAsync(content);
            }
        }

        context.Response.Close();
    }
}
