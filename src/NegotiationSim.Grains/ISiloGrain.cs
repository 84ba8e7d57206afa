namespace NegotiationSim.Grains;

/// <summary>The silo itself. There is one on every silo, and a call is answered by the one at whose door it arrives; the key means nothing.</summary>
[Alias("negsim.silo-grain")]
public interface ISiloGrain : IGrainWithIntegerKey
{
    /// <summary>From a driver, about once a second: it is still there, and is the silo? Grains of a driver that is not heard of for a while are let go.</summary>
    /// <param name="driver">Its name.</param>
    [Alias("pulse")]
    ValueTask<SiloReport> PulseAsync(string driver);

    /// <summary>From anybody who looks: the same without being a driver.</summary>
    [Alias("report")]
    ValueTask<SiloReport> ReportAsync();
}
