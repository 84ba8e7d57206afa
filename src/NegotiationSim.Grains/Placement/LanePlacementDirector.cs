using System.Collections.Immutable;
using NegotiationSim.Scenarios;
using Orleans.Runtime.Placement;

namespace NegotiationSim.Grains.Placement;

/// <summary>
/// Chooses a silo by the name of the lane. Who calls first does not matter: each grain is admitted by the driver, which hands it its own brief. Where the cluster changes meanwhile, grains of one lane may come
/// to lie apart; that costs time and changes no result. Where actors are spread over silos there is no other place for them than the one that is named.
/// </summary>
internal sealed class LanePlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(Choose(target.GrainIdentity.Key.ToString()!, [.. context.GetCompatibleSilos(target).Order()]));

    /// <summary>The silo for a grain.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="silos">The silos that there are, in order; at least one.</param>
    /// <exception cref="SiloUnavailableException">It has to be one that is not there.</exception>
    internal static SiloAddress Choose(string key, ImmutableArray<SiloAddress> silos)
    {
        var (experiment, lane) = GrainKey.Split(key);
        if (LanePlace.Read(key) is { } place)
        {
            var wanted = GrainKey.ActorOf(key) is { } actor ? place.Of(actor) : place.Table;
            if (silos.Contains(wanted))
            {
                return wanted;
            }

            if (!place.Actors.IsEmpty)
            {
                throw new SiloUnavailableException($"the silo {wanted.Endpoint} is not there any more");
            }
        }

        // Experiments begin at different silos, and the lanes of one take turns, so that all silos have the same to do.
        var first = StreamName.Hash(experiment) % (ulong)silos.Length + (ulong)lane;
        return silos[(int)(first % (ulong)silos.Length)];
    }
}
