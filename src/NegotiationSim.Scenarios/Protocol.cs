using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>The rules at the table.</summary>
public sealed record Protocol
{
    public ProtocolKind Kind { get; init; }

    public AgreementRule Agreement { get; init; } = new Unanimity();

    /// <summary>How often a text that was refused in ratification returns to the table (default 0).</summary>
    public int Renegotiate { get; init; }

    /// <summary>The text that a <c>tabled</c> protocol puts to everybody; null for the others.</summary>
    public Outcome? Text { get; init; }
}

public enum ProtocolKind
{
    /// <summary>Stacked alternating offers.</summary>
    Alternating,

    /// <summary>A mediator drafts, everybody answers.</summary>
    SingleText,

    /// <summary>One text, put to everybody once.</summary>
    Tabled,
}

/// <summary>Whose support a text needs to be signed.</summary>
public abstract record AgreementRule;

/// <summary>All principals.</summary>
public sealed record Unanimity : AgreementRule;

/// <summary>At least <c>Share</c> of the principals, and all that have a veto.</summary>
/// <param name="Share">In (0, 1].</param>
/// <param name="Veto">Actor indexes.</param>
public sealed record Majority(double Share, ImmutableArray<int> Veto) : AgreementRule;

/// <summary>All named principals, by actor index.</summary>
public sealed record NamedPrincipals(ImmutableArray<int> Principals) : AgreementRule;
