using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Parties;

/// <summary>Whether a query asks for a party's consent.</summary>
internal enum Consent
{
    /// <summary>Its utility counts, its consent does not.</summary>
    NotAsked,

    /// <summary>It must consent.</summary>
    Needed,

    /// <summary>It is one of those of whom a number must consent.</summary>
    Counted,
}

/// <summary>One party of a query over the outcomes of several.</summary>
/// <param name="Utility">Its utility function.</param>
/// <param name="Rule">Its commitment problem; null where it has none.</param>
/// <param name="NoDeal">Its no-deal value.</param>
/// <param name="Consent">Whether it must find an outcome worth its no-deal value.</param>
internal sealed record Party(UtilityTable Utility, ConsentRule? Rule, double NoDeal, Consent Consent)
{
    /// <summary>Its no-deal value is given up: everything is worth it.</summary>
    public bool IsWaived { get; init; }

    /// <summary>For a counted party: the violation that an outcome across one of its own lines has, and with which it does not consent; -1: none.</summary>
    public int OwnLine { get; init; } = -1;

    /// <summary>Whether an outcome is worth as much as no deal to it (under trust: worth signing), in the doubles of the engine; its red lines are not looked at.</summary>
    public bool Accepts(ReadOnlySpan<ushort> outcome) => Accepts(outcome, Utility.Evaluate(outcome));

    /// <summary>The same for an outcome whose utility is known.</summary>
    public bool Accepts(ReadOnlySpan<ushort> outcome, double utility) => IsWaived || (Rule is null
        ? utility >= NoDeal - ConsentRule.Tolerance
        : Rule.Allows(Rule.Kept(outcome), utility, NoDeal, 1));

    /// <summary>Whether an outcome with these violations crosses one of its own lines.</summary>
    public bool IsCrossedBy(in ViolationSet violations) => OwnLine >= 0 && violations.Has(OwnLine);

    /// <summary>By how much an outcome falls short of the no-deal value; 0 or less where it does not.</summary>
    public double Shortfall(ReadOnlySpan<ushort> outcome)
    {
        var utility = Utility.Evaluate(outcome);
        if (Rule is not null)
        {
            var kept = Rule.Kept(outcome);
            utility = kept * utility + (1 - kept) * Rule.Betrayed;
        }

        return NoDeal - utility;
    }
}
