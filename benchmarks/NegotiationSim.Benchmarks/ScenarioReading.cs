using BenchmarkDotNet.Attributes;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// Reading and validating scenario files, one operation a file. The baseline is a file of forty lines; compare the ratio with the sizes: 2.5 kB, 42 kB and 0.7 MB.
/// </summary>
[MemoryDiagnoser]
public class ScenarioReading
{
    private string _truce = "";
    private string _flagship = "";
    private string _large = "";

    [GlobalSetup]
    public void Setup()
    {
        _truce = Bundled.Text(Bundled.TruceForAid);
        _flagship = Bundled.Text(Bundled.Flagship);
        _large = new DrawnScenario { Actors = 16, Issues = 32, Options = 64 }.Text();
    }

    [Benchmark(Baseline = true, Description = "truce-for-aid")]
    public LoadResult TruceForAid() => Read(_truce);

    [Benchmark(Description = "kerry-lavrov-2016")]
    public LoadResult Flagship() => Read(_flagship);

    [Benchmark(Description = "16 actors, 32 issues of 64 options, all drawn")]
    public LoadResult Large() => Read(_large);

    private static LoadResult Read(string text)
    {
        var result = ScenarioReader.Read(text, "scenario.yaml");
        Bundled.Valid(result);
        return result;
    }
}
