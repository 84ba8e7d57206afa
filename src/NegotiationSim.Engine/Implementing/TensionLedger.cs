using System.Numerics;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>
/// What each principal holds against whom. What is blamed on a principal counts in full; what is blamed on a ratifier, client or spoiler of a
/// camp counts half against that camp's principal; what is blamed on somebody in no camp counts in full against him. Misplaced blame weighs at least what the act would weigh
/// if it were seen for what it is. A principal's tension is the sum, and all of it fades by half every half-life. Beside it the ledger is kept by who did it, so that the
/// end can be explained.
/// </summary>
internal sealed class TensionLedger
{
    private readonly ulong[] _camps;
    private readonly int[] _principals;
    private readonly int _actors;
    private readonly int _doers;
    private double[] _held = [];
    private double[] _caused = [];
    private double[] _tension = [];

    public TensionLedger(Scenario scenario)
    {
        var spoilers = scenario.Implementation!.Spoilers;
        _actors = scenario.Actors.Length;
        _doers = _actors + spoilers.Length;
        _principals = [.. Enumerable.Range(0, _actors).Where(a => scenario.Actors[a].Role == Role.Principal)];
        _camps =
        [
            .. scenario.Actors.Select((actor, a) => actor.Role == Role.Principal ? 1UL << a : Camps(actor.Of, tie => tie.Client == a)),
            .. spoilers.Select((spoiler, s) => Camps([spoiler.Camp], tie => tie.ClientSpoiler == s)),
        ];

        ulong Camps(IEnumerable<int> named, Func<Tie, bool> isPatron) => SignatureRule.Mask(
            named.Concat(scenario.Ties.Where(isPatron).Select(tie => tie.Patron)).Where(chief => chief >= 0 && scenario.Actors[chief].Role == Role.Principal));
    }

    /// <summary>The principals in whose camps an actor is, a bit per actor: a camp is a principal with its ratifiers, its clients and the spoilers that the scenario puts there.</summary>
    public ulong CampsOfActor(int actor) => _camps[actor];

    /// <summary>A block begins: nobody holds anything against anybody.</summary>
    public void Begin(int slots)
    {
        if (_tension.Length < slots * _actors)
        {
            _tension = new double[slots * _actors];
            _held = new double[slots * _actors * _doers];
            _caused = new double[slots * _actors * _doers];
        }

        Array.Clear(_tension);
        Array.Clear(_held);
        Array.Clear(_caused);
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

            var held = Row(_held, slot, i);
            var caused = Row(_caused, slot, i);
            var sum = 0.0;
            for (var d = 0; d < held.Length; d++)
            {
                held[d] *= factor;
                caused[d] *= factor;
                sum += held[d];
            }

            _tension[slot * _actors + i] = sum;
        }
    }

    /// <summary>A principal holds something against whoever it blames.</summary>
    /// <param name="slot">The replica's slot.</param>
    /// <param name="principal">Who is hurt.</param>
    /// <param name="doer">Who did it: an actor's index, or the number of actors plus a spoiler's.</param>
    /// <param name="blamed">Whom it is blamed on, likewise.</param>
    /// <param name="severity">How much.</param>
    public void Hold(int slot, int principal, int doer, int blamed, double severity)
    {
        var amount = Math.Max(Weight(principal, blamed), Weight(principal, doer)) * severity;
        if (amount > 0)
        {
            Row(_held, slot, principal)[blamed] += amount;
            Row(_caused, slot, principal)[doer] += amount;
            _tension[slot * _actors + principal] += amount;
        }
    }

    /// <summary>Whether a principal could hold a deed of theirs against anybody but itself.</summary>
    public bool CanBlame(int principal, int blamed) => Weight(principal, blamed) > 0;

    /// <summary>
    /// The principal outside its own camp against whom a principal holds most, what it blames on that one's camp included; at equal the first in file order.
    /// </summary>
    public int MostDistrusted(int slot, int principal)
    {
        var held = Row(_held, slot, principal);
        var (most, largest) = (-1, -1.0);
        foreach (var other in _principals)
        {
            if (other == principal)
            {
                continue;
            }

            var against = 0.0;
            for (var d = 0; d < held.Length; d++)
            {
                var camps = _camps[d] & ~(1UL << principal);
                against += (camps >> other & 1) != 0 ? held[d] / BitOperations.PopCount(camps) : 0;
            }

            if (against > largest)
            {
                (most, largest) = (other, against);
            }
        }

        return most;
    }

    /// <summary>An event adds to, or takes from, what a principal holds against another actor; never below nothing.</summary>
    public void Shift(int slot, int principal, int against, double amount)
    {
        ref var held = ref Row(_held, slot, principal)[against];
        ref var caused = ref Row(_caused, slot, principal)[against];
        var before = held;
        held = Math.Max(0, held + amount);
        caused = Math.Max(0, caused + amount);
        _tension[slot * _actors + principal] = Math.Max(0, _tension[slot * _actors + principal] + held - before);
    }

    /// <summary>Whose deeds added most to a principal's tension, or -1.</summary>
    public int Most(int slot, int principal)
    {
        var row = Row(_caused, slot, principal);
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

    private Span<double> Row(double[] ledger, int slot, int principal) => ledger.AsSpan((slot * _actors + principal) * _doers, _doers);

    /// <summary>How much of a severity a principal holds against somebody: an actor, or beyond the actors a spoiler.</summary>
    private double Weight(int principal, int blamed)
    {
        if (blamed == principal)
        {
            return 0;
        }

        var camps = _camps[blamed];
        if (camps == 0 || (blamed < _actors && camps == 1UL << blamed))
        {
            return 1;
        }

        // Nobody holds its own camp's deeds against itself.
        return ImplementationDefaults.CampShare * BitOperations.PopCount(camps & ~(1UL << principal));
    }
}
