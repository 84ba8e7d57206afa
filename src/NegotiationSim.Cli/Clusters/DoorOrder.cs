using System.Net;
using NegotiationSim.Cluster;
using NegotiationSim.Cluster.Doors;

namespace NegotiationSim.Cli.Clusters;

/// <summary>How a command proves that it belongs to a cluster, and what it asks of others.</summary>
/// <param name="SecretFile">The file with the cluster's secret; null: it is looked for elsewhere.</param>
/// <param name="Tls">The files for TLS.</param>
/// <param name="Insecure">Whether it may go without TLS beyond this machine.</param>
internal sealed record DoorOrder(string? SecretFile, TlsFiles Tls, bool Insecure)
{
    /// <summary>The door of a silo.</summary>
    /// <param name="name">The cluster.</param>
    /// <param name="bind">The address that the silo listens on.</param>
    /// <param name="warn">Takes what its owner should know.</param>
    /// <exception cref="WrongInputException">It cannot be set up so.</exception>
    public DoorOptions ForSilo(ClusterName name, IPAddress bind, Action<string> warn) => Set(() =>
    {
        var tls = Tls.Load(silo: true);
        var exposure = Exposure.Check(bind, tls is not null, Insecure);
        if (exposure.Error is { } error)
        {
            throw new WrongInputException(error);
        }

        var loopback = Exposure.IsLoopback(bind);
        return (SecretSource.Find(SecretFile, loopback, create: loopback), tls, exposure.Warning);
    }, name, warn);

    /// <summary>What a client brings to the door of silos.</summary>
    /// <param name="name">The cluster.</param>
    /// <param name="warn">Takes what its owner should know.</param>
    /// <exception cref="WrongInputException">It cannot be set up so.</exception>
    public DoorOptions ForClient(ClusterName name, Action<string> warn) =>
        Set(() => (SecretSource.Find(SecretFile, loopback: true, create: false), Tls.Load(silo: false), null), name, warn);

    private DoorOptions Set(Func<(ClusterSecret Secret, TlsIdentity? Tls, string? Warning)> find, ClusterName name, Action<string> warn)
    {
        try
        {
            var (secret, tls, warning) = find();
            foreach (var line in new[] { warning, secret.Warning }.Concat(tls?.Warnings ?? []).OfType<string>())
            {
                warn(line);
            }

            return new DoorOptions { Secret = secret, ClusterId = name.Id, Hello = new DoorHello(ProgramBuild.Text, ProgramBuild.Arithmetic), Tls = tls, Insecure = Insecure };
        }
        catch (DoorSetupException wrong)
        {
            throw new WrongInputException(wrong.Message);
        }
    }
}
