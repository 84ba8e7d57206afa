using System.Collections.Immutable;
using NegotiationSim.Analysis.Cases;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>What a red line does in a question.</summary>
/// <param name="IsVeto">Outcomes across it are out.</param>
/// <param name="Mark">Outcomes across it are marked so; -1: not.</param>
internal readonly record struct LineRole(bool IsVeto, int Mark)
{
    public static LineRole Ignored { get; } = new(false, -1);

    public static LineRole Veto { get; } = new(true, -1);

    public static LineRole Marked(int mark) => new(false, mark);
}

/// <summary>
/// Which outcomes a question is about: feasible ones that the needed parties find worth their no-deal values and that cross no line that is a veto, and that at
/// least <see cref="Fewest"/> of the counted parties accept. A counted party's own lines carry its place among the parties as their mark: an outcome so marked
/// is not accepted by it.
/// </summary>
internal sealed record Question
{
    public required CaseFile Case { get; init; }

    public required ImmutableArray<Party> Parties { get; init; }

    /// <summary>What the held line at a place of an actor's <c>HeldLines</c> does; asked for all actors with preferences.</summary>
    public required Func<int, int, LineRole> RoleOfLine { get; init; }

    /// <summary>How many of the counted parties must accept.</summary>
    public int Fewest { get; init; }

    /// <summary>Components that are fixed at a value.</summary>
    public ImmutableArray<(int Component, ushort Value)> Fixed { get; init; } = [];

    public Question With(int component, ushort value) => this with { Fixed = Fixed.Add((component, value)) };

    /// <summary>The feasible outcomes, whatever anybody thinks of them.</summary>
    public static Question Feasible(CaseFile file) => new() { Case = file, Parties = [], RoleOfLine = (_, _) => LineRole.Ignored };

    /// <summary>Feasible outcomes across none of the actor's own lines, whatever they are worth.</summary>
    public static Question Permitted(CaseFile file, int actor) => new()
    {
        Case = file,
        Parties = [new Party(actor, file.Of(actor), Say.Heard)],
        RoleOfLine = (a, _) => a == actor ? LineRole.Veto : LineRole.Ignored,
    };

    /// <summary>All feasible outcomes, as some actors value them.</summary>
    public static Question Unconstrained(CaseFile file, IEnumerable<int> actors) => new()
    {
        Case = file,
        Parties = [.. actors.Select(actor => new Party(actor, file.Of(actor), Say.Heard))],
        RoleOfLine = (_, _) => LineRole.Ignored,
    };

    /// <summary>The outcomes that all of some actors accept.</summary>
    public static Question AcceptableTo(CaseFile file, params IReadOnlyList<int> actors) => new()
    {
        Case = file,
        Parties = [.. actors.Select(actor => new Party(actor, file.Of(actor), Say.Needed))],
        RoleOfLine = (a, _) => actors.Contains(a) ? LineRole.Veto : LineRole.Ignored,
    };

    /// <summary>The zone of possible agreement.</summary>
    public static Question Zone(CaseFile file)
    {
        var consent = file.Consent;
        var all = consent.All;
        return new Question
        {
            Case = file,
            Parties = [.. all.Select(actor => new Party(actor, file.Of(actor), consent.Always.Contains(actor) ? Say.Needed : Say.Counted))],
            RoleOfLine = (actor, _) => consent.Always.Contains(actor) ? LineRole.Veto
                : all.Contains(actor) ? LineRole.Marked(all.IndexOf(actor)) : LineRole.Ignored,
            Fewest = Math.Max(0, consent.AtLeast - consent.Counted.Count(consent.Always.Contains)),
        };
    }
}
