using System.CommandLine;
using System.Globalization;
using NegotiationSim.ClusterModel.Inputs;
using NegotiationSim.ClusterModel.Measuring;
using NegotiationSim.ClusterModel.Telling;
using NegotiationSim.Scenarios;

// What limits a batch over a thousand silos: formulas and a simulation that checks them.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var check = new Option<bool>("--check") { Description = "A short run, which fails where formulas and simulation disagree." };
var measure = new Option<string[]>("--measure") { Description = "Measure what the model rests on, with these scenario files, instead of running it.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
var cluster = new Option<string?>("--cluster") { Description = "With --measure: a membership store on this machine that nobody else uses; links and the store are measured too.", HelpName = "URL" };
var silos = new Option<int>("--silos") { Description = "With --cluster: so many silos.", DefaultValueFactory = _ => 3 };

// What --measure starts as processes of their own.
var store = new Argument<string>("URL");
var id = new Argument<string>("ID");
var lanes = new Argument<int>("LANES");
var serve = new Command("serve", "Serve as a silo that is measured.") { store, id, lanes };
serve.Hidden = true;
serve.SetAction(async parsed => await ModelCluster.ServeAsync(parsed.GetRequiredValue(store), parsed.GetRequiredValue(id), parsed.GetRequiredValue(lanes)));

var command = new RootCommand("Model a batch over many silos: what saturates first, and what would lift it.") { check, measure, cluster, silos, serve };
command.SetAction(async parsed =>
{
    if (parsed.GetValue(measure) is { Length: > 0 } files)
    {
        await MeasureAsync([.. files.Select(Read)], parsed.GetValue(cluster), parsed.GetValue(silos));
        return 0;
    }

    return Tell(parsed.GetValue(check));
});
return await command.Parse(args).InvokeAsync();

static int Tell(bool isShort)
{
    var report = new Report(Measured.Costs, new Site(), isShort ? 1 : 5);
    int[] counts = isShort ? [1, 10, 100] : Report.Silos;
    foreach (var work in Measured.Workloads)
    {
        Console.WriteLine($"### {work.Name}, as it is\n\n{report.BySilos(work, new Habits(), counts)}\n");
        Console.WriteLine($"### {work.Name}, silos record what they played\n\n{report.BySilos(work, new Habits { RecordAtSilos = true }, counts)}\n");
        Console.WriteLine($"### {work.Name}, {counts[^1]} silos: what lifts it\n\n{report.Lifts(work, counts[^1])}\n");
        Console.WriteLine($"### {work.Name}: a silo falls silent\n\n{report.Silences(work, isShort ? [10] : [10, 100, 1000])}\n");
    }

    Console.WriteLine($"### The membership store\n\n{report.Store(counts)}\n");
    foreach (var line in report.Disagreements)
    {
        Console.Error.WriteLine(line);
    }

    return report.Disagreements.Count == 0 ? 0 : 1;
}

static Scenario Read(string file)
{
    var read = ScenarioReader.ReadFile(file);
    return read.Scenario ?? throw new InvalidOperationException(string.Join('\n', read.Diagnostics));
}

static async Task MeasureAsync(IReadOnlyList<Scenario> scenarios, string? cluster, int silos)
{
    foreach (var scenario in scenarios)
    {
        Console.WriteLine($"{scenario.Name}, {scenario.Actors.Length} actors:\n  {BlockMeasurement.Of(scenario)}\n  {await RecorderMeasurement.OfAsync(scenario)}");
    }

    if (cluster is not null)
    {
        foreach (var rows in new[] { 10, 100, 1000 })
        {
            Console.WriteLine(await StoreMeasurement.OfAsync(cluster, rows));
        }

        var links = await LinkMeasurement.OfAsync(cluster, silos, scenarios);
        Console.WriteLine($"a link that does nothing: {links.IdlePerLink} of a core at the client, {links.IdlePerSilo} at the silo, {links.MemoryPerLink} bytes; a small call: {links.Call.Client} s at the client, {links.Call.Silo} s at the silo");
        foreach (var scenario in scenarios)
        {
            Console.WriteLine($"{scenario.Name}: {links.Client[scenario.Name]} s of the client per block, {links.Silo[scenario.Name]} s of a silo");
        }
    }
}
