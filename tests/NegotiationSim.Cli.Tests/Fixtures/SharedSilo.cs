using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Scenarios;

[assembly: AssemblyFixture(typeof(SharedSilo))]

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>The program in this process, with the real reader and one silo for all calls: what it does is what a process of its own would do, without the second that each takes to start.</summary>
public sealed class SharedSilo : IAsyncDisposable
{
    /// <summary>Started by the first call: most tests need none.</summary>
    private readonly Lazy<Task<IScenarioRunner>> _silo = new(() => SiloScenarioRunner.StartAsync(TelemetryTarget.None, CancellationToken.None));

    internal async Task<Called> CallAsync(params string[] arguments)
    {
        var silo = await _silo.Value;
        return await Negsim.CallAsync(
            ScenarioReader.ReadFile,
            new FakeRunner(Runs.Collapsed),
            surroundings => surroundings with { StartRunner = (_, _) => Task.FromResult<IScenarioRunner>(new SharedRunner(silo)) },
            arguments);
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo.IsValueCreated)
        {
            await (await _silo.Value).DisposeAsync();
        }
    }
}
