using NegotiationSim.Engine.Protocols;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>
/// What each principal holds against whom. What is blamed on a principal counts in full; what is blamed on a ratifier, client or spoiler of a
/// camp counts half against that camp's principal; what is blamed on somebody in no camp counts in full against him; what is blamed on nobody does not count. A
/// principal's tension is the sum, and all of it fades by half every half-life. The ledger is kept by who did it, so that the end can be explained.
/// </summary>
internal sealed class TensionLedger
{
    private readonly ulong[] _campsOfActor;
    private readonly ulong[] _campsOfSpoiler;
    private readonly int _actors;
    private readonly int _doers;
    private double[] _grievances = [];
    private double[] _tension = [];

    public TensionLedger(Scenario scenario)
    {
        var spoilers = scenario.Implementation!.Spoilers;
        _actors = scenario.Actors.Length;
        _doers = _actors + spoilers.Length;
        _campsOfActor = [.. scenario.Actors.Select((actor, a) => actor.Role == Role.Principal ? 1UL << a : Camps(actor.Of, tie => tie.Client == a))];
        _campsOfSpoiler = [.. spoilers.Select((spoiler, s) => Camps([spoiler.Camp], tie => tie.ClientSpoiler == s))];

        ulong Camps(IEnumerable<int> named, Func<Tie, bool> isPatron) => SignatureRule.Mask(
            named.Concat(scenario.Ties.Where(isPatron).Select(tie => tie.Patron)).Where(chief => chief >= 0 && scenario.Actors[chief].Role == Role.Principal));
    }

    /// <summary>The principals in whose camps an actor is, a bit per actor: a camp is a principal with its ratifiers, its clients and the spoilers that the scenario puts there.</summary>
    public ulong CampsOfActor(int actor) => _campsOfActor[actor];

    /// <summary>A block begins: nobody holds anything against anybody.</summary>
    public void Begin(int slots)
    {
        if (_tension.Length < slots * _actors)
        {
            _tension = new double[slots * _actors];
            _grievances = new double[slots * _actors * _doers];
        }

        Array.Clear(_tension);
        Array.Clear(_grievances);
    }

    /// <summary>A principal's tension.</summary>
    public double Of(int slot, int principal) => _tension[slot * _actors + principal];

    /// <summary>The largest tension of these principals.</summary>
    public double Largest(int slot, ulong principals)
    {
        var largest = 0.0;
        for (var i = 0; i < _actors; i++)
        {
            if ((principals >> i & 1) != 0)
            {
                largest = Math.Max(largest, Of(slot, i));
            }
        }

        return largest;
    }

    /// <summary>Everything in a slot fades.</summary>
    public void Fade(int slot, ulong principals, double factor)
    {
        for (var i = 0; i < _actors; i++)
        {
            if ((principals >> i & 1) == 0 || _tension[slot * _actors + i] == 0)
            {
                continue;
            }

            var row = _grievances.AsSpan((slot * _actors + i) * _doers, _doers);
            var sum = 0.0;
            for (var d = 0; d < row.Length; d++)
            {
                row[d] *= factor;
                sum += row[d];
            }

            _tension[slot * _actors + i] = sum;
        }
    }

    /// <summary>A principal holds something against whoever it blames.</summary>
    /// <param name="slot">The replica's slot.</param>
    /// <param name="principal">Who is hurt.</param>
    /// <param name="doer">Who did it: an actor's index, or the number of actors plus a spoiler's.</param>
    /// <param name="blamed">Whom it is blamed on, likewise; -1: nobody.</param>
    /// <param name="severity">How much.</param>
    public void Hold(int slot, int principal, int doer, int blamed, double severity)
    {
        if (blamed < 0)
        {
            return;
        }

        var weight = Weight(principal, blamed);
        if (weight == 0)
        {
            return;
        }

        _grievances[(slot * _actors + principal) * _doers + doer] += weight * severity;
        _tension[slot * _actors + principal] += weight * severity;
    }

    /// <summary>An event adds to, or takes from, what a principal holds against another actor; never below nothing.</summary>
    public void Shift(int slot, int principal, int against, double amount)
    {
        ref var grievance = ref _grievances[(slot * _actors + principal) * _doers + against];
        var before = grievance;
        grievance = Math.Max(0, grievance + amount);
        _tension[slot * _actors + principal] = Math.Max(0, _tension[slot * _actors + principal] + grievance - before);
    }

    /// <summary>Whose deeds added most to a principal's tension, or -1.</summary>
    public int Most(int slot, int principal)
    {
        var row = _grievances.AsSpan((slot * _actors + principal) * _doers, _doers);
        var most = -1;
        for (var d = 0; d < row.Length; d++)
        {
            if (row[d] > 0 && (most < 0 || row[d] > row[most]))
            {
                most = d;
            }
        }

        return most;
    }

    private double Weight(int principal, int blamed)
    {
        if (blamed == principal)
        {
            return 0;
        }

        var camps = blamed < _actors ? _campsOfActor[blamed] : _campsOfSpoiler[blamed - _actors];
        if (camps == 0 || (blamed < _actors && camps == 1UL << blamed))
        {
            return 1;
        }

        // Nobody holds its own camp's deeds against itself.
        return ImplementationDefaults.CampShare * System.Numerics.BitOperations.PopCount(camps & ~(1UL << principal));
    }
}
