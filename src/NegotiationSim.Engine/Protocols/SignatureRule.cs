using System.Numerics;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Protocols;

/// <summary>
/// Whose support signs an outcome: all principals (<c>unanimity</c>); at least a share of them, and all that have a veto (<c>majority</c>); all that are
/// named (<c>all_of</c>). A majority counts every principal of the file, present or not.
/// </summary>
public sealed class SignatureRule
{
    private readonly ulong _required;
    private readonly ulong _principals;
    private readonly int _count = 1;

    public SignatureRule(Scenario scenario)
    {
        _principals = Mask(Enumerable.Range(0, scenario.Actors.Length).Where(a => scenario.Actors[a].Role == Role.Principal));
        switch (scenario.Protocol.Agreement)
        {
            case Majority majority:
                _required = Mask(majority.Veto);
                _count = FewestOf(majority.Share, BitOperations.PopCount(_principals));
                break;
            case NamedPrincipals named:
                _required = Mask(named.Principals);
                break;
            default:
                _required = _principals;
                break;
        }
    }

    /// <summary>How many supporters make up a share of the principals, 1e-9 allowed; at least one must support an outcome in any case.</summary>
    public static int FewestOf(double share, int principals) => Math.Max(1, (int)Math.Ceiling(share * principals - 1e-9));

    /// <summary>Whether an outcome with these supporters is signed; also whether those still seated could sign one.</summary>
    /// <param name="supporters">A bit per actor.</param>
    public bool IsMetBy(ulong supporters) =>
        (supporters & _required) == _required && BitOperations.PopCount(supporters & _principals) >= _count;

    /// <summary>Whether no outcome is signed without a principal's support: all under unanimity, those with a veto, those that are named.</summary>
    public bool IsNeeded(int principal) => (_required >> principal & 1) != 0;

    /// <summary>A bit per actor.</summary>
    internal static ulong Mask(IEnumerable<int> actors) => actors.Aggregate(0UL, (mask, actor) => mask | 1UL << actor);
}
