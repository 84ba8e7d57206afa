namespace NegotiationSim.Cli.Telling;

/// <summary>Small bars of text that read without colour.</summary>
internal static class Bar
{
    /// <summary>
    /// A scale from 0 to 1: a heavy line as far as <paramref name="value"/> reaches, a light one for the rest, and a diamond where
    /// <paramref name="mark"/> stands.
    /// </summary>
    public static string Scale(double value, double mark, int width)
    {
        var bar = new char[width];
        var reach = (int)Math.Round(Math.Clamp(value, 0, 1) * width);
        Array.Fill(bar, '─');
        Array.Fill(bar, '━', 0, reach);
        bar[Math.Min((int)(Math.Clamp(mark, 0, 1) * width), width - 1)] = '◆';
        return new string(bar);
    }

    /// <summary>How full something is: from 0 to its limit; anything above nothing shows.</summary>
    public static string Level(double value, double limit, int width)
    {
        var share = limit > 0 ? Math.Clamp(value / limit, 0, 1) : 1;
        // Full only when it is full, and never empty when there is something.
        var filled = share >= 1 ? width : Math.Min(width - 1, (int)Math.Ceiling(share * width - 1e-9));
        return new string('█', filled) + new string('░', width - filled);
    }
}
