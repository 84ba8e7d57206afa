using NegotiationSim.Cli;
using NegotiationSim.Engine;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Scenarios;

[assembly: AssemblyFixture(typeof(NegotiationSim.Conformance.Tests.Negsim))]

namespace NegotiationSim.Conformance.Tests;

/// <summary>The program in this process, commands and all, with one silo for every negotiation.</summary>
public sealed class Negsim : IAsyncLifetime
{
    private LocalSilo? _silo;

    public async ValueTask InitializeAsync() => _silo = await LocalSilo.StartAsync();

    public ValueTask DisposeAsync() => _silo?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Calls the program; what it printed and said, and its exit code.</summary>
    public async Task<(int ExitCode, string Output, string Error)> CallAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var surroundings = new Surroundings
        {
            Output = output,
            Error = error,
            OutputScreen = new Screen(100, false),
            ReadScenario = ScenarioReader.ReadFile,
            StartRunner = (_, _) => Task.FromResult<IScenarioRunner>(new SharedRunner(_silo!)),
        };
        var code = await new NegsimProgram(surroundings).RunAsync(arguments, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Leaves the silo to the next negotiation.</summary>
    private sealed class SharedRunner(LocalSilo silo) : IScenarioRunner
    {
        public Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation) =>
            new NegotiationRunner(silo.Grains).RunAsync(scenario, seed, replica, cancellation);

        public IAsyncEnumerable<FinishedBlock> PlayAsync(
            Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, CancellationToken cancellation) =>
            SiloScenarioRunner.PlayAsync(silo.Grains, scenario, options, seed, first, count, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
