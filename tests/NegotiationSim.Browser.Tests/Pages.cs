using System.Diagnostics;

[assembly: AssemblyFixture(typeof(NegotiationSim.Browser.Tests.Pages))]

namespace NegotiationSim.Browser.Tests;

/// <summary>Pages of small batches, each made once, as a user makes them.</summary>
public sealed class Pages : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly Dictionary<string, string> _made = new(StringComparer.Ordinal);

    /// <summary>The page of one of the repository's scenarios, or of <c>nasty</c>: a scenario whose titles want to be markup, turn the line, or are very long.</summary>
    public string Of(string scenario)
    {
        if (!_made.TryGetValue(scenario, out var page))
        {
            var (file, runs) = (Path.Combine(Root(), "scenarios", scenario + ".yaml"), "150");
            if (scenario == "nasty")
            {
                file = Path.Combine(_folder.FullName, "nasty.yaml");
                File.WriteAllText(file, NastyScenario.Text);
            }

            var folder = Path.Combine(_folder.FullName, scenario);
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "negsim.exe" : "negsim"), ["montecarlo", file, "--runs", runs, "--zone", "20", "--out", folder, "--report", "--quiet"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error + output.Result);
            _made.Add(scenario, page = Path.Combine(folder, "report.html"));
        }

        return page;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NegotiationSim.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
