using NegotiationSim.Scenarios;
using Orleans.Runtime.Placement;

namespace NegotiationSim.Grains.Placement;

/// <summary>
/// Chooses a silo by the name of the lane. Who calls first does not matter: each grain is admitted by the driver, which hands it its own brief. Where the cluster changes meanwhile, grains of one lane may come
/// to lie apart; that costs time and changes no result.
/// </summary>
internal sealed class LanePlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        var (experiment, lane) = GrainKey.Split(target.GrainIdentity.Key.ToString()!);

        // Experiments begin at different silos, and the lanes of one take turns, so that all silos have the same to do.
        var place = StreamName.Hash(experiment) % (ulong)silos.Length + (ulong)lane;
        return Task.FromResult(silos.Order().ElementAt((int)(place % (ulong)silos.Length)));
    }
}
