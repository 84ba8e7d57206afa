namespace NegotiationSim.Scenarios.Reading;

/// <summary>Texts of files in messages.</summary>
internal static class Excerpt
{
    private const int Most = 40;

    /// <summary>The text, or the beginning of a long one.</summary>
    public static string Of(string text) => text.Length > Most ? text[..Most] + "..." : text;
}
