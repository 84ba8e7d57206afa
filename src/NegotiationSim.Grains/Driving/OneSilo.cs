namespace NegotiationSim.Grains.Driving;

/// <summary>The silo of this process, or any cluster that is reached through one client: it is there from the beginning to the end.</summary>
internal sealed class OneSilo(IGrainFactory grains) : ISilos, ISiloLink
{
    public IGrainFactory Grains => grains;

    /// <summary>As many as the experiment wants.</summary>
    public int Lanes => int.MaxValue;

    public IDisposable Watch(Action<ISiloLink> arrived)
    {
        arrived(this);
        return new Nothing();
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
