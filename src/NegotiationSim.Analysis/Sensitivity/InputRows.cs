using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>The inputs and the endings of replicas that follow on each other: one array per input.</summary>
public sealed class InputRows
{
    /// <summary>Room for rows.</summary>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="capacity">How many rows at most, at least 1.</param>
    public InputRows(int inputs, int capacity)
    {
        Values = new double[inputs][];
        for (var i = 0; i < inputs; i++)
        {
            Values[i] = new double[capacity];
        }

        Endings = new Ending[capacity];
    }

    /// <summary>The values of each input, row after row; NaN where it has none.</summary>
    public double[][] Values { get; }

    /// <summary>How each replica ended.</summary>
    public Ending[] Endings { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; set; }

    /// <summary>How many rows there is room for.</summary>
    public int Capacity => Endings.Length;
}
