using NegotiationSim.Grains.Placement;
using Orleans.Runtime.Placement;

namespace NegotiationSim.Grains.Tests.Clusters;

/// <summary>Puts tables on the first silo and actors on the last, so that every call between them is written, sent and read. In place of <see cref="LanePlacementDirector"/>.</summary>
internal sealed class ApartPlacement : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target).Order();
        return Task.FromResult(target.GrainIdentity.Type.ToString() == "table" ? silos.First() : silos.Last());
    }
}
