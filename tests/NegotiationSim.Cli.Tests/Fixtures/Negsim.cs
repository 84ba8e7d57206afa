using System.Runtime.CompilerServices;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>What a call of the program came to.</summary>
internal sealed record Called(int ExitCode, string Output, string Error);

/// <summary>Calls the program in this process, with a reader and a runner made for the occasion.</summary>
internal static class Negsim
{
    public static LoadResult Valid { get; } = new(TruceForAid.Scenario, [new Diagnostic(Severity.Warning, "a.yaml", 3, 5, "driver 'rain' is never used")], "");

    public static LoadResult Broken { get; } = new(
        null,
        [
            new Diagnostic(Severity.Error, "a.yaml", 4, 3, "unknown key 'acters'; did you mean 'actors'?"),
            new Diagnostic(Severity.Warning, "a.yaml", 9, 1, "driver 'rain' is never used"),
            new Diagnostic(Severity.Error, "a.yaml", 12, 17, "weight -1 is below 0; a weight is at least 0"),
        ],
        "");

    public static Task<Called> CallAsync(params string[] arguments) => CallAsync(Valid, new FakeRunner(Runs.Collapsed), arguments);

    public static Task<Called> CallAsync(LoadResult read, FakeRunner runner, params string[] arguments) => CallAsync((_, _) => read, runner, arguments);

    public static Task<Called> CallAsync(Func<string, IReadOnlyList<Setting>, LoadResult> read, FakeRunner runner, params string[] arguments) =>
        CallAsync(read, runner, surroundings => surroundings, arguments);

    /// <summary>Calls it in surroundings that are changed first.</summary>
    public static async Task<Called> CallAsync(
        Func<string, IReadOnlyList<Setting>, LoadResult> read, FakeRunner runner, Func<Surroundings, Surroundings> change, params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var surroundings = new Surroundings
        {
            Output = output,
            Error = error,
            OutputScreen = new Screen(80, false),
            ReadScenario = read,
            StartRunner = (telemetry, _) =>
            {
                runner.Telemetry = telemetry;
                return Task.FromResult<IScenarioRunner>(runner);
            },
        };
        var code = await new NegsimProgram(change(surroundings)).RunAsync(arguments, runner.Interruption.Token);
        return new Called(code, output.ToString(), error.ToString());
    }
}

/// <summary>A silo for several calls of the program: it is not stopped when one of them is over.</summary>
internal sealed class SharedRunner(IScenarioRunner runner) : IScenarioRunner
{
    public Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation) => runner.RunAsync(scenario, seed, replica, cancellation);

    public IAsyncEnumerable<FinishedBlock> PlayAsync(Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, CancellationToken cancellation) =>
        runner.PlayAsync(scenario, options, seed, first, count, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Plays nothing: hands out a record, fails, or is interrupted.</summary>
internal sealed class FakeRunner(RunRecord record) : IScenarioRunner
{
    public CancellationTokenSource Interruption { get; } = new();

    public Exception? Failure { get; init; }

    public bool Interrupts { get; init; }

    /// <summary>After how many replicas of a batch it is interrupted.</summary>
    public long InterruptsAfter { get; init; } = long.MaxValue;

    /// <summary>Called when replicas have been played, with their number.</summary>
    public Action<int> Played { get; init; } = _ => { };

    public TelemetryTarget Telemetry { get; set; }

    public (ulong Seed, long Replica)? Asked { get; private set; }

    /// <summary>How the last batch was to be spread.</summary>
    public ExperimentOptions? Options { get; private set; }

    /// <summary>What was asked for, one after the other: so many replicas, spread so.</summary>
    public List<(long Count, ExperimentOptions Options)> Turns { get; } = [];

    /// <summary>Tables that there are, as a cluster knows; null: the command is to know.</summary>
    public int? Tables { get; init; }

    /// <inheritdoc/>
    public int? LanesFor(Scenario scenario) => Tables;

    public bool Disposed { get; private set; }

    private long _played;

    public Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation)
    {
        Asked = (seed, replica);
        if (Interrupts)
        {
            Interruption.Cancel();
        }

        cancellation.ThrowIfCancellationRequested();
        return Failure is null ? Task.FromResult(record) : Task.FromException<RunRecord>(Failure);
    }

    public async IAsyncEnumerable<FinishedBlock> PlayAsync(
        Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Options = options;
        Turns.Add((count, options));
        var direct = new DirectBlock(scenario);
        for (var at = first; at < first + count; at += options.BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = direct.PlayOut(new BlockSpec(seed, at, (int)Math.Min(options.BlockSize, first + count - at), Tell: false));
            Played(block.Spec.Count);
            yield return new FinishedBlock(scenario, block.Spec, block.Result, [.. block.Reports], [.. block.Strikes]);
            if (Failure is not null)
            {
                throw Failure;
            }

            _played += block.Spec.Count;
            if (Interrupts || _played >= InterruptsAfter)
            {
                await Interruption.CancelAsync();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
