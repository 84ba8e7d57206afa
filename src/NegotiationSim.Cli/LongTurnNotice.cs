using System.Globalization;
using System.Numerics;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Grains;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Cli;

/// <summary>Says what an actor is busy with where that takes long: after ten seconds, and again whenever it has taken twice as long.</summary>
internal sealed class LongTurnNotice : IDisposable
{
    /// <summary>So long nobody wonders.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    private const int Nobody = -1;

    /// <summary>A longer number is given by its order of magnitude.</summary>
    private const int MostBits = 63;

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    private readonly Func<LongTurn?> _longest;
    private readonly Scenario _scenario;
    private readonly Action<string> _say;
    private readonly ITimer _timer;
    private (int Actor, int Round) _at = (Nobody, -1);
    private TimeSpan _next = First;

    /// <summary>Begins to watch.</summary>
    /// <param name="clock">Says when to look.</param>
    /// <param name="longest">What has been going on for longest.</param>
    /// <param name="scenario">Names the actors.</param>
    /// <param name="say">Takes a line without a line break; called from a thread of its own.</param>
    public LongTurnNotice(TimeProvider clock, Func<LongTurn?> longest, Scenario scenario, Action<string> say)
    {
        (_longest, _scenario, _say) = (longest, scenario, say);
        _timer = clock.CreateTimer(_ => Look(), null, s_every, s_every);
    }

    /// <summary>Watches a runner, on standard error; null where notes are not wanted.</summary>
    public static LongTurnNotice? On(CommandContext context, IScenarioRunner runner, Scenario scenario) =>
        context.Quiet ? null : new LongTurnNotice(context.Surroundings.Clock, runner.LongestTurn, scenario, context.Note);

    /// <summary>The same, while replicas are played to find out how many go into a block.</summary>
    public static LongTurnNotice? OnSizing(CommandContext context, Scenario scenario)
    {
        var clock = context.Surroundings.Clock;
        var start = clock.GetTimestamp();
        return context.Quiet ? null : new LongTurnNotice(clock, () => new LongTurn(Nobody, 0, clock.GetElapsedTime(start)), scenario, context.Note);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_timer)
        {
            if (_longest() is not { } turn || turn.Actor >= _scenario.Actors.Length)
            {
                return;
            }

            if ((turn.Actor, turn.Round) != _at)
            {
                (_at, _next) = ((turn.Actor, turn.Round), First);
            }

            if (turn.For >= _next)
            {
                _next = 2 * turn.For;
                _say(Words(turn));
            }
        }
    }

    private string Words(LongTurn turn)
    {
        var actor = turn.Actor == Nobody ? "" : _scenario.Actors[turn.Actor].Id;
        var does = turn.Actor == Nobody ? "still playing a few replicas to find out how many go into a block"
            : turn.Round > 0 ? string.Create(CultureInfo.InvariantCulture, $"still looking for the answer of '{actor}' in round {turn.Round}")
            : $"still preparing '{actor}'";
        return string.Create(
            CultureInfo.InvariantCulture, $"{does}, for {Math.Floor(turn.For.TotalSeconds)} s now, among {Count(_scenario.Space.Count)} outcomes; Ctrl-C gives up");
    }

    /// <summary>A number that may have a thousand digits.</summary>
    private static string Count(BigInteger count) =>
        count.GetBitLength() <= MostBits ? count.ToString("#,0", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"some 10^{PortableMath.Log10OfWhole(count):0}");
}
