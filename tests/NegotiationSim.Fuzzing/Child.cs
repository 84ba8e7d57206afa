using System.Diagnostics;
using System.Globalization;
using System.Text;
using NegotiationSim.Cli;
using NegotiationSim.Engine;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Fuzzing;

/// <summary>
/// Plays cases on request: a line with a seed on standard input, a line with what came of it on standard output. One silo serves all; the limits
/// on time and memory are the supervisor's.
/// </summary>
internal static class Child
{
    private const long MuchMemory = 256L << 20;

    public static async Task<int> ServeAsync(FuzzKind kind)
    {
        var corpus = new Corpus();
        var folder = Directory.CreateTempSubdirectory("negsim-fuzz-").FullName;
        await using var runner = await SiloScenarioRunner.StartAsync(TelemetryTarget.None, CancellationToken.None);
        try
        {
            while (await Console.In.ReadLineAsync() is { } line)
            {
                foreach (var answer in await PlayAsync(FuzzCase.Of(kind, ulong.Parse(line, CultureInfo.InvariantCulture), corpus, folder), folder, runner))
                {
                    Console.Out.WriteLine(answer);
                }

                // What the cases before left behind is not of the next one.
                if (Environment.WorkingSet > MuchMemory)
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
                }

                Console.Out.WriteLine("done");
                await Console.Out.FlushAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task<List<string>> PlayAsync(FuzzCase fuzzCase, string folder, IScenarioRunner runner)
    {
        foreach (var old in Directory.GetFiles(folder))
        {
            File.Delete(old);
        }

        foreach (var (name, text) in fuzzCase.Files)
        {
            // Half of a surrogate pair becomes U+FFFD: a file cannot hold it.
            await File.WriteAllBytesAsync(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));
        }

        var answers = new List<string>();
        foreach (var command in fuzzCase.Commands)
        {
            // What could not be imported is not played.
            if (command[0] != "import" && !File.Exists(command[1]))
            {
                break;
            }

            // Tells the supervisor what is being played should it have to end this process.
            Console.Out.WriteLine("playing " + command[0]);
            await Console.Out.FlushAsync();
            answers.Add(await CallAsync(command, runner));
        }

        return answers;
    }

    /// <summary>One line, parts divided by tabs: command, exit code, CPU seconds, fault or nothing.</summary>
    private static async Task<string> CallAsync(IReadOnlyList<string> command, IScenarioRunner runner)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var surroundings = new Surroundings
        {
            Output = output,
            Error = error,
            OutputScreen = new Screen(80, false),
            ReadScenario = ScenarioReader.ReadFile,
            StartRunner = (_, _) => Task.FromResult<IScenarioRunner>(new Kept(runner)),
        };
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        string? fault;
        var code = -1;
        try
        {
            code = await new NegsimProgram(surroundings).RunAsync([.. command], CancellationToken.None);
            fault = Verdict.On(command, code, output.ToString(), error.ToString());
        }
        catch (Exception e)
        {
            fault = $"{e.GetType().Name} escapes: {e.Message}";
        }

        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{command[0]}\t{code}\t{seconds:0.000}\t{fault?.ReplaceLineEndings(" ").Replace('\t', ' ')}");
    }

    /// <summary>The silo outlives the command that uses it.</summary>
    private sealed class Kept(IScenarioRunner runner) : IScenarioRunner
    {
        public Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation) => runner.RunAsync(scenario, seed, replica, cancellation);

        public IAsyncEnumerable<FinishedBlock> PlayAsync(Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, CancellationToken cancellation) =>
            runner.PlayAsync(scenario, options, seed, first, count, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
