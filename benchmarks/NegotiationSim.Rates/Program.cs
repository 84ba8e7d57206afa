using System.CommandLine;
using System.Globalization;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Rates;
using NegotiationSim.Scenarios;

// Negotiations per second through the grains against the same kernels called directly: one process, in turn. docs/benchmarks.md says how to read it.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var files = new Argument<string[]>("FILE") { Description = "Scenario files.", Arity = ArgumentArity.OneOrMore };
var blockSize = new Option<int?>("--block-size") { Description = "Replicas per block. Default: as a long batch chooses for the scenario." };
var lanes = new Option<int>("--lanes") { Description = "Tables at the same time, on either side. Default: as a batch has, one per processor.", DefaultValueFactory = _ => new ExperimentOptions().Lanes };
var pairs = new Option<int>("--pairs") { Description = "How often each side is measured.", DefaultValueFactory = _ => 9 };
var seconds = new Option<double>("--seconds") { Description = "About how long one measurement takes.", DefaultValueFactory = _ => 1 };
Positive(blockSize);
Positive(lanes);
Positive(pairs);
seconds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double>() is not (> 0 and <= 60))
    {
        result.AddError("--seconds takes a number above 0, at most 60");
    }
});

var command = new RootCommand("Measure negotiations through the grains against the same kernels called directly.") { files, blockSize, lanes, pairs, seconds };
command.SetAction(async (parsed, cancellation) =>
{
    var scenarios = new List<Scenario>();
    foreach (var file in parsed.GetRequiredValue(files))
    {
        var read = ScenarioReader.ReadFile(file);
        if (read.Scenario is not { } scenario)
        {
            Console.Error.WriteLine(string.Join('\n', read.Diagnostics));
            return 2;
        }

        scenarios.Add(scenario);
    }

    var tables = parsed.GetValue(lanes);
    await using var silo = await LocalSilo.StartAsync(cancellation: cancellation);
    Console.WriteLine(
        $"{(tables == 1 ? "One table at a time" : $"{tables} tables at a time")}, {parsed.GetValue(pairs)} pairs; medians, with the least and the greatest.");
    Console.WriteLine(SideBySideTable.Header);
    var isSame = true;
    foreach (var scenario in scenarios)
    {
        var settings = new Settings(tables, parsed.GetValue(pairs), TimeSpan.FromSeconds(parsed.GetValue(seconds)))
        {
            BlockSize = parsed.GetValue(blockSize) ?? BlockSizes.For(scenario, long.MaxValue, tables),
        };
        var comparison = await SideBySide.MeasureAsync(silo.Grains, scenario, settings, cancellation);
        Console.WriteLine(SideBySideTable.Row(scenario.Name, settings.BlockSize, comparison));
        isSame &= comparison.IsSame;
    }

    if (!isSame)
    {
        Console.Error.WriteLine("The two sides did not play the same negotiations, so their rates do not compare.");
    }

    return isSame ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();

static void Positive<T>(Option<T> option) => option.Validators.Add(result =>
{
    if (result.GetValueOrDefault<T>() is < 1)
    {
        result.AddError($"{option.Name} takes a whole number of at least 1");
    }
});
