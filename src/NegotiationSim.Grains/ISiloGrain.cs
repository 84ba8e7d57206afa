namespace NegotiationSim.Grains;

/// <summary>The silo itself. There is one on every silo, and a call is answered by the one at whose door it arrives; the key means nothing.</summary>
[Alias("negsim.silo-grain")]
public interface ISiloGrain : IGrainWithIntegerKey
{
    /// <summary>From a driver, twice a second: it is still there, and is the silo? Grains of a driver that is not heard of for a while are let go.</summary>
    /// <param name="driver">Its name, and what it plays.</param>
    [Alias("pulse")]
    ValueTask<SiloReport> PulseAsync(DriverReport driver);

    /// <summary>From a driver, at its end: it is not there any more, and not to be waited for.</summary>
    /// <param name="driver">Its name.</param>
    [Alias("leave")]
    ValueTask LeaveAsync(string driver);

    /// <summary>From anybody who looks: the same as to a pulse, and what the drivers are at, without being a driver.</summary>
    [Alias("report")]
    ValueTask<SiloReport> ReportAsync();
}
