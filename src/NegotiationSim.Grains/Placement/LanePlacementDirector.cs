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
        var lane = StreamName.Hash(GrainKey.LaneOf(target.GrainIdentity.Key.ToString()!));
        return Task.FromResult(silos.Order().ElementAt((int)(lane % (ulong)silos.Length)));
    }
}
