namespace NegotiationSim.Engine.Protocols;

/// <summary>
/// How the replicas of a large block go through the talks: the first rounds in waves, one wave after the other, so that what the turns of a wave look at stays near the processor; and the rest together, as soon as so few
/// are left that all waves make up one. Late turns concern few replicas, and a call to an actor costs the same for few as for many. Replicas have nothing to do with each other, so this changes no result.
/// </summary>
internal sealed class Waves
{
    /// <summary>How many there are.</summary>
    private const int Count = 4;

    /// <summary>Replicas from which on a block is large: in smaller waves calls would weigh more than memory.</summary>
    private const int LargeFrom = 256;

    private readonly List<int> _left = [];

    /// <summary>Plays the rounds that are played in waves, if any.</summary>
    /// <param name="table">The table; what is left afterwards is active.</param>
    /// <param name="rounds">The last round of the talks.</param>
    /// <param name="playRoundAsync">Plays a round in all active replicas.</param>
    /// <returns>The last round that every replica has been through.</returns>
    public async ValueTask<int> PlayAsync(TableState table, int rounds, Func<int, ValueTask> playRoundAsync)
    {
        var replicas = table.Block.Count;
        if (table.Block.Tell || replicas < LargeFrom)
        {
            return 0;
        }

        var size = (replicas + Count - 1) / Count;
        var last = rounds;
        _left.Clear();
        for (var first = 0; first < replicas; first += size)
        {
            table.Activate(first, Math.Min(size, replicas - first));
            var round = 0;

            // The first wave finds out after which round the others are waited for.
            while (round < last && table.ActiveCount > (first == 0 ? size / Count : 0))
            {
                await playRoundAsync(++round).ConfigureAwait(true);
            }

            last = first == 0 ? round : last;
            _left.AddRange(table.Active.AsSpan(0, table.ActiveCount));
        }

        table.Activate(_left);
        return last;
    }
}
