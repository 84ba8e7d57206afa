using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace NegotiationSim.Cluster.Tests.Packaging;

/// <summary>The Kubernetes manifests of the docs could not be run; what can be seen without a cluster is looked at.</summary>
public sealed partial class ManifestTests
{
    [Fact]
    public void EveryManifest_HasAKindANameAndTheNamespace()
    {
        Assert.Equal(
            ["Deployment redis", "Service redis", "Deployment silo", "PersistentVolumeClaim results", "ConfigMap batch", "Job syria", "NetworkPolicy silo", "NetworkPolicy redis"],
            Manifests.All.Select(manifest => $"{manifest.Text("kind")} {manifest.Text("metadata", "name")}"));
        Assert.All(Manifests.All, manifest => Assert.Equal("negsim", manifest.Text("metadata", "namespace")));
        Assert.All(Manifests.All, manifest => Assert.NotNull(manifest.Text("apiVersion")));
    }

    [Fact]
    public void EverySelector_MatchesLabelsOfPods()
    {
        var labels = Manifests.Pods.Select(pod => Labels(pod.At("metadata", "labels"))).ToList();
        var selectors = Manifests.All.SelectMany(manifest => new[] { manifest.At("spec", "selector", "matchLabels"), manifest.At("spec", "podSelector", "matchLabels") }
            .Append(manifest.Text("kind") == "Service" ? manifest.At("spec", "selector") : null)
            .Concat(manifest.List("spec", "ingress").SelectMany(rule => rule.List("from")).Select(from => from.At("podSelector", "matchLabels")))).OfType<YamlMappingNode>().Select(Labels).ToList();

        Assert.Equal(7, selectors.Count);
        Assert.All(selectors, selector => Assert.Contains(labels, pod => selector.IsSubsetOf(pod)));
    }

    [Fact]
    public void EveryPod_IsUnprivileged_AndItsSecretsAreItsOwn()
    {
        var made = SecretsMade().Matches(Manifests.Page).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal(3, made.Count);
        foreach (var pod in Manifests.Pods)
        {
            Assert.Equal("true", pod.Text("spec", "securityContext", "runAsNonRoot"));
            Assert.NotNull(pod.Text("spec", "securityContext", "fsGroup"));
            var volumes = pod.List("spec", "volumes").ToDictionary(volume => volume.Text("name")!);
            foreach (var secret in volumes.Values.Select(volume => volume.At("secret")).OfType<YamlMappingNode>())
            {
                // With the mode that Kubernetes gives by default negsim refuses the file.
                Assert.Equal("0440", secret.Text("defaultMode"));
                Assert.Contains(secret.Text("secretName")!, made);
            }

            foreach (var container in pod.List("spec", "containers"))
            {
                Assert.Equal("true", container.Text("securityContext", "readOnlyRootFilesystem"));
                Assert.All(container.List("volumeMounts"), mount => Assert.Contains(mount.Text("name")!, volumes.Keys));
            }
        }
    }

    [Fact]
    public async Task EveryCommand_HasTheOptionsThatAreUsed()
    {
        var commands = Manifests.Pods.SelectMany(pod => pod.List("spec", "containers")).Where(container => container.Text("image")!.Contains("negsim", StringComparison.Ordinal))
            .Select(container => string.Join(' ', container.List("args").Select(word => ((YamlScalarNode)word).Value)))
            .SelectMany(text => Commands().Matches(text.Replace("$(CLUSTER)", Manifests.All.Single(manifest => manifest.Text("kind") == "ConfigMap").Text("data", "cluster"), StringComparison.Ordinal)))
            .Select(match => (Name: match.Groups[1].Value, Options: Options().Matches(match.Value).Select(option => option.Value).ToList()))
            .ToList();

        Assert.Equal(["silo", "resume", "montecarlo"], commands.Select(command => command.Name));
        foreach (var (name, options) in commands)
        {
            var help = await Command.RunAsync("dotnet", TimeSpan.FromMinutes(1), Path.Combine(AppContext.BaseDirectory, "negsim.dll"), name, "--help");
            Assert.True(help!.ExitCode == 0, help.Error);
            Assert.True(options.Count >= 8, name);
            Assert.All(options, option => Assert.Matches($"{Regex.Escape(option)}(?![\\w-])", help.Output));
        }
    }

    [Fact]
    public void Silo_PortsProbesAndGrace_FitTogether()
    {
        var pod = Assert.Single(Manifests.Pods, pod => pod.Text("metadata", "labels", "app") == "silo");
        var silo = Assert.Single(pod.List("spec", "containers"));
        var options = silo.List("args").Select(word => ((YamlScalarNode)word).Value!.Split('=', 2)).Where(option => option.Length == 2).ToDictionary(option => option[0], option => option[1]);
        var ports = silo.List("ports").ToDictionary(port => port.Text("name")!, port => port.Text("containerPort")!);

        Assert.Equal(options["--port"], ports["silo"]);
        Assert.Equal(options["--gateway-port"], ports["gateway"]);
        Assert.Equal($"$({silo.List("env").Single().Text("name")}):{ports["health"]}", options["--health"]);
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
        {
            Assert.Equal("health", silo.Text(probe, "httpGet", "port"));
            Assert.Equal(probe == "livenessProbe" ? "/health/live" : "/health/ready", silo.Text(probe, "httpGet", "path"));
        }

        // A stop takes up to ten seconds beyond the grace.
        Assert.True(Number(pod.Text("spec", "terminationGracePeriodSeconds")) >= Number(options["--grace"]) + 10);
        Assert.Equal(
            ports.Values.Order(StringComparer.Ordinal),
            Manifests.All.Single(manifest => $"{manifest.Text("kind")} {manifest.Text("metadata", "name")}" == "NetworkPolicy silo").List("spec", "ingress").SelectMany(rule => rule.List("ports")).Select(port => port.Text("port")!).Order(StringComparer.Ordinal));
    }

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);

    private static HashSet<(string, string)> Labels(YamlNode? node) => [.. ((YamlMappingNode)node!).Children.Select(label => (((YamlScalarNode)label.Key).Value!, ((YamlScalarNode)label.Value).Value!))];

    [GeneratedRegex("create secret generic ([a-z-]+)")]
    private static partial Regex SecretsMade();

    /// <summary>A command of negsim with all that follows it; a container that runs a shell names the program before it.</summary>
    [GeneratedRegex(@"(?:^(?!if )|/app/negsim )([a-z]+) [^;]+")]
    private static partial Regex Commands();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Options();
}
