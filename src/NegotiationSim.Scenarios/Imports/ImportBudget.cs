using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>Counts what the files of an import hold together, so that no input takes a gigabyte.</summary>
internal sealed class ImportBudget
{
    private long _bytes;
    private int _elements;
    private int _attributes;

    /// <summary>Nothing more can be read.</summary>
    public bool IsSpent => _elements > ImportLimits.Elements || _attributes > ImportLimits.Attributes || _bytes > ImportLimits.AllBytes;

    /// <summary>What has been spent, to be handed to <see cref="Restore"/> where a file is read anew.</summary>
    public (int Elements, int Attributes) Spent => (_elements, _attributes);

    public void Restore((int Elements, int Attributes) spent) => (_elements, _attributes) = spent;

    /// <summary>Counts an element or value.</summary>
    /// <exception cref="ReadingAbortedException">It is one too many, or too deep.</exception>
    public void Spend(Position position, int depth, string what)
    {
        if (++_elements > ImportLimits.Elements)
        {
            throw new ReadingAbortedException(position, $"more than {ImportLimits.Elements:N0} {what} in all files, the limit of an import");
        }

        if (depth > ImportLimits.Nesting)
        {
            throw new ReadingAbortedException(position, $"{what} are nested deeper than {ImportLimits.Nesting} levels, the limit of an import");
        }
    }

    /// <summary>Counts an attribute.</summary>
    /// <exception cref="ReadingAbortedException">It is one too many.</exception>
    public void SpendAttribute(Position position)
    {
        if (++_attributes > ImportLimits.Attributes)
        {
            throw new ReadingAbortedException(position, $"more than {ImportLimits.Attributes:N0} attributes in all files, the limit of an import");
        }
    }

    /// <summary>Refuses issues with more values than an import works out for the parties.</summary>
    /// <exception cref="ReadingAbortedException">They are too many.</exception>
    public static void RefuseEvaluations(Position position, long values, int parties)
    {
        if (values * parties > ImportLimits.Evaluations)
        {
            throw new ReadingAbortedException(position, $"{parties} parties and {values:N0} values of issues make more than {ImportLimits.Evaluations:N0} evaluations, the limit of an import");
        }
    }

    /// <summary>Counts the bytes of a file.</summary>
    /// <exception cref="ReadingAbortedException">They are too many.</exception>
    public void SpendBytes(Position position, int count)
    {
        if ((_bytes += count) > ImportLimits.AllBytes)
        {
            throw new ReadingAbortedException(position, $"more than {ImportLimits.AllBytes >> 20} MiB in all files, the limit of an import");
        }
    }
}
