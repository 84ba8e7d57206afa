using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Grains;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

/// <summary>An interruption is heard whatever the program is at; limits of the process and long turns are told.</summary>
public sealed class GivingUpTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("montecarlo", "--runs", "10")]
    [InlineData("compare", "--runs", "10", "--what-if", "calendar.rounds=2")]
    [InlineData("sensitivity", "--runs", "10")]
    [InlineData("analyze")]
    [InlineData("validate")]
    public async Task Interrupted_WhileTheFileIsRead_EndsAtOnce(string command, params string[] options)
    {
        var over = new TaskCompletionSource<LoadResult>();
        var runner = new FakeRunner(Runs.Collapsed);
        var called = await Negsim.CallAsync(
            (_, _) =>
            {
                runner.Interruption.Cancel();
                return over.Task.Result;
            },
            runner,
            [command, NegsimProcess.Scenario("truce-for-aid.yaml"), .. options]);
        over.SetResult(Negsim.Broken);

        Assert.Equal(new Called(ExitCode.Interrupted, "", "negsim: interrupted.\n"), called);
    }

    /// <summary>The file is wrong, and the silo that was started meanwhile fails because it is not needed any more, in whatever way.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_BrokenFileAndAStartThatFails_IsAboutTheFile(bool isCancelled)
    {
        var called = await Negsim.CallAsync(
            (_, _) => Negsim.Broken,
            new FakeRunner(Runs.Collapsed),
            surroundings => surroundings with
            {
                StartRunner = async (_, cancellation) =>
                {
                    await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    throw isCancelled ? new OperationCanceledException("a token of its own") : new InvalidOperationException("Lifecycle start canceled at stage 2000");
                },
            },
            "run",
            NegsimProcess.Scenario("truce-for-aid.yaml"));

        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.DoesNotContain("Lifecycle", called.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "run")]
    [LongInlineData(100, "montecarlo", "--runs", "100")]
    [LongInlineData(80, "compare", "--runs", "10", "--what-if", "calendar.rounds=2")]
    [InlineData(64, "analyze")]
    [LongInlineData(72, "validate")]
    public async Task AnyCommand_FewFilesAllowed_SaysSo(int files, string command, params string[] options)
    {
        Assert.SkipUnless(File.Exists("/bin/bash") && !OperatingSystem.IsWindows(), "there is no bash to set a limit with");
        using var process = NegsimProcess.StartWithFiles(files, [command, NegsimProcess.Scenario("truce-for-aid.yaml"), .. options]);
        var called = await NegsimProcess.EndAsync(process);

        Assert.Equal(new Called(ExitCode.Failed, "", $"negsim: the process may have only {files} files open at a time and needs 240; raise the limit ('ulimit -n 240')\n"), called);
    }

    /// <summary>What is asked for is enough.</summary>
    [Theory]
    [LongInlineData("run")]
    [InlineData("montecarlo", "--runs", "100")]
    public async Task AnyCommand_FilesAsAskedFor_Works(string command, params string[] options)
    {
        Assert.SkipUnless(File.Exists("/bin/bash") && !OperatingSystem.IsWindows(), "there is no bash to set a limit with");
        using var process = NegsimProcess.StartWithFiles((int)ProcessLimits.FewestFiles, [command, NegsimProcess.Scenario("truce-for-aid.yaml"), "--quiet", .. options]);
        var called = await NegsimProcess.EndAsync(process);

        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
    }

    [Fact]
    public void LongTurn_GoesOn_IsToldAgainAtTwiceTheTime()
    {
        var (timer, said, seconds) = (new Ticks(), new List<string>(), 0);
        using var notice = new LongTurnNotice(timer, () => new LongTurn(0, 3, TimeSpan.FromSeconds(seconds)), TruceForAid.Scenario, said.Add);
        for (seconds = 1; seconds <= 45; seconds++)
        {
            timer.Tick();
        }

        Assert.Equal(3, said.Count);
        Assert.StartsWith($"still looking for the answer of '{TruceForAid.Scenario.Actors[0].Id}' in round 3, for 10 s now, among ", said[0], StringComparison.Ordinal);
        Assert.Contains("for 20 s now", said[1], StringComparison.Ordinal);
        Assert.Contains("for 40 s now", said[2], StringComparison.Ordinal);
    }

    [Fact]
    public void LongTurn_EachOneShort_IsNotTold()
    {
        var (timer, said, round) = (new Ticks(), new List<string>(), 0);
        using var notice = new LongTurnNotice(timer, () => new LongTurn(0, ++round, TimeSpan.FromSeconds(9)), TruceForAid.Scenario, said.Add);
        for (var k = 0; k < 100; k++)
        {
            timer.Tick();
        }

        Assert.Empty(said);
    }

    /// <summary>A clock whose one timer goes off when it is told to.</summary>
    private sealed class Ticks : TimeProvider
    {
        public Action Tick { get; private set; } = () => { };

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Tick = () => callback(state);
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
