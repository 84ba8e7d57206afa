namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>Texts of files in messages.</summary>
internal static class GeniusWebText
{
    public static string Shown(string text) => text.Length > 40 ? text[..40] + "..." : text;
}
