using System.Text.Json;

namespace NegotiationSim.Cluster.Tests.Packaging;

/// <summary>The container image of the program: what it says of itself, what is in it, and, where a container tool is there, that it starts.</summary>
public sealed class ContainerImageTests : IDisposable
{
    private static readonly string[] s_ports = ["11111/tcp", "30000/tcp", "8080/tcp"];

    private readonly string _folder = Directory.CreateTempSubdirectory("negsim-image").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Project_ComputesAnUnprivilegedImageOnAspNetCore()
    {
        var asked = await Command.RunAsync(
            "dotnet", TimeSpan.FromMinutes(2), "msbuild", Path.Combine(PublishedImage.Root, "src", "NegotiationSim.Cli"), "-t:ComputeContainerConfig", "-nodeReuse:false",
            "-getProperty:ContainerBaseImage", "-getProperty:ContainerUser", "-getItem:ContainerAppCommand");

        Assert.True(asked!.ExitCode == 0, asked.Output + asked.Error);
        var answer = JsonDocument.Parse(asked.Output).RootElement;
        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0", answer.GetProperty("Properties").GetProperty("ContainerBaseImage").GetString());
        Assert.Equal("1654", answer.GetProperty("Properties").GetProperty("ContainerUser").GetString());
        Assert.Equal("/app/negsim", Assert.Single(answer.GetProperty("Items").GetProperty("ContainerAppCommand").EnumerateArray()).GetProperty("Identity").GetString());
    }

    /// <summary>Builds the image upon an empty one, which takes no registry and no container tool.</summary>
    [Fact]
    public async Task Image_UponAnEmptyBase_HoldsTheProgram_WithoutPrivileges()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1", "NEGSIM_LONG_TESTS=1 runs it");
        using var registry = new EmptyBaseRegistry();

        var (image, publishing) = await PublishedImage.PublishAsync(_folder, $"ContainerBaseImage={registry.Image}");

        Assert.True(publishing.ExitCode == 0, publishing.Output + publishing.Error);
        var config = image.Config();
        Assert.Equal("1654", config.GetProperty("User").GetString());
        Assert.Equal(["/app/negsim"], config.GetProperty("Entrypoint").EnumerateArray().Select(word => word.GetString()!));
        Assert.Equal(s_ports.Order(), config.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name).Order());
        var files = image.Files();
        Assert.True(files["app/negsim"].HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute));
        Assert.All(Directory.EnumerateFiles(AppContext.BaseDirectory, "NegotiationSim.*.dll").Select(Path.GetFileName).Where(name => !name!.Contains("Tests", StringComparison.Ordinal)), name => Assert.Contains($"app/{name}", files.Keys));
    }

    [Fact]
    public async Task Container_SaysWhatTheProgramSays()
    {
        var tool = await ContainerToolAsync();
        Assert.SkipWhen(tool is null, "no container tool (docker, podman) is there whose engine answers");
        var (image, publishing) = await PublishedImage.PublishAsync(_folder);
        Assert.SkipWhen(publishing.Output.Contains("HttpRequestException", StringComparison.Ordinal), "the registry of the base image cannot be reached");
        Assert.True(publishing.ExitCode == 0, publishing.Output + publishing.Error);

        await SucceedAsync(tool, "load", "-i", image.Archive);
        try
        {
            var scenario = Path.Combine(PublishedImage.Root, "scenarios", "truce-for-aid.yaml");
            var program = Path.Combine(AppContext.BaseDirectory, "negsim.dll");

            var inside = await SucceedAsync(tool, "run", "--rm", "--read-only", "--tmpfs", "/tmp", "-v", $"{scenario}:/data/scenario.yaml:ro", image.Name, "run", "/data/scenario.yaml", "--json");
            var outside = await SucceedAsync("dotnet", program, "run", scenario, "--json");
            var version = await SucceedAsync(tool, "run", "--rm", image.Name, "--version");
            var help = await SucceedAsync(tool, "run", "--rm", image.Name, "silo", "--help");

            Assert.Equal(outside, inside);
            Assert.Equal(await SucceedAsync("dotnet", program, "--version"), version);
            Assert.Contains("--cluster-id", help, StringComparison.Ordinal);
        }
        finally
        {
            await Command.RunAsync(tool, TimeSpan.FromMinutes(1), "rmi", "-f", image.Name);
        }
    }

    /// <summary>A command line alone starts nothing: the engine behind it must answer.</summary>
    private static async Task<string?> ContainerToolAsync()
    {
        foreach (var tool in new[] { "docker", "podman" })
        {
            if (await Command.RunAsync(tool, TimeSpan.FromSeconds(30), "info") is { ExitCode: 0 })
            {
                return tool;
            }
        }

        return null;
    }

    private static async Task<string> SucceedAsync(string program, params string[] arguments)
    {
        var run = await Command.RunAsync(program, TimeSpan.FromMinutes(5), arguments);
        Assert.True(run is { ExitCode: 0 }, $"{program} {string.Join(' ', arguments)}: {run?.Output}{run?.Error}");
        return run!.Output;
    }
}
