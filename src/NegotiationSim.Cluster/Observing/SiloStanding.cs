using NegotiationSim.Cluster.Membership;
using NegotiationSim.Grains;

namespace NegotiationSim.Cluster.Observing;

/// <summary>A silo as somebody sees it who looks at its cluster.</summary>
/// <param name="Entry">What the membership table says of it.</param>
/// <param name="Report">What it says of itself; null: it was not asked, or has not answered.</param>
/// <param name="Trouble">Why it has not answered, as a clause; null: it has, or was not asked because it takes no work.</param>
public sealed record SiloStanding(SiloEntry Entry, SiloReport? Report, string? Trouble);
