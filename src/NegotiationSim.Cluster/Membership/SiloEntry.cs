using System.Net;

namespace NegotiationSim.Cluster.Membership;

/// <summary>What the membership table says of one silo.</summary>
/// <param name="Address">Where other silos reach it, and its generation: a silo that starts again at the same port is another one.</param>
/// <param name="Gateway">Where clients reach it; null if it takes none.</param>
/// <param name="Status">What it is doing, or <see cref="SiloStatus.Dead"/>.</param>
/// <param name="Name">The silo's name.</param>
/// <param name="Host">The name of its machine.</param>
/// <param name="Started">When it started, in universal time, by its own clock.</param>
/// <param name="LastAlive">When it last wrote that it is alive, in universal time, by its own clock; silos of this program do so every 5 s.</param>
public sealed record SiloEntry(SiloAddress Address, IPEndPoint? Gateway, SiloStatus Status, string Name, string Host, DateTimeOffset Started, DateTimeOffset LastAlive)
{
    /// <summary>Whether it is a member that takes work, as far as the table knows.</summary>
    public bool IsActive => Status == SiloStatus.Active;

    /// <summary>Whether it was declared dead or has ended.</summary>
    public bool IsDead => Status == SiloStatus.Dead;

    internal static SiloEntry Of(MembershipEntry row) => new(
        row.SiloAddress,
        row.ProxyPort > 0 ? new IPEndPoint(row.SiloAddress.Endpoint.Address, row.ProxyPort) : null,
        row.Status,
        row.SiloName ?? "",
        row.HostName ?? "",
        Universal(row.StartTime),
        Universal(row.IAmAliveTime));

    private static DateTimeOffset Universal(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
