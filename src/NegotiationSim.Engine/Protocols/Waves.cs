using System.Numerics;
using System.Runtime.InteropServices;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Protocols;

/// <summary>
/// How the replicas of a large block go through the talks: the first rounds in waves, one wave after the other, so that what the turns of a wave look at stays near the processor. As soon as half of them have ended, two
/// waves go on as one, until all do: a call to an actor costs the same for few replicas as for many. Replicas have nothing to do with each other, so this changes no result.
/// </summary>
internal sealed class Waves
{
    /// <summary>How many there are at first, at most; a power of two, as two become one.</summary>
    private const int Most = 8;

    /// <summary>
    /// Replicas of a wave for each actor that a round may ask, at least. Each of them is a call of its own, the turn of a principal or a ratifier's consent, and in smaller waves calls would weigh more than memory.
    /// </summary>
    private const int FewestPerActor = 100;

    /// <summary>The same where outcomes are too many to list: a replica takes more memory there, and a search so long that a call weighs less.</summary>
    private const int FewestPerActorInLargeSpaces = 15;

    private List<int> _active = [];
    private List<int> _left = [];

    /// <summary>Plays the rounds that are played in waves, if any.</summary>
    /// <param name="table">The table; what is left afterwards is active.</param>
    /// <param name="rounds">The last round of the talks.</param>
    /// <param name="playRoundAsync">Plays a round in all active replicas.</param>
    /// <returns>The last round that every replica has been through.</returns>
    public async ValueTask<int> PlayAsync(TableState table, int rounds, Func<int, ValueTask> playRoundAsync)
    {
        var fewest = FewestOf(table.Scenario);
        var waves = table.Block.Tell ? 1 : 1 << BitOperations.Log2((uint)Math.Clamp(table.Block.Count / fewest, 1, Most));
        _left.Clear();
        _left.AddRange(table.Active.AsSpan(0, table.ActiveCount));
        var played = 0;
        for (; waves > 1; waves /= 2)
        {
            played = await PlayAsync(table, waves, fewest, played, rounds, playRoundAsync).ConfigureAwait(true);
        }

        table.Activate(CollectionsMarshal.AsSpan(_left));
        return played;
    }

    private static int FewestOf(Scenario scenario)
    {
        var isLarge = scenario.Space.Count > ComponentLayout.MostListed;
        return (isLarge ? FewestPerActorInLargeSpaces : FewestPerActor) * scenario.Actors.Count(actor => actor.Role is Role.Principal or Role.Ratifier);
    }

    /// <summary>Plays what is left in so many waves, until of the first of them half is left, or too few for a wave; the others are played up to the same round.</summary>
    private async ValueTask<int> PlayAsync(TableState table, int waves, int fewest, int played, int rounds, Func<int, ValueTask> playRoundAsync)
    {
        (_active, _left) = (_left, _active);
        _left.Clear();
        var last = rounds;
        for (var wave = 0; wave < waves; wave++)
        {
            var first = (int)((long)_active.Count * wave / waves);
            table.Activate(CollectionsMarshal.AsSpan(_active)[first..(int)((long)_active.Count * (wave + 1) / waves)]);
            var enough = wave == 0 ? Math.Max(table.ActiveCount, fewest) / 2 : 0;
            var round = played;
            while (round < last && table.ActiveCount > enough)
            {
                await playRoundAsync(++round).ConfigureAwait(true);
            }

            last = wave == 0 ? round : last;
            _left.AddRange(table.Active.AsSpan(0, table.ActiveCount));
        }

        return last;
    }
}
