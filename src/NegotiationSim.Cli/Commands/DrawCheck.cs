using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Commands;

/// <summary>Looks over the draws of a batch before it is played: a number of the scenario that is none in some replica is said at once and not after minutes.</summary>
internal static class DrawCheck
{
    /// <summary>So many replicas are looked over beforehand, which takes at most some seconds; in those beyond it is found when they are played.</summary>
    private const long Most = 1 << 20;

    /// <summary>Complains about the first replica in which a quantity is no number.</summary>
    /// <exception cref="DrawnValueException">There is one.</exception>
    public static void Before(Scenario scenario, ulong seed, long runs, CancellationToken cancellation) =>
        new DrawnNumbers(scenario).Check(seed, 0, Math.Min(runs, Most), cancellation);
}
