using System.Net;
using NegotiationSim.Cluster.Doors;

namespace NegotiationSim.Cluster.Tests.Doors;

/// <summary>On which addresses a silo may listen with and without TLS.</summary>
public sealed class ExposureTests
{
    [Theory]
    [InlineData("127.0.0.1", false, false, null, null)]
    [InlineData("127.8.9.1", true, false, null, null)]
    [InlineData("::1", false, false, null, null)]
    [InlineData("::ffff:127.0.0.1", false, false, null, null)]
    [InlineData("10.0.0.7", true, false, null, null)]
    [InlineData("0.0.0.0", true, false, null, null)]
    [InlineData("0.0.0.0", false, false, "0.0.0.0 can be reached from other machines, and without TLS everything that silos and clients tell each other, preferences included, can be read and changed on the way; give --tls-certificate FILE, or --insecure if the network is your own", null)]
    [InlineData("::", false, true, null, ":: can be reached from other machines and there is no TLS: whoever sees the network can read and change everything that silos and clients tell each other, preferences included")]
    [InlineData("127.0.0.1", false, true, "--insecure has no effect on 127.0.0.1, which only this machine can reach; leave it out", null)]
    [InlineData("10.0.0.7", true, true, "--insecure and --tls-certificate contradict each other; give one of them", null)]
    public void Check_Address_SaysWhatIsWrong(string bind, bool tls, bool insecure, string? error, string? warning) =>
        Assert.Equal(new Exposure(error, warning), Exposure.Check(IPAddress.Parse(bind), tls, insecure));
}
