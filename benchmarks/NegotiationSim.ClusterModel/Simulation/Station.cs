namespace NegotiationSim.ClusterModel.Simulation;

/// <summary>Servers with one queue before them, first come, first served. Whoever enters is told at once when it will be done, so they have to enter in the order of time.</summary>
internal sealed class Station(int servers)
{
    private readonly double[] _free = new double[servers];

    /// <summary>Seconds of service so far, over all servers.</summary>
    public double Busy { get; private set; }

    /// <summary>Servers.</summary>
    public int Servers => servers;

    /// <summary>Enters at a time; returns when the service is over.</summary>
    public double Enter(double time, double service)
    {
        var first = 0;
        for (var i = 1; i < _free.Length; i++)
        {
            if (_free[i] < _free[first])
            {
                first = i;
            }
        }

        Busy += service;
        return _free[first] = Math.Max(time, _free[first]) + service;
    }
}
