namespace NegotiationSim.Search.Offers;

/// <summary>Texts that an actor may not put forward although its own lines would let them pass: refused ones.</summary>
public interface ITextFilter
{
    /// <summary>The text is off the table.</summary>
    bool Excludes(ReadOnlySpan<ushort> text);

    /// <summary>Somebody must be asked about the text first; the search stops there.</summary>
    bool MustAskAbout(ReadOnlySpan<ushort> text);
}
