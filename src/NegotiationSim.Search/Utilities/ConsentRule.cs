namespace NegotiationSim.Search.Utilities;

/// <summary>
/// The commitment problem (Fearon 1998): an actor that trusts the others only so far counts what it has when they break their word.
/// An outcome is worth V = p' U + (1 - p') <see cref="Betrayed"/> to it, p' = min(1, <see cref="Trust"/> + enforcement(outcome)), and it
/// stands by nothing with V below its no-deal value.
/// </summary>
public sealed class ConsentRule
{
    /// <summary>Enforcement never reaches certainty.</summary>
    public const double MostEnforcement = 0.95;

    /// <summary>How far V may fall short of the no-deal value.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>The probability with which the others keep their word, unenforced, in [0, 1].</summary>
    public double Trust { get; set; }

    /// <summary>What the agreement is worth when they break it, in utility.</summary>
    public double Betrayed { get; set; }

    /// <summary>Enforcement whatever the terms.</summary>
    public double Enforcement { get; set; }

    /// <summary>What agreed terms add to enforcement, in file order.</summary>
    public List<WeightedCondition> EnforcementBy { get; } = [];

    /// <summary>The enforcement of an outcome, in [0, 0.95].</summary>
    public double EnforcementOf(ReadOnlySpan<ushort> outcome)
    {
        var enforcement = Enforcement;
        foreach (var term in EnforcementBy)
        {
            if (term.Condition.Holds(outcome))
            {
                enforcement += term.Amount;
            }
        }

        return Math.Clamp(enforcement, 0, MostEnforcement);
    }

    /// <summary>The probability that the others keep an outcome, in [0, 1].</summary>
    public double Kept(ReadOnlySpan<ushort> outcome) => Kept(EnforcementOf(outcome));

    /// <summary>The probability that the others keep an outcome with this enforcement, in [0, 1].</summary>
    public double Kept(double enforcement) => Math.Min(1, Trust + enforcement);

    /// <summary>Whether an outcome is worth signing.</summary>
    /// <param name="kept">The probability that the others keep it.</param>
    /// <param name="utility">Its utility, undiscounted.</param>
    /// <param name="reservation">The no-deal value, undiscounted.</param>
    /// <param name="discount">What both are worth in this round; <see cref="Betrayed"/> stands as it is.</param>
    public bool Allows(double kept, double utility, double reservation, double discount) =>
        kept * (utility * discount) + (1 - kept) * Betrayed >= reservation * discount - Tolerance;
}
