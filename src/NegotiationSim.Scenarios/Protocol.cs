using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>The rules at the table.</summary>
[GenerateSerializer, Immutable, Alias("negsim.protocol")]
public sealed record Protocol
{
    [Id(0)] public ProtocolKind Kind { get; init; }

    [Id(1)] public AgreementRule Agreement { get; init; } = new Unanimity();

    /// <summary>How often a text that was refused in ratification returns to the table (default 0).</summary>
    [Id(2)] public int Renegotiate { get; init; }

    /// <summary>The text that a <c>tabled</c> protocol puts to everybody; null for the others.</summary>
    [Id(3)] public Outcome? Text { get; init; }
}

[GenerateSerializer, Alias("negsim.protocol-kind")]
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
[GenerateSerializer, Immutable, Alias("negsim.agreement-rule")]
public abstract record AgreementRule;

/// <summary>All principals.</summary>
[GenerateSerializer, Immutable, Alias("negsim.unanimity")]
public sealed record Unanimity : AgreementRule;

/// <summary>At least <c>Share</c> of the principals, and all that have a veto.</summary>
/// <param name="Share">In (0, 1].</param>
/// <param name="Veto">Actor indexes.</param>
[GenerateSerializer, Immutable, Alias("negsim.majority")]
public sealed record Majority([property: Id(0)] double Share, [property: Id(1)] ImmutableArray<int> Veto) : AgreementRule;

/// <summary>All named principals, by actor index.</summary>
[GenerateSerializer, Immutable, Alias("negsim.named-principals")]
public sealed record NamedPrincipals([property: Id(0)] ImmutableArray<int> Principals) : AgreementRule;
