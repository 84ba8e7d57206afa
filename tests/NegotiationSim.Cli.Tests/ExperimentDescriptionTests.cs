using System.Text;
using System.Text.Json.Nodes;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary><c>experiment.json</c> changed by hand: what the command line would not take is refused, with the file and the key.</summary>
public sealed class ExperimentDescriptionTests : IDisposable
{
    private readonly Experiment experiment = new();

    public void Dispose() => experiment.Dispose();

    [Theory]
    [InlineData("runs", "0")]
    [InlineData("runs", "-5")]
    [InlineData("runs", "1e99")]
    [InlineData("runs", "12.5")]
    [InlineData("runs", "9223372036854775808")]
    [InlineData("runs", "\"many\"")]
    [InlineData("runs", "null")]
    [InlineData("runs", "[1200]")]
    [InlineData("runs", null)]
    [InlineData("precision", "0")]
    [InlineData("precision", "-0.01")]
    [InlineData("precision", "0.5")]
    [InlineData("precision", "17")]
    [InlineData("precision", "1e-999")]
    [InlineData("precision", "1e999")]
    [InlineData("precision", "\"0.01\"")]
    [InlineData("precision", "false")]
    [InlineData("precision", null)]
    [InlineData("zone", "0")]
    [InlineData("zone", "1201")]
    [InlineData("zone", "1.5")]
    [InlineData("zone", "null")]
    [InlineData("seed", "-1")]
    [InlineData("seed", "18446744073709551616")]
    [InlineData("seed", "1.5")]
    [InlineData("seed", "\"1\"")]
    [InlineData("seed", "null")]
    [InlineData("seed", null)]
    [InlineData("schema", "\"negsim.experiment/2\"")]
    [InlineData("schema", "7")]
    [InlineData("schema", null)]
    [InlineData("command", "\"run\"")]
    [InlineData("command", "\"compare\"", "what_ifs")]
    [InlineData("scenario", "null")]
    [InlineData("scenario", "\"\\ud800\"", "")]
    [InlineData("scenario_file", "\"../scenario.yaml\"")]
    [InlineData("scenario_sha256", "\"0\"")]
    [InlineData("what_ifs", "[]")]
    [InlineData("block_size", "0")]
    public async Task Resume_ValueOutOfRange_NamesFileAndKey(string key, string? value, string? named = null)
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        await ChangeAsync(key, value);
        var called = await experiment.ResumeAsync();
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.StartsWith($"negsim: '{experiment.In("experiment.json")}' describes no experiment of this program: ", called.Error, StringComparison.Ordinal);
        Assert.Contains(named ?? $"'{key}'", called.Error, StringComparison.Ordinal);
        Assert.Single(called.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"runs\"")]
    [InlineData("{\"schema\": \"negsim.experiment/1\", \"runs\": 5, \"runs\": 6}")]
    [InlineData("\u0000\u0001")]
    public async Task Resume_NoDescription_IsRefused(string text)
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        await RefusedAsync(Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public async Task Resume_DeepLongOrCutDescription_IsRefused()
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        var whole = await File.ReadAllBytesAsync(experiment.In("experiment.json"), TestContext.Current.CancellationToken);
        await RefusedAsync(whole[..^9]);
        await RefusedAsync(Encoding.UTF8.GetBytes(new string('[', 1_000_000)));
        await RefusedAsync(Encoding.UTF8.GetBytes("{\"schema\": \"" + new string('a', 100_000) + "\"}"));
        await RefusedAsync([.. whole, .. new byte[100_000_000].AsSpan()]);
        await RefusedAsync([0xff, 0xfe, .. whole]);
    }

    [Theory]
    [InlineData("runs", "0")]
    [InlineData("precision", "0.01")]
    [InlineData("what_ifs", "[]")]
    [InlineData("what_ifs", "[{\"what_if\": \"calendar.rounds=2\"}]", "'what_ifs[0].sha256'")]
    [InlineData("what_ifs", "[{\"what_if\": 2, \"sha256\": \"\"}]", "'what_ifs[0].what_if'")]
    [InlineData("zone", "5")]
    [InlineData("what_ifs", "[7]", "'what_ifs[0]'")]
    [InlineData("what_ifs", null)]
    public async Task Resume_ComparisonOutOfRange_NamesFileAndKey(string key, string? value, string? named = null)
    {
        await experiment.CompareAsync(cutOff: true, "--out", experiment.Out);
        await ChangeAsync(key, value);
        var called = await experiment.ResumeAsync();
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.StartsWith($"negsim: '{experiment.In("experiment.json")}' describes no experiment of this program: ", called.Error, StringComparison.Ordinal);
        Assert.Contains(named ?? $"'{key}'", called.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs", "1300")]
    [InlineData("seed", "2")]
    [InlineData("precision", "0.2")]
    public async Task Resume_AnotherExperimentThanTheCheckpoints_IsRefused(string key, string value)
    {
        await experiment.PlayAsync(cutOff: true, wide: false);
        await ChangeAsync(key, value);
        var called = await experiment.ResumeAsync();
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Contains("belongs to another experiment", called.Error, StringComparison.Ordinal);
    }

    private async Task ChangeAsync(string key, string? value)
    {
        var path = experiment.In("experiment.json");
        var root = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsObject();
        root.Remove(key);
        var text = root.ToJsonString();
        await File.WriteAllTextAsync(path, value is null ? text : $"{text[..^1]}, \"{key}\": {value}}}", TestContext.Current.CancellationToken);
    }

    private async Task RefusedAsync(byte[] description)
    {
        await File.WriteAllBytesAsync(experiment.In("experiment.json"), description, TestContext.Current.CancellationToken);
        var called = await experiment.ResumeAsync();
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.StartsWith($"negsim: '{experiment.In("experiment.json")}' describes no experiment of this program: ", called.Error, StringComparison.Ordinal);
        Assert.Single(called.Error.TrimEnd('\n').Split('\n'));
    }
}
