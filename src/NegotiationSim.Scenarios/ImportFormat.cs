namespace NegotiationSim.Scenarios;

/// <summary>The formats of other simulators that are read.</summary>
public enum ImportFormat
{
    /// <summary>Genius's XML: one domain (a negotiation template) and one utility space per party.</summary>
    Genius,

    /// <summary>GeniusWeb's JSON: linear additive profiles, each with its domain, and perhaps the domain on its own.</summary>
    GeniusWeb,
}
