using System.Text.Json;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

public sealed class ImportExportTests : IDisposable
{
    private const string Domain = "<negotiation_template><utility_space><objective index=\"0\"><issue index=\"1\" name=\"Lease & car\"><item index=\"1\" value=\"yes\"/><item index=\"2\" value=\"no\"/></issue></objective></utility_space></negotiation_template>";
    private const string Profile = "<utility_space><objective index=\"0\"><issue index=\"1\" name=\"Lease &amp; car\"><item index=\"1\" value=\"yes\" evaluation=\"1\"/><item index=\"2\" value=\"no\" evaluation=\"2\"/></issue><weight index=\"1\" value=\"1\"/></objective></utility_space>";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public ImportExportTests()
    {
        Directory.CreateDirectory(At("job"));
        File.WriteAllText(At("job", "domain.xml"), Domain);
        File.WriteAllText(At("job", "employer.xml"), Profile);
        File.WriteAllText(At("job", "employee.xml"), Profile);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Import_Folder_WritesAScenarioThatIsValid()
    {
        var called = await Negsim.CallAsync("import", At("job"), "--from", "genius", "--out", At("job.yaml"));

        Assert.Equal((ExitCode.Done, $"{At("job.yaml")}: written: 2 actors, 1 issue, 2 outcomes and 100 rounds\n"), (called.ExitCode, called.Output));
        Assert.Equal($"{At("job", "domain.xml")}:1:88: warning: this is not quite XML, read as Genius reads it: a bare `&`; XML wants &amp;\n", called.Error);
        var read = ScenarioReader.ReadFile(At("job.yaml"));
        Assert.Empty(read.Diagnostics);
        Assert.Equal(("job", "employee"), (read.Scenario!.Name, read.Scenario.Actors[0].Id));
    }

    [Fact]
    public async Task Import_WithoutOut_PrintsTheScenarioAndNothingElse()
    {
        var written = await Negsim.CallAsync("import", At("job"), "--from", "genius", "--out", At("job.yaml"), "--quiet");
        var printed = await Negsim.CallAsync("import", At("job"), "--from", "genius", "--quiet");

        Assert.Equal(new Called(ExitCode.Done, "", ""), written);
        Assert.Equal(new Called(ExitCode.Done, await File.ReadAllTextAsync(At("job.yaml"), TestContext.Current.CancellationToken), ""), printed);
    }

    [Fact]
    public async Task Import_Json_IsOneDocument()
    {
        var called = await Negsim.CallAsync("import", At("job", "domain.xml"), At("job", "employer.xml"), At("job", "employee.xml"), "--from", "genius", "--json");

        using var document = JsonDocument.Parse(called.Output);
        var root = document.RootElement;
        Assert.Equal(("negsim.import/1", true, "domain"), (root.GetProperty("schema").GetString(), root.GetProperty("imported").GetBoolean(), root.GetProperty("scenario").GetString()));
        Assert.NotNull(ScenarioReader.Read(root.GetProperty("text").GetString()!, "text").Scenario);
        Assert.Equal("warning", Assert.Single(root.GetProperty("diagnostics").EnumerateArray()).GetProperty("severity").GetString());
    }

    [Fact]
    public async Task Import_SpoiltFile_ReturnsTwoAndLeavesTheOldFileAlone()
    {
        await File.WriteAllTextAsync(At("job", "employee.xml"), "<utility_space>", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(At("job.yaml"), "old", TestContext.Current.CancellationToken);
        var called = await Negsim.CallAsync("import", At("job"), "--from", "genius", "--out", At("job.yaml"), "--quiet");

        Assert.Equal(
            new Called(ExitCode.WrongInput, "", $"{At("job", "employee.xml")}:1:16: error: this is not XML: the file ends before the </utility_space> of line 1; is a part of it missing?\n"),
            called);
        Assert.Equal("old", await File.ReadAllTextAsync(At("job.yaml"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Import_OverItsOwnSource_IsRefused()
    {
        var source = At("job", "domain.xml");
        var called = await Negsim.CallAsync("import", source, At("job", "employer.xml"), At("job", "employee.xml"), "--from", "genius", "--out", source);

        Assert.Equal(new Called(ExitCode.WrongInput, "", $"negsim: '{source}' is one of the files that are read; name another\n"), called);
        Assert.Equal(Domain, await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Export_Scenario_WritesAFolderAndSaysWhatIsLeftOut()
    {
        await File.WriteAllTextAsync(At("truce.yaml"), "", TestContext.Current.CancellationToken);
        var called = await Negsim.CallAsync("export", At("truce.yaml"), "--to", "genius", "--out", At("truce"));

        Assert.Equal((ExitCode.Done, $"{At("truce")}: written: 1 domain and 2 profiles\n"), (called.ExitCode, called.Output));
        Assert.Contains($"{At("truce.yaml")}: left out: rounds, dates and tactics, which a session of Genius sets\n", called.Error, StringComparison.Ordinal);
        Assert.NotNull(ScenarioImport.Read(ImportFormat.Genius, [At("truce")]).Scenario);

        var again = await Negsim.CallAsync("export", At("truce.yaml"), "--to", "genius", "--out", At("truce"), "--quiet");
        Assert.Equal(ExitCode.WrongInput, again.ExitCode);
        Assert.EndsWith("already; name a folder without .xml files\n", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Json_ListsFilesAndWhatIsLeftOut()
    {
        await File.WriteAllTextAsync(At("truce.yaml"), "", TestContext.Current.CancellationToken);
        var called = await Negsim.CallAsync("export", At("truce.yaml"), "--to", "genius", "--out", At("truce"), "--json", "--quiet");

        using var document = JsonDocument.Parse(called.Output);
        var root = document.RootElement;
        Assert.Equal("negsim.export/1", root.GetProperty("schema").GetString());
        Assert.All(root.GetProperty("files").EnumerateArray(), file => Assert.True(File.Exists(At("truce", file.GetString()!))));
        Assert.NotEmpty(root.GetProperty("left_out").EnumerateArray());
        Assert.Equal("", called.Error);
    }

    private string At(params string[] parts) => Path.Combine([folder.FullName, .. parts]);
}
