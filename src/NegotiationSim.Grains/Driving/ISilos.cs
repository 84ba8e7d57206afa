namespace NegotiationSim.Grains.Driving;

/// <summary>The silos that an experiment may use. They come and go while it is played.</summary>
public interface ISilos
{
    /// <summary>Hears of every silo: at once of those that are there, then of each that comes. Calls may come from any thread.</summary>
    /// <param name="arrived">Takes a silo; it must return soon.</param>
    /// <returns>Disposed, it hears of no more.</returns>
    IDisposable Watch(Action<ISiloLink> arrived);
}
