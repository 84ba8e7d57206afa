namespace NegotiationSim.Scenarios.Imports;

/// <summary>What an import may read; more is refused with a message that names the limit, so that no input takes a gigabyte.</summary>
internal static class ImportLimits
{
    /// <summary>Bytes of one file.</summary>
    public const int FileBytes = 8 << 20;

    /// <summary>Bytes of all files together.</summary>
    public const int AllBytes = 64 << 20;

    /// <summary>Elements (XML) or values (JSON) of all files together.</summary>
    public const int Elements = 250_000;

    /// <summary>Attributes (XML) of all files together.</summary>
    public const int Attributes = 1_000_000;

    /// <summary>Levels of elements or values inside one another.</summary>
    public const int Nesting = 64;

    /// <summary>Files of one import.</summary>
    public const int Files = 256;

    /// <summary>Values of all issues, counted once per party; numeric issues say in a line what a scenario needs ten thousand numbers for.</summary>
    public const int Evaluations = 5_000_000;

    /// <summary>Warnings shown; the rest are counted.</summary>
    public const int Warnings = 100;
}
