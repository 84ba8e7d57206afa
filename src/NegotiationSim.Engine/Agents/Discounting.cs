namespace NegotiationSim.Engine.Agents;

/// <summary>What is signed in round r is worth U d^(r-1), and so is no deal.</summary>
internal static class Discounting
{
    /// <summary>d^(r-1); exactly 1 without a discount.</summary>
    public static double Factor(double discount, int round) => discount == 1 ? 1 : Math.Pow(discount, round - 1);
}
