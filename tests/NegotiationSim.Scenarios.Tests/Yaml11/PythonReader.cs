using System.Diagnostics;
using System.Text.Json;

namespace NegotiationSim.Scenarios.Tests.Yaml11;

/// <summary>Reads YAML files with PyYAML, with its own scanner and with that of the C library that Ruby uses too, and tells the type of every value.</summary>
internal static class PythonReader
{
    private const string Program =
        """
        import json, sys, yaml
        def told(x):
            if isinstance(x, dict): return {"map": [[told(k), told(v)] for k, v in x.items()]}
            if isinstance(x, list): return {"list": [told(i) for i in x]}
            if isinstance(x, str): return {"str": x}
            if isinstance(x, bool) or x is None: return {"word": str(x).lower()}
            if isinstance(x, (int, float)): return {"number": repr(float(x))}
            return {type(x).__name__: str(x)}
        loaders = [yaml.SafeLoader] + ([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])
        result = [[told(yaml.load(open(name, encoding="utf-8").read(), loader)) for loader in loaders] for name in sys.argv[1:]]
        print(json.dumps(result))
        """;

    private static readonly Lazy<bool> s_isThere = new(() => TryRun("import yaml", []) is not null);

    /// <summary>Skips the test, visibly, where there is no Python with PyYAML.</summary>
    public static void SkipUnlessThere() => Assert.SkipUnless(s_isThere.Value, "python3 with the module yaml is not installed");

    /// <summary>What each of the loaders makes of each file.</summary>
    public static async Task<IReadOnlyList<JsonElement[]>> ReadAsync(params IReadOnlyList<string> texts)
    {
        var folder = Directory.CreateTempSubdirectory("negsim-yaml-");
        try
        {
            var files = texts.Select((text, i) => (Path: Path.Combine(folder.FullName, $"{i}.yaml"), Text: text)).ToList();
            foreach (var (path, text) in files)
            {
                await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
            }

            var output = TryRun(Program, files.Select(file => file.Path)) ?? throw new InvalidOperationException("python3 failed");
            using var document = JsonDocument.Parse(output);
            return [.. document.RootElement.EnumerateArray().Select(file => file.EnumerateArray().Select(tree => tree.Clone()).ToArray())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? TryRun(string program, IEnumerable<string> arguments)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = python.StandardError.ReadToEndAsync();
            var output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0 ? output : program == Program ? throw new InvalidOperationException(error.Result) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
