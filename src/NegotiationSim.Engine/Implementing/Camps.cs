using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>A camp is a principal with its ratifiers, its clients and the spoilers that the scenario puts there.</summary>
internal sealed class Camps
{
    private readonly ulong[] _ofActor;
    private readonly ulong[] _ofSpoiler;

    public Camps(Scenario scenario)
    {
        var principals = Enumerable.Range(0, scenario.Actors.Length).Where(a => scenario.Actors[a].Role == Role.Principal).ToHashSet();
        _ofActor = new ulong[scenario.Actors.Length];
        _ofSpoiler = new ulong[scenario.Implementation!.Spoilers.Length];
        for (var a = 0; a < _ofActor.Length; a++)
        {
            var chiefs = principals.Contains(a) ? [a] : scenario.Actors[a].Of.Concat(scenario.Ties.Where(t => t.Client == a).Select(t => t.Patron));
            _ofActor[a] = Mask(chiefs.Where(principals.Contains));
        }

        for (var s = 0; s < _ofSpoiler.Length; s++)
        {
            var chiefs = scenario.Ties.Where(t => t.ClientSpoiler == s).Select(t => t.Patron).Append(scenario.Implementation.Spoilers[s].Camp);
            _ofSpoiler[s] = Mask(chiefs.Where(principals.Contains));
        }
    }

    /// <summary>The principals in whose camps an actor is, a bit per actor; a principal is in its own.</summary>
    public ulong OfActor(int actor) => _ofActor[actor];

    /// <summary>The principals in whose camps a spoiler is, a bit per actor.</summary>
    public ulong OfSpoiler(int spoiler) => _ofSpoiler[spoiler];

    private static ulong Mask(IEnumerable<int> actors) => actors.Aggregate(0UL, (mask, actor) => mask | 1UL << actor);
}
