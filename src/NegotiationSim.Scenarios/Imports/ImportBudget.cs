using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>Counts the elements or values of all files of an import, so that no input takes a gigabyte.</summary>
internal sealed class ImportBudget
{
    /// <summary>Elements or values so far; set back where a file is read anew.</summary>
    public int Elements { get; set; }

    /// <summary>Nothing more can be read.</summary>
    public bool IsSpent => Elements > ImportLimits.Elements;

    /// <exception cref="ReadingAbortedException">It is one too many, or too deep.</exception>
    public void Spend(Position position, int depth, string what)
    {
        Elements++;
        if (IsSpent)
        {
            throw new ReadingAbortedException(position, $"more than {ImportLimits.Elements:N0} {what} in all files, the limit of an import");
        }

        if (depth > ImportLimits.Nesting)
        {
            throw new ReadingAbortedException(position, $"{what} are nested deeper than {ImportLimits.Nesting} levels, the limit of an import");
        }
    }
}
