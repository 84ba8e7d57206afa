namespace NegotiationSim.Scenarios.Reading;

/// <summary>How conditions read in messages and transcripts.</summary>
internal static class ConditionText
{
    private const int Longest = 200;

    public static string Shorten(string text) => text.Length <= Longest ? text : text[..Longest] + "...";

    public static string Of(Comparison comparison, bool negated) => (comparison, negated) switch
    {
        (Comparison.AtLeast, false) => "at least",
        (Comparison.AtMost, false) => "at most",
        (Comparison.Above, false) or (Comparison.AtMost, true) => "above",
        (Comparison.Below, false) or (Comparison.AtLeast, true) => "below",
        (Comparison.Above, true) => "at most",
        _ => "at least",
    };

    public static string Of(Quantity limit, string written) =>
        limit.Expression is Constant constant ? PlainValues.Show(constant.Value) : Shorten(written);
}
