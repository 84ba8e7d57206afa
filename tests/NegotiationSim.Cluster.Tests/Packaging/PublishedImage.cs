using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace NegotiationSim.Cluster.Tests.Packaging;

/// <summary>The program's container image, published into an archive.</summary>
/// <param name="Archive">The archive, as <c>docker load</c> reads it.</param>
/// <param name="Name">The name of the image in it.</param>
internal sealed record PublishedImage(string Archive, string Name)
{
    private const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    /// <summary>The folder of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Publishes what was built with the tests.</summary>
    /// <param name="folder">Where to put it.</param>
    /// <param name="settings">Further properties of the build, such as <c>ContainerBaseImage=...</c>.</param>
    public static async Task<(PublishedImage Image, Command Publishing)> PublishAsync(string folder, params string[] settings)
    {
        var image = new PublishedImage(Path.Combine(folder, "image.tar"), "negsim-test");
        string[] own = [$"PublishDir={folder}/published/", $"ContainerArchiveOutputPath={image.Archive}", $"ContainerRepository={image.Name}"];
        string[] arguments =
        [
            "publish", Path.Combine(Root, "src", "NegotiationSim.Cli"), "--no-build", "-c", Configuration, "-t:PublishContainer", "-nodeReuse:false",
            .. own.Concat(settings).Select(setting => "-p:" + setting),
        ];
        return (image, (await Command.RunAsync("dotnet", TimeSpan.FromMinutes(5), arguments))!);
    }

    /// <summary>What the image says of itself: user, entry point, ports.</summary>
    public JsonElement Config()
    {
        var manifest = Read("manifest.json");
        return Read(manifest[0].GetProperty("Config").GetString()!).GetProperty("config");
    }

    /// <summary>The files of the layer that was laid upon the base image.</summary>
    public IReadOnlyDictionary<string, UnixFileMode> Files()
    {
        var layer = Read("manifest.json")[0].GetProperty("Layers").EnumerateArray().Last().GetString()!;
        using var archive = new TarReader(File.OpenRead(Archive));
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.Name == layer)
            {
                var files = new Dictionary<string, UnixFileMode>();
                using var content = new TarReader(new GZipStream(entry.DataStream!, CompressionMode.Decompress));
                while (content.GetNextEntry() is { } file)
                {
                    files[file.Name] = file.Mode;
                }

                return files;
            }
        }

        throw new InvalidDataException($"the archive has no layer {layer}");
    }

    private JsonElement Read(string name)
    {
        using var archive = new TarReader(File.OpenRead(Archive));
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.Name == name)
            {
                return JsonDocument.Parse(entry.DataStream!).RootElement;
            }
        }

        throw new InvalidDataException($"the archive has no {name}");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NegotiationSim.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("no folder above the tests holds NegotiationSim.sln");
    }
}
