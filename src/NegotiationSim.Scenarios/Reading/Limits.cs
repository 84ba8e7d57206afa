namespace NegotiationSim.Scenarios.Reading;

/// <summary>What a scenario file may hold; more is refused with a message that names the limit.</summary>
internal static class Limits
{
    public const int Bytes = 4 << 20;
    public const int AliasNodes = 100_000;
    public const int Nesting = 64;
    public const int Actors = 64;
    public const int Components = 256;
    public const int ValuesPerComponent = 10_000;
    public const int Events = 1_000;

    /// <summary>Entries under <c>red_lines</c> and <c>linkages</c> of all actors together.</summary>
    public const int RedLinesAndLinkages = 1_000;

    public const int Spoilers = 64;

    /// <summary>Gates of an implementation; which of them are shut is kept in one word of 64 bits.</summary>
    public const int Gates = 64;

    /// <summary>Operations within one another when drivers that use drivers are written out; values are computed by recursion.</summary>
    public const int DriverDepth = 1_000;

    /// <summary>Branches of one event.</summary>
    public const int Branches = 1_000;

    public const int Rounds = 100_000;
    public const int Horizon = 10_000;

    // Our own, so that no input takes more than a moment or a gigabyte.

    /// <summary>Operators, names and numbers in one expression; it also bounds the depth of its tree.</summary>
    public const int ExpressionTerms = 256;

    /// <summary>Values and keys of a file as written.</summary>
    public const int Nodes = 250_000;

    /// <summary>Characters of a key or an id; paths are made of them.</summary>
    public const int NameLength = 100;

    /// <summary>Characters of a title or a summary: to lay out a page of millions takes a minute and a gigabyte.</summary>
    public const int TextLength = 100_000;

    /// <summary>Characters of one expression.</summary>
    public const int ExpressionLength = 4_096;

    /// <summary>Values that all conditions of a file test, summed over their tests.</summary>
    public const int TestedValues = 20_000_000;

    /// <summary>
    /// Incidents of one spoiler in one period, expected from its rate alone. Nothing fades within a period and every incident is followed by itself: more of them are one continuous
    /// attack, whose weight is a matter of severity, or fall into a period that is too long.
    /// </summary>
    public const int IncidentsPerPeriod = Spoiler.MostIncidents;

    /// <summary>Messages of one file; a file with more is beyond repair message by message.</summary>
    public const int Messages = 1_000;
}
