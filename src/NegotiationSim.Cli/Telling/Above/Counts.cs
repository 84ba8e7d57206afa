using System.Numerics;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>Numbers of outcomes in words; where only bounds are known, both.</summary>
internal static class Counts
{
    public static string Of(OutcomeCount count) =>
        count.IsExact ? Figures.Whole(count.AtLeast)
        : count.AtLeast.IsZero ? "at most " + Figures.Whole(count.AtMost)
        : $"{Figures.Whole(count.AtLeast)} to {Figures.Whole(count.AtMost)}";

    public static string Texts(OutcomeCount count) => Of(count) + (count is { IsExact: true, AtLeast.IsOne: true } ? " text" : " texts");

    /// <summary>The part of a whole: <c>12%</c>, <c>1 in 24,000</c>, <c>none</c>, <c>all</c>; with bounds both.</summary>
    public static string Share(OutcomeCount count, OutcomeCount of)
    {
        if (count.IsExact && of.IsExact)
        {
            return Share(count.AtLeast, of.AtLeast);
        }

        var (least, most) = (Share(count.AtLeast, of.AtMost), Share(BigInteger.Min(count.AtMost, BigInteger.Max(of.AtLeast, BigInteger.One)), BigInteger.Max(of.AtLeast, BigInteger.One)));
        return least == most ? least : (least, most) == ("none", "all") ? "not known" : least == "none" ? "at most " + most : $"{least} to {most}";
    }

    private static string Share(BigInteger part, BigInteger whole) =>
        part.IsZero ? "none" : part == whole ? "all" : Figures.Share(OutcomeCount.Exactly(part).ShareAtLeast(whole));
}
