using System.Text;

namespace NegotiationSim.Scenarios;

/// <summary>
/// Names of random streams. A draw is found by the path of what is drawn, never by when it is drawn, so two variants of a
/// scenario share every number that they have in common.
/// </summary>
public static class StreamName
{
    /// <summary>The stable 64-bit hash of a stream's name: FNV-1a over its UTF-8 bytes, then the finaliser of MurmurHash3 so that all bits mix.</summary>
    public static ulong Hash(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ octet) * 1099511628211UL);
        }

        hash = unchecked((hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL);
        hash = unchecked((hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL);
        return hash ^ (hash >> 33);
    }

    /// <summary>Which of two outcomes an uncertain red line has in this replica: held or bluff.</summary>
    public static string RedLine(string actor, string line) => $"actors.{actor}.red_lines.{line}";

    /// <summary>Whether a patron's pressure makes the client go along in words.</summary>
    public static string Words(string patron, string client) => $"ties.{patron}.{client}.words";

    /// <summary>Whether a patron's pressure keeps the client from leaving an agreement.</summary>
    public static string Deeds(string patron, string client) => $"ties.{patron}.{client}.deeds";

    /// <summary>Whether an event strikes at all; with <paramref name="aspect"/> when, which branch, or in which round its hazard falls.</summary>
    public static string Event(string id, string? aspect = null) => aspect is null ? $"events.{id}" : $"events.{id}.{aspect}";

    /// <summary>A referendum's turnout for or against.</summary>
    public static string Ratification(string actor) => $"actors.{actor}.ratification";

    /// <summary>A tactic's own random choices.</summary>
    public static string Tactic(string actor) => $"actors.{actor}.tactic";

    /// <summary>Whether an actor breaches in a period.</summary>
    public static string Breach(string actor) => $"implementation.breach.{actor}";

    /// <summary>How often a spoiler strikes in a period, or with <paramref name="aspect"/> whom an incident is blamed on.</summary>
    public static string Spoiler(string spoiler, string? aspect = null) =>
        aspect is null ? $"implementation.spoilers.{spoiler}" : $"implementation.spoilers.{spoiler}.{aspect}";

    /// <summary>Whether an actor's breach in a period is seen for what it is.</summary>
    public static string BreachBlame(string actor) => $"implementation.breach.{actor}.blame";

    /// <summary>Whether an actor that is better off without an agreement leaves it in a period.</summary>
    public static string Leave(string actor) => $"implementation.leave.{actor}";

    /// <summary>Whether an actor performs what a gate needs of it.</summary>
    public static string Performance(string gate, string actor) => $"implementation.gates.{gate}.performs.{actor}";
}
