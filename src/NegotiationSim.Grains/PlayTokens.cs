using System.Collections.Concurrent;

namespace NegotiationSim.Grains;

/// <summary>
/// By which token the play at each table of this silo is given up. Actors sit in the silo of their table, and one that is in the middle of a long turn cannot hear a call before the turn is over; the token
/// it sees at once. An actor in another silo than its table's finds none and ends its turn first.
/// </summary>
internal sealed class PlayTokens
{
    private readonly ConcurrentDictionary<string, CancellationToken> _tokens = new();

    /// <summary>The token of a table's play; one that is never cancelled where the table is not here.</summary>
    public CancellationToken Of(string table) => _tokens.GetValueOrDefault(table);

    /// <summary>A play begins.</summary>
    public void Set(string table, CancellationToken token) => _tokens[table] = token;

    /// <summary>The table is gone.</summary>
    public void Remove(string table) => _tokens.TryRemove(table, out _);
}
