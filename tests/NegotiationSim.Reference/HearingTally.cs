namespace NegotiationSim.Reference;

/// <summary>How often the lines of others mattered in a replica: what random scenarios must do often enough to be a test.</summary>
public sealed class HearingTally
{
    /// <summary>Offers chosen among outcomes that cross no respected line of another.</summary>
    public int Respecting { get; set; }

    /// <summary>Offers at which the target left no room for a further line that was heard of.</summary>
    public int CutShort { get; set; }

    /// <summary>Offers at which lines or bluffs were given up as everything that respects them is off the table.</summary>
    public int OffTheTable { get; set; }

    /// <summary>Offers that avoid at least one bluff that is kept up.</summary>
    public int AvoidingBluffs { get; set; }

    /// <summary>Offers at which the target left no room for a bluff.</summary>
    public int SkippingBluffs { get; set; }
}
