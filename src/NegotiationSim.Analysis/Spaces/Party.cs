using NegotiationSim.Engine.Agents;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>What a question asks of an actor.</summary>
internal enum Say
{
    /// <summary>Its utility counts, its consent does not.</summary>
    Heard,

    /// <summary>It must consent.</summary>
    Needed,

    /// <summary>It is one of those of whom a number must consent.</summary>
    Counted,
}

/// <summary>An actor as a question looks at it.</summary>
/// <param name="Actor">Its index.</param>
/// <param name="Standpoint">Where it stands.</param>
/// <param name="Say">Whether it must find an outcome worth its no-deal value.</param>
/// <param name="IsWaived">Its no-deal value is given up: everything is worth it.</param>
internal sealed record Party(int Actor, Standpoint Standpoint, Say Say, bool IsWaived = false)
{
    /// <summary>Whether an outcome is worth as much as no deal to it (under trust: worth signing), in the doubles of the engine; its red lines are not looked at.</summary>
    public bool FindsWorthIt(ReadOnlySpan<ushort> outcome) => IsWorthIt(outcome, Standpoint.Utility.Evaluate(outcome));

    /// <summary>The same for an outcome whose utility is known.</summary>
    public bool IsWorthIt(ReadOnlySpan<ushort> outcome, double utility) => IsWaived || (Standpoint.Consent is { } rule
        ? rule.Allows(rule.Kept(outcome), utility, Standpoint.NoDeal, 1)
        : utility >= Standpoint.NoDeal - Standpoint.Tolerance);

    /// <summary>By how much an outcome falls short of the no-deal value; 0 or less where it does not.</summary>
    public double Shortfall(ReadOnlySpan<ushort> outcome)
    {
        var utility = Standpoint.Utility.Evaluate(outcome);
        if (Standpoint.Consent is { } rule)
        {
            var kept = rule.Kept(outcome);
            utility = kept * utility + (1 - kept) * rule.Betrayed;
        }

        return Standpoint.NoDeal - utility;
    }
}
